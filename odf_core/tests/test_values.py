import polars as pl
from odoo.tests import TransactionCase

from ..adapters.columns import read_columns
from ..adapters.orm_values import CODECS
from ..adapters.orm_writer import _codec


class TestValues(TransactionCase):
    """Each kind of field: what a source value becomes, what is refused, what comes back."""

    def codec(self, model, field):
        return _codec(self.env[model], field, "odf_test", "")

    def convert(self, model, field, *values, dtype=None, ids=None):
        column = pl.Series("column", values, dtype=dtype, strict=False)
        converted, reasons = self.codec(model, field).from_source(
            column, ids or [None] * len(values)
        )
        return converted.to_list(), reasons

    def test_empty_text_is_no_value(self):
        self.assertEqual(self.convert("res.partner", "ref", "a", "", None), (["a", None, None], {}))

    def test_number_in_a_text_field_becomes_text(self):
        self.assertEqual(self.convert("res.partner", "ref", 7, None)[0], ["7", None])

    def test_no_number_is_zero_as_in_odoo(self):
        self.assertEqual(self.convert("res.partner", "color", "3", None), ([3, 0], {}))

    def test_text_that_is_no_number_is_refused(self):
        _values, reasons = self.convert("res.partner", "color", "3", "three")
        self.assertEqual(reasons, {1: "three is no int."})

    def test_integer_that_the_database_can_not_hold_is_refused(self):
        _values, reasons = self.convert("res.partner", "color", 2**31 - 1, 2**31)
        self.assertEqual(list(reasons), [1])

    def test_float_is_rounded_as_odoo_rounds_it(self):
        # A tie: Odoo rounds it up, where rounding the binary value would go down.
        values, _reasons = self.convert("res.partner", "partner_latitude", "1.00000005", None)
        self.assertEqual(values, [1.0000001, 0.0])

    def test_float_without_a_number_of_decimals_keeps_all_of_them(self):
        values, _reasons = self.convert("res.currency.rate", "rate", "0.0275312499", "36.5")
        self.assertEqual(values, [0.0275312499, 36.5])

    def test_float_that_is_no_number_is_refused(self):
        _values, reasons = self.convert("res.partner", "partner_latitude", float("nan"), 1.0)
        self.assertEqual(list(reasons), [0])

    def test_boolean_reads_yes_and_no(self):
        values, reasons = self.convert("res.partner", "is_company", "Yes", "0", None, "perhaps")
        self.assertEqual(values, [True, False, False, False])
        self.assertEqual(list(reasons), [3])

    def test_selection_takes_only_its_choices(self):
        values, reasons = self.convert("res.partner", "type", "contact", "castle", None)
        self.assertEqual(values[0], "contact")
        self.assertEqual(list(reasons), [1])
        self.assertIn("invoice", reasons[1])

    def test_selection_takes_the_label_of_a_choice(self):
        label = dict(self.env["res.partner"].fields_get(["type"])["type"]["selection"])["delivery"]
        values, reasons = self.convert("res.partner", "type", label, "delivery")
        self.assertEqual((values, reasons), (["delivery"] * 2, {}))

    def test_date_out_of_range_is_refused(self):
        column = pl.Series("column", [10**7, 0], dtype=pl.Int32).cast(pl.Date)
        codec = self.codec("res.currency.rate", "name")
        values, reasons = codec.from_source(column, [None, None])
        self.assertEqual(list(reasons), [0])
        self.assertEqual(str(values[1]), "1970-01-01")

    def test_datetime_is_utc_to_the_second(self):
        values, reasons = self.convert(
            "ir.cron", "nextcall", "2024-05-01 12:30:45.678", "2024-05-01T12:30", "soon"
        )
        self.assertEqual(
            [str(value) for value in values[:2]], ["2024-05-01 12:30:45", "2024-05-01 12:30:00"]
        )
        self.assertEqual(list(reasons), [2])

    def test_many2one_wants_a_record_of_its_model(self):
        values, reasons = self.convert(
            "res.partner", "country_id", "base.se", "base.main_company", None
        )
        self.assertEqual(values, [self.env.ref("base.se").id, None, None])
        self.assertEqual(list(reasons), [1])

    def test_many2many_takes_lists_and_texts(self):
        groups = self.env.ref("base.group_user") | self.env.ref("base.group_system")
        expected = sorted(groups.ids)
        as_text = self.convert("res.users", "group_ids", "base.group_user, base.group_system", "")
        as_list = self.convert(
            "res.users", "group_ids", ["base.group_system", "base.group_user"], []
        )
        self.assertEqual(as_text, ([expected, []], {}))
        self.assertEqual(as_list, as_text)

    def test_html_is_compared_as_odoo_cleans_it(self):
        values, _reasons = self.convert("res.partner", "comment", "Hi<script>x</script>", None)
        self.assertEqual(values, ["<p>Hi</p>", None])

    def test_every_codec_is_inverse_of_itself(self):
        """What is written and read again equals the comparable value."""
        partner = self.env["res.partner"].create({"name": "Anna"})
        samples = {
            "ref": "x",
            "color": 3,
            "partner_latitude": 1.5,
            "is_company": True,
            "type": "invoice",
            "country_id": "base.se",
            "comment": "Hi",
        }
        for name, value in samples.items():
            codec = self.codec("res.partner", name)
            converted, reasons = codec.from_source(pl.Series("c", [value]), [partner.id])
            partner.write({name: codec.to_record(converted[0])})
            back = codec.from_records(read_columns(partner, [name])[name])
            self.assertEqual((back.to_list(), reasons), (converted.to_list(), {}), name)

    def test_codecs_exist_for_the_kinds_that_a_flow_can_write(self):
        self.assertNotIn("binary", CODECS)
        self.assertNotIn("one2many", CODECS)
