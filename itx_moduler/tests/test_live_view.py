from lxml import etree
from odoo.exceptions import UserError
from odoo.tests import tagged

from .live_common import LIBRARY, LiveCase

PARTNER_FORM = {
    "xml_id": "partner_form_library",
    "model": "res.partner",
    "inherit_id": "base.view_partner_form",
    "arch": [
        '<xpath expr="//sheet" position="before">',
        '<div class="library_note">A reader of ours</div>',
        "</xpath>",
    ],
}
BOOK_FORM_MORE = {
    "xml_id": "book_form_more",
    "model": "library.book",
    "inherit_id": "library_book_view_form",
    "arch": [
        "<data>",
        '<field name="isbn" position="after"><field name="country_ids"/></field>',
        '<xpath expr="//field[@name=\'note\']" position="attributes">',
        '<attribute name="invisible">not isbn or not pages</attribute>',
        "</xpath>",
        "</data>",
    ],
}


@tagged("post_install", "-at_install")
class TestLiveView(LiveCase):
    def shown(self, xml_id):
        """Return the XML of a live view with all that changes it."""
        return self.env.ref(xml_id)._get_combined_arch()

    def with_views(self, *views):
        return self.described(views=[*LIBRARY["views"], *views])

    def test_models_without_views_get_them(self):
        self.applied()
        views = self.env["ir.ui.view"].search([("model", "=", "x_library_book")])
        self.assertEqual(set(views.mapped("type")), {"form", "list", "search"})
        arch = etree.tostring(self.shown("x_library.library_book_view_list"), encoding="unicode")
        self.assertIn('<field name="x_name"/>', arch)

    def test_a_default_view_goes_when_a_person_writes_one(self):
        module = self.next_version(self.applied())
        before = self.env.ref("x_library.library_book_view_list")
        self.env["itx.moduler.view"].create(
            {
                "module_id": module.id,
                "model": "library.book",
                "type": "list",
                "xml_id": "library_book_view_list",
                "arch": "<list><field name='isbn'/></list>",
            }
        )
        self.apply_next(module)
        self.assertFalse(before.exists())
        self.assertIn("x_isbn", self.env.ref("x_library.library_book_view_list").arch_db)

    def test_a_view_of_another_module_is_extended_and_left_as_it_was(self):
        module = self.applied(self.with_views(PARTNER_FORM))
        self.assertTrue(self.shown("base.view_partner_form").xpath("//div[@class='library_note']"))

        version = self.next_version(module)
        version.view_ids.filtered("inherit_id").unlink()
        self.apply_next(version)

        self.assertFalse(self.shown("base.view_partner_form").xpath("//div[@class='library_note']"))

    def test_paths_into_an_own_view_follow_the_live_names(self):
        self.applied(self.with_views(BOOK_FORM_MORE))
        form = self.shown("x_library.library_book_view_form")
        names = [field.get("name") for field in form.iter("field")]
        self.assertEqual(names.index("x_country_ids"), names.index("x_isbn") + 1)
        note = form.xpath("//field[@name='x_note']")[0]
        self.assertEqual(note.get("invisible"), "not x_isbn or not x_pages")

    def test_parent_and_child_may_change_together(self):
        module = self.next_version(self.applied(self.with_views(BOOK_FORM_MORE)))
        form = module.view_ids.filtered(lambda v: v.xml_id == "library_book_view_form")
        more = module.view_ids.filtered(lambda v: v.xml_id == "book_form_more")
        form.arch = '<form><field name="name"/><group name="place"/></form>'
        more.arch = '<group name="place" position="inside"><field name="pages"/></group>'

        self.apply_next(module)

        form = self.shown("x_library.library_book_view_form")
        self.assertTrue(form.xpath("//group[@name='place']/field[@name='x_pages']"))
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

    def test_a_view_beside_its_parent_leaves_it_alone(self):
        beside = {**BOOK_FORM_MORE, "mode": "primary", "priority": 99}
        self.applied(self.with_views(beside))
        self.assertFalse(
            self.shown("x_library.library_book_view_form").xpath("//field[@name='x_country_ids']")
        )
        self.assertTrue(
            self.shown("x_library.book_form_more").xpath("//field[@name='x_country_ids']")
        )

    def test_groups_and_disabled_views(self):
        hidden = {**PARTNER_FORM, "xml_id": "partner_hidden", "enabled": False}
        kept = {**BOOK_FORM_MORE, "mode": "primary", "groups": ["group_keeper"]}
        module = self.applied(self.with_views(kept, hidden))
        self.assertFalse(self.env.ref("x_library.partner_hidden").active)
        keeper = self.env.ref("x_library.group_keeper")
        self.assertEqual(self.env.ref("x_library.book_form_more").group_ids, keeper)
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

    def test_a_change_by_hand_is_seen(self):
        module = self.applied(self.with_views(BOOK_FORM_MORE))
        self.env.ref("x_library.book_form_more").arch = (
            '<field name="x_isbn" position="after"><field name="x_pages"/></field>'
        )
        module.action_plan()
        self.assertIn("views[book_form_more]: arch", module.plan_text)

    def test_every_type_lives(self):
        own = {"model": "library.book"}
        views = [
            {**own, "type": "kanban", "arch": [
                "<kanban><templates><t t-name='card'><field name='name'/>",
                "<span t-if='record.pages.raw_value > 9'>thick</span></t></templates></kanban>"]},
            {**own, "type": "calendar", "arch": "<calendar date_start='bought_on'>"
                "<field name='name'/></calendar>"},
            {**own, "type": "pivot", "arch": "<pivot><field name='shelf' type='row'/></pivot>"},
            {**own, "type": "graph", "arch": "<graph type='pie'><field name='shelf'/></graph>"},
            {**own, "type": "search", "arch": "<search><field name='isbn'/></search>"},
        ]  # fmt: skip
        document = self.with_views(*views)
        document["models"][1]["fields"].append({"name": "bought_on", "type": "date"})
        module = self.applied(document)
        for view_type in ("kanban", "calendar", "pivot", "graph", "search", "list", "form"):
            found = self.env["x_library_book"].get_view(view_type=view_type)
            self.assertIn("x_", found["arch"], view_type)
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

    def test_validation_speaks_with_odoos_schema(self):
        bad = {"model": "library.book", "type": "list", "arch": "<list><notebook/></list>"}
        module = self.modules.from_document(self.with_views(bad))
        module.action_validate()
        self.assertIn("notebook", module.error_message)

    def test_validation_finds_paths_that_lead_nowhere(self):
        lost = {**PARTNER_FORM, "arch": "<field name='no_such' position='after'/>"}
        module = self.modules.from_document(self.with_views(lost))
        module.action_validate()
        self.assertRegex(module.error_message, "base.view_partner_form has nothing")

    def test_activity_views_need_mail(self):
        activity = {
            "model": "library.book",
            "type": "activity",
            "arch": "<activity string='Books'><templates><div t-name='activity-box'/></templates>"
            "</activity>",
        }
        module = self.modules.from_document(self.with_views(activity))
        module.action_validate()
        self.assertIn("mail", module.error_message)

    def test_a_view_that_odoo_refuses_changes_nothing(self):
        module = self.made(self.with_views({**BOOK_FORM_MORE, "arch": [
            "<field name='isbn' position='after'><button name='no_method' type='object'/></field>"
        ]}))  # fmt: skip
        with self.assertRaises(UserError):
            module.action_apply_to_odoo()
        self.assertNotIn("x_library_book", self.env)
