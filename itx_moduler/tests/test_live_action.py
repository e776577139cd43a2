from odoo.tests import tagged

from .live_common import LIBRARY, LiveCase

SHELVES = {
    "type": "window",
    "xml_id": "action_shelves",
    "name": "Shelves",
    "model": "library.book",
    "view_mode": ["kanban", "list", "form"],
    "views": {"list": "book_list_shelf", "form": "library_book_view_form"},
    "search_view_id": "book_search_shelf",
    "target": "main",
    "path": "library-shelves",
    "groups": ["group_keeper"],
    "binding_model": "library.author",
    "binding_view_types": ["form"],
    "context": "{'search_default_shelf': 'a'}",
}
VIEWS = [
    {
        "xml_id": "book_list_shelf",
        "model": "library.book",
        "type": "list",
        "arch": '<list><field name="shelf"/>'
        '<button type="action" name="%(action_shelves)d"/></list>',
    },
    {
        "xml_id": "book_search_shelf",
        "model": "library.book",
        "type": "search",
        "arch": "<search><field name='shelf'/></search>",
    },
]


@tagged("post_install", "-at_install")
class TestLiveAction(LiveCase):
    def document(self, **action):
        return self.described(
            views=[*LIBRARY["views"], *VIEWS],
            actions=[*LIBRARY["actions"], {**SHELVES, **action}],
        )

    def test_an_action_shows_the_views_that_it_names(self):
        module = self.applied(self.document())
        action = self.env.ref("x_library.action_shelves")
        listed = self.env.ref("x_library.book_list_shelf")
        form = self.env.ref("x_library.library_book_view_form")
        self.assertEqual(action.views, [(False, "kanban"), (listed.id, "list"), (form.id, "form")])
        self.assertEqual(action.search_view_id, self.env.ref("x_library.book_search_shelf"))
        self.assertEqual(action.binding_model_id.model, "x_library_author")
        self.assertEqual(action.path, "library-shelves")
        self.assertEqual(action.context, "{'search_default_x_shelf': 'a'}")
        self.assertIn(f'name="{action.id}"', listed.arch_db)
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

    def test_views_are_taken_back(self):
        module = self.next_version(self.applied(self.document()))
        action = module.action_window_ids.filtered(lambda a: a.xml_id == "action_shelves")
        action.write({"views": False, "search_view_id": False, "view_mode": "list, form"})
        module.view_ids.filtered(lambda v: v.xml_id == "book_list_shelf").unlink()

        self.apply_next(module)

        live = self.env.ref("x_library.action_shelves")
        self.assertEqual(live.views, [(False, "list"), (False, "form")])
        self.assertFalse(live.view_ids)

    def test_an_action_may_open_one_record(self):
        self.applied(
            self.document(model="res.company", res_id="base.main_company", views={},
                search_view_id="", view_mode=["form"], context="", binding_model="")
        )  # fmt: skip
        action = self.env.ref("x_library.action_shelves")
        self.assertEqual(action.res_id, self.env.ref("base.main_company").id)

    def test_a_view_of_another_type_is_refused(self):
        module = self.modules.from_document(self.document(search_view_id="book_list_shelf"))
        module.action_validate()
        self.assertIn("must be search", module.error_message)

    def test_menus_that_are_not_enabled_are_not_shown(self):
        menus = [*LIBRARY["menus"], {"xml_id": "menu_off", "name": "Off", "enabled": False,
            "parent": "menu_root", "action": "action_shelves"}]  # fmt: skip
        module = self.applied({**self.document(), "menus": menus})
        self.assertFalse(self.env.ref("x_library.menu_off").active)
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)
