from odoo.tests import TransactionCase, tagged

REGISTER = {
    "module": {"name": "register", "depends": ["base"]},
    "models": [
        {
            "name": "register.line",
            "fields": [
                {"name": "name", "type": "char", "required": True},
                {"name": "amount", "type": "integer"},
            ],
        }
    ],
    "flows": [
        {
            "name": "list_lines",
            "steps": [
                {
                    "name": "read",
                    "type": "read",
                    "format": "odoo",
                    "options": {
                        "model": "register.line",
                        "fields": ["name", "amount"],
                        "domain": [["amount", ">", 1]],
                    },
                }
            ],
        }
    ],
}


@tagged("post_install", "-at_install")
class TestOwnModels(TransactionCase):
    """What a flow reads of the module's own models is shown once they live."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.module = cls.env["itx.moduler.module"].from_document(REGISTER)
        cls.flow = cls.module.flow_ids

    def setUp(self):
        super().setUp()
        self.addCleanup(self._forget_live_models)

    def _forget_live_models(self):
        with self.env.registry.cursor() as cr:
            self.env.registry._setup_models__(cr)

    def preview(self):
        (step,) = self.flow.builder_preview(self.flow.builder_load()["document"], 10)["steps"]
        return step

    def test_a_model_that_does_not_live_yet_is_told_by_its_own_name(self):
        self.assertIn("register.line", self.preview()["problem"]["message"])

    def test_a_live_model_is_shown_with_the_columns_of_the_document(self):
        self.module.action_validate()
        self.module.action_apply_to_odoo()
        self.env["x_register_line"].create(
            [{"x_name": "a", "x_amount": 1}, {"x_name": "b", "x_amount": 2}]
        )

        (frame,) = self.preview()["frames"]

        self.assertEqual([column["name"] for column in frame["columns"]], ["name", "amount"])
        self.assertEqual(frame["cells"], [["b", "2"]])
