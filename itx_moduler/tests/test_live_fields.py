from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import sql

from .live_common import LiveCase

_EVERY_TYPE = [
    {"name": "name", "type": "char", "size": 20, "translate": True, "index_type": "trigram"},
    {"name": "body", "type": "html", "sanitize": False},
    {"name": "note", "type": "text", "copied": False},
    {"name": "done", "type": "boolean", "default": True},
    {"name": "count", "type": "integer", "aggregator": "max"},
    {"name": "weight", "type": "float", "digits": [9, 3]},
    {"name": "price", "type": "float", "precision": "Product Price"},
    {"name": "currency_id", "type": "many2one", "comodel_name": "res.currency"},
    {"name": "amount", "type": "monetary", "currency_field": "currency_id"},
    {"name": "day", "type": "date", "default_expression": "fields.Date.today()"},
    {"name": "moment", "type": "datetime"},
    {"name": "file", "type": "binary", "attachment": False},
    {"name": "picture", "type": "image", "max_width": 64},
    {"name": "extra", "type": "json"},
    {"name": "kind", "type": "selection", "selection": [["a", "A"], ["b", "B"]]},
    {
        "name": "about",
        "type": "reference",
        "selection": [["res.partner", "Contact"], ["res.users", "User"]],
    },
    {"name": "of_model", "type": "char"},
    {"name": "of_id", "type": "many2one_reference", "model_field": "of_model"},
    {"name": "secret", "type": "char", "groups": ["group_keeper"]},
    {"name": "rate", "type": "float", "company_dependent": True},
    {
        "name": "user_id",
        "type": "many2one",
        "comodel_name": "res.users",
        "context": "{'active_test': False}",
        "domain": "[('share', '=', False)]",
        "default_expression": "self.env.user",
        "check_company": True,
    },
    {"name": "login", "type": "char", "related": "user_id.login"},
    {"name": "parent_id", "type": "many2one", "comodel_name": "all.types", "ondelete": "cascade"},
    {
        "name": "child_ids",
        "type": "one2many",
        "comodel_name": "all.types",
        "inverse_name": "parent_id",
    },
    {"name": "traits", "type": "properties_definition"},
    {"name": "values", "type": "properties", "definition": "parent_id.traits"},
    {
        "name": "tag_ids",
        "type": "many2many",
        "comodel_name": "res.partner.category",
        "relation_table": "x_all_types_tag",
        "column1": "type_id",
        "column2": "tag_id",
    },
    {"name": "total", "type": "float", "compute": "_compute_total", "compute_sudo": True},
]


@tagged("post_install", "-at_install")
class TestLiveFields(LiveCase):
    def _document(self, **model):
        return self.described(
            models=[
                {
                    "name": "all.types",
                    "description": "Everything",
                    "rec_name": "note",
                    "fields": _EVERY_TYPE,
                    "methods": [
                        {
                            "name": "_compute_total",
                            "depends": ["weight", "child_ids.weight"],
                            "code": [
                                "for record in self:",
                                "    below = sum(child.weight for child in record.child_ids)",
                                "    record.total = record.weight + below",
                            ],
                        },
                        {"name": "_unused", "type": "helper", "code": "return self.weight"},
                    ],
                    "constraints": [
                        {
                            "name": "done_count",
                            "definition": "(done, count) WHERE done",
                            "type": "index",
                        },
                        {"name": "kind_day", "definition": "(kind, day)", "type": "unique_index"},
                        {
                            "name": "positive",
                            "definition": "CHECK (count >= 0)",
                            "message": "Not below zero.",
                        },
                    ],
                    **model,
                }
            ],
            access=[
                {
                    "model": "all.types",
                    "group": "group_reader",
                    "perm_read": True,
                    "perm_create": True,
                }
            ],
            **{name: [] for name in ("rules", "views", "actions", "menus", "crons")},
        )

    def test_every_type_lives_and_reads_back_as_described(self):
        module = self.applied(self._document())
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)
        fields = self.env["x_all_types"]._fields
        self.assertEqual(fields["x_weight"].get_digits(self.env), (9, 3))
        self.assertEqual(fields["x_name"].index, "trigram")
        self.assertTrue(fields["x_rate"].company_dependent)
        self.assertEqual(fields["x_of_id"].model_field, "x_of_model")
        self.assertEqual(fields["x_values"].definition, "x_parent_id.x_traits")
        self.assertEqual(fields["x_tag_ids"].relation, "x_all_types_tag")
        self.assertEqual(fields["x_count"].aggregator, "max")

    def test_defaults_computes_and_display_names_work(self):
        self.applied(self._document())
        parent = self.env["x_all_types"].create({"x_note": "Top", "x_weight": 1.23456})
        self.env["x_all_types"].create({"x_parent_id": parent.id, "x_weight": 2, "x_kind": "a"})

        self.assertEqual(parent.display_name, "Top")
        self.assertEqual(parent.x_weight, 1.235)
        self.assertAlmostEqual(parent.x_total, 3.235)
        self.assertEqual(parent.x_user_id, self.env.user)
        self.assertEqual(parent.x_login, self.env.user.login)
        self.assertTrue(parent.x_done)
        self.assertTrue(parent.x_day)

    def test_a_field_for_some_groups_is_hidden_from_others(self):
        self.applied(self._document())
        record = self.env["x_all_types"].create({"x_secret": "for keepers"})
        reader = self.env["res.users"].create(
            {
                "name": "Reader",
                "login": "reader",
                "group_ids": [(6, 0, [self.env.ref("x_library.group_reader").id])],
            }
        )
        with self.assertRaises(AccessError):
            record.with_user(reader).read(["x_secret"])
        reader.group_ids += self.env.ref("x_library.group_keeper")
        self.assertEqual(record.with_user(reader).x_secret, "for keepers")

    def test_indexes_stand_and_go(self):
        module = self.applied(self._document())
        for name in ("x_all_types_done_count", "x_all_types_kind_day"):
            self.assertTrue(sql.index_definition(self.env.cr, name)[0])
        second = self.next_version(module)
        second.model_ids.constraint_ids.filtered(lambda c: c.name == "done_count").unlink()
        kind_day = second.model_ids.constraint_ids.filtered(lambda c: c.name == "kind_day")
        kind_day.definition = "(kind, day, name)"
        self.apply_next(second)
        self.assertFalse(sql.index_definition(self.env.cr, "x_all_types_done_count")[0])
        made = sql.index_definition(self.env.cr, "x_all_types_kind_day")[0]
        self.assertIn("x_name", made)

    def test_what_can_not_live_is_told(self):
        module = self.made(self._document())
        module.action_plan()
        self.assertIn("methods[_unused]", module.plan_text)
        self.assertIn("fields[picture].max_width", module.plan_text)

    def test_the_display_name_follows_a_renamed_field(self):
        module = self.applied(self._document())
        record = self.env["x_all_types"].create({"x_note": "Top"})
        second = self.next_version(module)
        self.field_of(second, "all.types", "note").name = "remark"
        self.apply_next(second)
        self.assertEqual(self.fresh(record).display_name, "Top")

    def test_a_model_of_another_module_gets_fields_and_keeps_its_own(self):
        document = self.described()
        document["models"].append(
            {
                "name": "res.partner",
                "extends": True,
                "fields": [
                    {"name": "favourite_id", "type": "many2one", "comodel_name": "library.book"},
                    {"name": "shoe_size", "type": "integer", "default": 40},
                ],
            }
        )
        module = self.applied(document)
        partner = self.env["res.partner"].create({"name": "Reader"})
        self.assertEqual(partner.x_shoe_size, 40)
        self.assertIn("x_favourite_id", partner._fields)
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

        second = self.modules.from_document(self.described())
        second.action_validate()
        second.action_plan()
        self.assertIn("rows lose what they hold in it", second.plan_text)
        second.action_accept_losses()
        second.action_apply_to_odoo()
        self.assertIn("name", self.env["res.partner"]._fields)
        self.assertNotIn("x_shoe_size", self.env["res.partner"]._fields)
        self.assertTrue(self.env["ir.model"]._get("res.partner"))

    def test_a_mixin_gives_its_fields(self):
        document = self._document(inherit=["image.mixin"])
        self.applied(document)
        self.assertIn("image_128", self.env["x_all_types"]._fields)

    def test_what_odoo_can_not_set_up_is_told_in_one_sentence(self):
        module = self.made(self._document(inherit=["avatar.mixin"]))
        with self.assertRaisesRegex(UserError, "Odoo could not take the module.*avatar"):
            module.action_apply_to_odoo()
        self.assertNotIn("x_all_types", self.env)

    def test_a_temporary_model_lives_as_one(self):
        document = self._document(
            transient=True, fields=_EVERY_TYPE[:6], methods=[], rec_name="", constraints=[]
        )
        self.applied(document)
        self.assertTrue(self.env["x_all_types"]._transient)
