from odoo.tests import tagged

from .live_common import LiveCase

TEMPLATES = [
    {
        "xml_id": "report_book_line",
        "model": "library.book",
        "arch": [
            "<p>",
            '<b t-field="doc.name"/> <i t-out="doc.shelf"/>',
            '(<t t-out="doc.author_id.name"/>)</p>',
        ],
    },
    {
        "xml_id": "report_book",
        "model": "library.book",
        "arch": [
            '<t t-call="web.html_container"><t t-foreach="docs" t-as="doc">',
            '<div t-attf-class="page shelf_{{ doc.shelf }}">',
            '<t t-call="report_book_line"/>',
            '<t t-set="others" t-value="doc.author_id.book_ids"/>',
            '<i t-foreach="others" t-as="other" t-out="other.isbn"/>',
            "</div></t></t>",
        ],
    },
    {
        "xml_id": "report_book_thick",
        "inherit_id": "report_book",
        "arch": [
            '<xpath expr="//i[@t-out=\'other.isbn\']" position="after">',
            '<u t-if="doc.pages &gt; 500">thick</u>',
            "</xpath>",
        ],
    },
]
PAPER = {"xml_id": "paper_card", "name": "Card", "format": "A6", "margin_top": 5}
REPORT = {
    "xml_id": "action_report_book",
    "name": "Card of a Book",
    "model": "library.book",
    "report_type": "qweb-html",
    "report_name": "report_book",
    "print_report_name": "'Book - %s' % object.name",
    "paperformat": "paper_card",
    "groups": ["group_reader"],
}


@tagged("post_install", "-at_install")
class TestLiveReport(LiveCase):
    def document(self):
        document = self.described(qweb_templates=TEMPLATES, paper_formats=[PAPER], reports=[REPORT])
        document["module"]["depends"] = ["base", "web"]
        return document

    def test_a_report_prints_live_records(self):
        self.applied(self.document())
        author = self.env["x_library_author"].create({"x_name": "Sunthorn Phu"})
        book = self.books({"name": "พระอภัยมณี", "isbn": "974", "pages": 900, "author_id": author.id})
        report = self.env.ref("x_library.action_report_book")

        html = report._render_qweb_html("x_library.action_report_book", book.ids)[0].decode()

        for part in ("<b>พระอภัยมณี</b> <i>a</i>\n(Sunthorn Phu)", "shelf_a", "<i>974</i>"):
            self.assertIn(part, html)
        self.assertIn("<u>thick</u>", html)

    def test_reports_stand_in_the_print_menu_of_their_model(self):
        self.applied(self.document())
        report = self.env.ref("x_library.action_report_book")
        self.assertEqual(report.binding_model_id.model, "x_library_book")
        self.assertEqual(report.paperformat_id.margin_top, 5)
        self.assertEqual(report.print_report_name, "'Book - %s' % object.x_name")
        bindings = self.env["ir.actions.actions"]._get_bindings("x_library_book")
        self.assertIn(report.id, [action["id"] for action in bindings["report"]])

    def test_an_applied_report_has_nothing_left_to_do(self):
        module = self.applied(self.document())
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

    def test_templates_change_and_go(self):
        module = self.next_version(self.applied(self.document()))
        line = module.qweb_template_ids.filtered(lambda t: t.xml_id == "report_book_line")
        line.arch = '<p t-field="doc.isbn"/>'
        module.qweb_template_ids.filtered("inherit_id").unlink()
        module.report_ids.name = "Card"
        self.apply_next(module)
        book = self.books({"name": "a", "isbn": "1", "pages": 501})
        report = self.env.ref("x_library.action_report_book")
        html = report._render_qweb_html(report.report_name, book.ids)[0].decode()
        self.assertIn("<p>1</p>", html)
        self.assertNotIn("thick", html)
        self.assertEqual(report.name, "Card")

        last = self.next_version(module)
        last.report_ids.unlink()
        last.qweb_template_ids.unlink()
        last.paper_format_ids.unlink()
        self.apply_next(last)
        self.assertFalse(report.exists())
        self.assertFalse(self.env["ir.ui.view"].search([("key", "=like", "x_library.%")]))

    def test_a_change_by_hand_is_told_in_the_words_of_the_document(self):
        module = self.applied(self.document())
        template = self.env.ref("x_library.report_book")
        template.arch = template.arch.replace("shelf_", "place_")
        module.action_plan()
        self.assertIn("qweb_templates[report_book]: arch", module.plan_text)

    def test_a_template_that_is_not_there_is_named(self):
        document = self.document()
        document["qweb_templates"] = [{"xml_id": "report_book", "arch": '<t t-call="no_such"/>'}]
        module = self.modules.from_document(document)
        module.action_validate()
        self.assertIn("no_such", module.error_message)
