from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from .live_common import LiveCase

_AUTHORS = [
    {"xml_id": "author_a", "model": "library.author", "values": {"name": "Sunthorn Phu"}},
    {"xml_id": "author_b", "model": "library.author", "values": {"name": "<b>ก</b> ]]> '\"%s"}},
]


@tagged("post_install", "-at_install")
class TestLiveData(LiveCase):
    def with_data(self, *records):
        return self.described(data=[*_AUTHORS, *records])

    def test_records_live_and_nothing_is_left_to_do(self):
        book = {
            "xml_id": "book_a",
            "model": "library.book",
            "values": {
                "name": "พระอภัยมณี",
                "author_id": {"ref": "author_a"},
                "country_ids": {"refs": ["base.th", "base.fr"]},
            },
        }
        module = self.applied(self.with_data(book))

        lives = self.env.ref("x_library.book_a")
        self.assertEqual(lives.x_author_id, self.env.ref("x_library.author_a"))
        countries = self.env.ref("base.th") + self.env.ref("base.fr")
        self.assertEqual(lives.x_country_ids, countries)
        self.assertEqual(self.env.ref("x_library.author_b").x_name, _AUTHORS[1]["values"]["name"])
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

    def test_texts_of_data_files_mean_here_what_they_mean_there(self):
        values = {"name": "Loan", "code": "library.loan", "padding": "4", "active": "False"}
        company = {"name": "L", "report_header": {"html": "<p>L</p>"}}
        module = self.applied(
            self.with_data(
                {"xml_id": "seq", "model": "ir.sequence", "values": values},
                {"xml_id": "company", "model": "res.company", "values": company},
            )
        )

        sequence = self.env.ref("x_library.seq")
        self.assertEqual((sequence.padding, sequence.active), (4, False))
        self.assertEqual(self.env.ref("x_library.company").report_header, "<p>L</p>")
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

    def test_a_menu_without_a_name_is_called_as_its_action(self):
        url = {"type": "url", "xml_id": "manual", "name": "Manual", "url": "/web"}
        client = {"type": "client", "xml_id": "news", "name": "News", "tag": "reload"}
        document = self.described()
        document["actions"] += [url, client]
        document["menus"] += [
            {"xml_id": "menu_manual", "action": "manual"},
            {"xml_id": "menu_news", "parent": "menu_manual", "action": "news"},
        ]
        module = self.applied(document)

        self.assertEqual(self.env.ref("x_library.menu_manual").name, "Manual")
        self.assertEqual(self.env.ref("x_library.news").tag, "reload")
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

    def test_a_sequence_counts(self):
        values = {"name": "Loan", "code": "library.loan", "prefix": "L/", "padding": 4}
        module = self.applied(
            self.with_data({"xml_id": "seq", "model": "ir.sequence", "values": values})
        )

        self.assertEqual(self.env["ir.sequence"].next_by_code("library.loan"), "L/0001")

        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

    def test_records_that_refer_to_each_other_live(self):
        document = self.described()
        document["models"][0]["fields"].append(
            {"name": "rival_id", "type": "many2one", "comodel_name": "library.author"}
        )
        names = ["x", "y", "z"]
        document["data"] = [
            {
                "xml_id": name,
                "model": "library.author",
                "values": {"name": name, "rival_id": {"ref": names[index - 1]}},
            }
            for index, name in enumerate(names)
        ]
        module = self.applied(document)

        for index, name in enumerate(names):
            rival = self.env.ref(f"x_library.{names[index - 1]}")
            self.assertEqual(self.env.ref(f"x_library.{name}").x_rival_id, rival)
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

    def test_a_change_by_hand_is_planned_and_overwritten(self):
        module = self.applied(self.with_data())
        author = self.env.ref("x_library.author_a")
        author.x_name = "Somebody else"

        module.action_plan()
        self.assertIn("Sunthorn Phu", module.plan_text)
        version = self.next_version(module)
        self.apply_next(version)

        self.assertEqual(self.fresh(author).x_name, "Sunthorn Phu")

    def test_only_described_fields_are_looked_at(self):
        module = self.applied(
            self.with_data(
                {"xml_id": "tag", "model": "res.partner.category", "values": {"name": "Reader"}}
            )
        )
        self.env.ref("x_library.tag").color = 7

        module.action_plan()

        self.assertIn("Nothing to do", module.plan_text)

    def test_a_renamed_field_takes_the_values_along(self):
        module = self.applied(self.with_data())
        version = self.next_version(module)
        self.field_of(version, "library.author", "name").name = "full_name"

        self.assertIn("full_name", version.data_ids[0].values)
        self.apply_next(version)

        self.assertEqual(self.env.ref("x_library.author_a").x_full_name, "Sunthorn Phu")
        version.action_plan()
        self.assertIn("Nothing to do", version.plan_text)

    def test_removing_a_record_asks_first(self):
        module = self.applied(self.with_data())
        author = self.env.ref("x_library.author_b")
        version = self.next_version(module)
        version.data_ids.filtered(lambda data: data.xml_id == "author_b").unlink()
        version.action_validate()
        version.action_plan()

        with self.assertRaisesRegex(UserError, "accept the loss"):
            version.action_apply_to_odoo()
        version.action_accept_losses()
        version.action_apply_to_odoo()

        self.assertFalse(self.fresh(author).exists())
        self.assertTrue(self.env.ref("x_library.author_a"))

    def test_a_deleted_record_is_made_again(self):
        module = self.applied(self.with_data())
        self.env.ref("x_library.author_b").unlink()
        version = self.next_version(module)

        self.apply_next(version)

        self.assertEqual(self.env.ref("x_library.author_b").x_name, _AUTHORS[1]["values"]["name"])

    def test_demo_records_stay_out_unless_they_are_asked_for(self):
        demo = {"model": "library.author", "demo": True}
        module = self.made(
            self.with_data(
                {**demo, "xml_id": "demo_a", "values": {"name": "a"}},
                {**demo, "xml_id": "demo_b", "values": {"name": "b"}, "demo_live": True},
            )
        )
        module.action_plan()
        self.assertIn("demo data of the exported module", module.plan_text)

        module.action_apply_to_odoo()

        self.assertFalse(self.env.ref("x_library.demo_a", raise_if_not_found=False))
        self.assertTrue(self.env.ref("x_library.demo_b"))

    def test_an_expression_is_left_out_and_the_plan_says_so(self):
        book = {
            "xml_id": "book_a",
            "model": "library.book",
            "values": {"name": "a", "author_id": {"ref": "author_a"}, "shelf": {"eval": "'z'"}},
        }
        module = self.made(self.with_data(book))
        module.action_plan()
        self.assertIn("values.shelf", module.plan_text)

        module.action_apply_to_odoo()

        self.assertNotEqual(self.env.ref("x_library.book_a").x_shelf, "z")

    def test_a_record_of_another_model_is_made_anew(self):
        module = self.applied(self.with_data())
        author = self.env.ref("x_library.author_b")
        version = self.next_version(module)
        data = version.data_ids.filtered(lambda data: data.xml_id == "author_b")
        data.write({"model": "res.partner.category", "values": '{"name": "b"}'})
        version.action_validate()
        version.action_plan()
        version.action_accept_losses()
        version.action_apply_to_odoo()

        self.assertFalse(self.fresh(author).exists())
        self.assertEqual(self.env.ref("x_library.author_b")._name, "res.partner.category")

    def test_a_manager_who_has_no_rights_on_the_models_applies_records(self):
        manager = new_test_user(self.env, "data_manager", groups="itx_moduler.group_manager")
        module = self.made(self.with_data())

        module.with_user(manager).action_apply_to_odoo()

        author = self.env.ref("x_library.author_a")
        self.assertFalse(author.with_user(manager).has_access("write"))
        self.assertEqual(author.x_name, "Sunthorn Phu")

    def test_a_model_with_several_selections_goes(self):
        document = self.described()
        document["models"].append(
            {
                "name": "library.card",
                "fields": [
                    {"name": name, "type": "selection", "selection": [["a", "A"], ["b", "B"]]}
                    for name in ("colour", "size")
                ],
            }
        )
        version = self.next_version(self.applied(document))
        version.model_ids.filtered(lambda model: model.name == "library.card").unlink()
        version.action_validate()
        version.action_plan()
        version.action_accept_losses()

        version.action_apply_to_odoo()

        self.assertNotIn("x_library_card", self.env)

    def test_a_plan_tells_nobody_what_they_may_not_read(self):
        server = {"name": "Post", "smtp_host": "localhost"}
        module = self.applied(
            self.with_data({"xml_id": "post", "model": "ir.mail_server", "values": server})
        )
        self.env.ref("x_library.post").smtp_pass = "open sesame"
        author = new_test_user(self.env, "data_author", groups="itx_moduler.group_user")
        document = module.to_document()
        [described] = [data for data in document["data"] if data["xml_id"] == "post"]
        described["values"]["smtp_pass"] = "guess"
        version = self.modules.with_user(author).from_document(document)
        version.action_validate()

        with self.assertRaisesRegex(UserError, r"data\[post\].*ask a Moduler manager"):
            version.action_plan()

        manager = new_test_user(self.env, "data_manager", groups="itx_moduler.group_manager")
        version.with_user(manager).action_plan()
        self.assertIn("open sesame", version.plan_text)
