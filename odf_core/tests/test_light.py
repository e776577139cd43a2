from unittest.mock import patch

from ..adapters import columns
from ..adapters.orm_writer import _codec
from .common import FlowCase


class TestLight(FlowCase):
    """What is left out while a flow writes, and that nothing else is."""

    def messages(self, **flow):
        self.put("rows.csv", "key,name", "a,Anna")
        tested = self.flow()
        tested.write(flow)
        self.run_flow(tested)
        return self.loaded("a").message_ids

    def test_records_get_no_notes_of_changes(self):
        self.assertFalse(self.messages())

    def test_records_get_notes_of_changes_where_the_flow_wants_them(self):
        self.assertTrue(self.messages(without_tracking=False))

    def test_tax_numbers_are_checked_unless_the_flow_says_otherwise(self):
        flow = self.flow()
        self.assertNotIn("no_vat_validation", flow._writing_context())
        flow.without_checks = True
        self.assertTrue(flow._writing_context()["no_vat_validation"])

    def test_both_ways_of_reading_give_the_same(self):
        names = ["name", "active", "color", "country_id", "comment", "partner_latitude", "type"]
        partners = self.env["res.partner"].with_context(active_test=False).search([], order="id")

        def comparable():
            seen = columns.read_columns(partners, names)
            values = [
                _codec(partners, name, "x", "").from_records(seen[name]).to_list() for name in names
            ]
            return set(zip(seen["id"], *values, strict=True))

        fast = comparable()
        with patch.object(columns, "_is_usual", return_value=False):
            self.assertEqual(comparable(), fast)
        self.assertEqual(len(fast), len(partners))
