from unittest.mock import patch

from odoo.orm.registry import Registry
from odoo.tests import tagged

from .live_common import LiveCase


@tagged("post_install", "-at_install")
class TestLiveCosts(LiveCase):
    """What applying asks of Odoo must not grow with each element."""

    def app(self, name, models):
        """Return the document of an app with so many models."""
        names = [f"{name}.thing{number}" for number in range(models)]
        return {
            "module": {"name": name, "depends": ["base"]},
            "models": [
                {
                    "name": model,
                    "order": "name, code",
                    "fold_name": "closed",
                    "fields": [
                        {"name": "name", "type": "char", "required": True},
                        {"name": "code", "type": "char"},
                        {"name": "closed", "type": "boolean"},
                        {"name": "amount", "type": "integer", "default": 2},
                        {"name": "parent_id", "type": "many2one", "comodel_name": model},
                        {
                            "name": "child_ids",
                            "type": "one2many",
                            "comodel_name": model,
                            "inverse_name": "parent_id",
                        },
                        {"name": "parent_code", "type": "char", "related": "parent_id.code"},
                    ],
                    "constraints": [{"name": "code_unique", "definition": "UNIQUE (code)"}],
                }
                for model in names
            ],
        }

    def cost(self, document):
        """Return how often applying a document sets up the registry, and what it asks."""
        module = self.made(document)
        module.action_plan()
        before = self.env.cr.sql_log_count
        with patch.object(
            Registry, "_setup_models__", autospec=True, side_effect=Registry._setup_models__
        ) as set_up:
            module.action_apply_to_odoo()
        return set_up.call_count, self.env.cr.sql_log_count - before

    def test_the_registry_is_set_up_as_often_for_many_models_as_for_few(self):
        few, queries_for_few = self.cost(self.app("cost_few", 2))
        many, queries_for_many = self.cost(self.app("cost_many", 12))
        self.assertEqual(few, many)
        # Odoo itself asks some 100 times for each model: for its table, its columns and its keys.
        self.assertLess(queries_for_many - queries_for_few, 10 * 150)

    def test_what_speaks_of_fields_is_there_from_the_first_apply(self):
        self.applied(self.app("cost_one", 1))
        model = self.env["x_cost_one_thing0"]
        self.assertEqual(model._order, "x_name, x_code")
        self.assertEqual(model._fold_name, "x_closed")
        self.assertEqual(model.create({"x_name": "Shelf"}).display_name, "Shelf")
        self.assertEqual(model.new().x_amount, 2)
