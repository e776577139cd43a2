from odoo import fields, models


class Module(models.Model):
    """What only the manifest and the files beside it say: nothing of it lives in a database."""

    _inherit = "itx.moduler.module"

    maintainer = fields.Char()
    maintainers = fields.Char(help="Names with commas between.")
    live_test_url = fields.Char("Live Test URL")
    price = fields.Float()
    currency = fields.Char(help="For example: EUR.")
    sequence = fields.Integer(default=100, help="The lower number comes first in the list of apps.")
    installable = fields.Boolean(default=True)
    auto_install = fields.Boolean(help="It installs itself when all it depends on is there.")
    auto_install_with = fields.Char(
        help="Those dependencies that must be there for it, if not all. Commas between.",
    )
    countries = fields.Char(help="Codes of countries with commas between, for example: th, fr.")
    external_python = fields.Char("Python Libraries", help="Names with commas between.")
    external_bin = fields.Char("Programs", help="Names with commas between.")
    external_apt = fields.Text(
        "Debian Packages", help='Python library and its package: {"ldap": "python3-ldap"}.'
    )
    images = fields.Text(
        help="Paths of images with their content in base64, as JSON. Without content only the path "
        "stands in the manifest."
    )
    icon = fields.Binary(help="Empty: drawn from the name.")
    readme = fields.Text("README", help="Markdown. Empty: made from the module.")
    index_html = fields.Text("Description Page", help="HTML. Empty: made from the module.")
    pre_init_hook = fields.Text("Before Installation", help="Python that has env.")
    post_init_hook = fields.Text("After Installation", help="Python that has env.")
    uninstall_hook = fields.Text("After Uninstallation", help="Python that has env.")
    post_load = fields.Text(
        "When the Server Starts", help="Python without a database, for the whole server."
    )
    hooks_head = fields.Text("Above the Hooks", help="Imports and helpers.")
    further_keys = fields.Text(help='Other keys of the manifest, as JSON: {"bootstrap": true}.')
    model_xml_ids = fields.Text(
        "XML IDs of Models",
        help='Under which XML ID models of others are known, as JSON: {"sale.order": '
        '"sale.model_sale_order"}. What is not listed is searched by name.',
    )
