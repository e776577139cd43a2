from odoo import http


class SampleController(http.Controller):
    @http.route("/roundtrip_sample/count", type="http", auth="user")
    def count(self):
        return str(http.request.env["roundtrip.sample"].search_count([]))
