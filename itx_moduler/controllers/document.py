import json

from odoo import http
from odoo.http import content_disposition, request


class DocumentController(http.Controller):
    @http.route("/itx_moduler/document/<int:module_id>", type="http", auth="user", readonly=True)
    def download(self, module_id):
        """Send the document of a module as a JSON file, laid out for reading."""
        module = request.env["itx.moduler.module"].browse(module_id)
        if not module.exists():
            raise request.not_found()
        content = json.dumps(module.to_document(), ensure_ascii=False, indent=2) + "\n"
        filename = f"{module.name}-{module.version}.json"
        return request.make_response(
            content,
            headers=[
                ("Content-Type", "application/json; charset=utf-8"),
                ("Content-Disposition", content_disposition(filename)),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
