from odoo.exceptions import ValidationError
from odoo.tests import Form

from odoo_data_flow.flow import ReadStep, TransformStep, WriteStep
from odoo_data_flow.read import READERS
from odoo_data_flow.write import FILE_WRITERS

from ..adapters.flow_document import ATTRIBUTES
from .common import FlowCase

DOCUMENT = {
    "name": "load_partners",
    "title": "Load partners",
    "steps": [
        {
            "name": "read_rows",
            "type": "read",
            "format": "csv",
            "path": "in/rows.csv",
            "output": "rows",
            "options": {"separator": ";", "skip_rows": 2, "null_values": ["-"]},
            "columns": {"key": "str", "since": "date"},
            "contract": {"values": "discard_row"},
        },
        {
            "name": "tidy",
            "type": "transform",
            "script": "tidy",
            "input": "rows",
            "row_wise": True,
            "on_error": "quarantine",
            "columns": {"key": "str"},
        },
        {"name": "copy", "type": "write", "format": "parquet", "path": "out/rows.parquet"},
        {
            "name": "write_rows",
            "type": "write",
            "model": "res.partner",
            "key": "key",
            "mapping": {"name": "name", "country_id": "country"},
        },
    ],
    "scripts": [{"name": "tidy", "code": "def transform(df, ctx):\n    return df\n"}],
}


class TestDocument(FlowCase):
    def from_document(self, **changes):
        return self.env["odf.flow"].from_document({**DOCUMENT, **changes}, "odf_test")

    def test_document_survives_the_records(self):
        self.assertEqual(self.from_document().to_document(), DOCUMENT)

    def test_same_document_again_changes_the_same_records(self):
        flow = self.from_document()
        steps = flow.step_ids

        again = self.from_document(title="Other", steps=DOCUMENT["steps"][:2])

        self.assertEqual(again, flow)
        self.assertEqual(flow.title, "Other")
        self.assertEqual(flow.step_ids, steps[:2])
        self.assertEqual(len(flow.script_ids), 1)

    def test_attribute_that_the_new_document_leaves_out_is_reset(self):
        flow = self.from_document()
        read = {name: value for name, value in DOCUMENT["steps"][0].items() if name != "options"}

        self.from_document(steps=[read, *DOCUMENT["steps"][1:]])

        self.assertFalse(flow.step_ids[0].options)

    def test_broken_document_is_refused_with_every_problem(self):
        steps = [dict(DOCUMENT["steps"][0], colour="red", path="")]
        with self.assertRaisesRegex(ValidationError, r"steps\.read_rows\.(.|\n)*colour"):
            self.from_document(steps=steps)

    def test_every_attribute_of_the_engine_survives_the_records(self):
        document = {
            "name": "follow_partners",
            "mode": "delta",
            "max_rejects": 0,
            "steps": [
                {
                    "name": "read_partners",
                    "type": "read",
                    "format": "odoo",
                    "connection": "shop",
                    "options": {"model": "res.partner", "fields": ["id", "name", "category_id/id"]},
                    "key": "id",
                    "deleted": "gone",
                    "relations": ["category_id/id"],
                },
                {
                    "name": "write_partners",
                    "type": "write",
                    "connection": "copy",
                    "model": "res.partner",
                    "key": "id",
                    "mapping": {"name": "name"},
                    "compare": "state",
                },
            ],
        }

        flow = self.env["odf.flow"].from_document(document)

        self.assertEqual(flow.to_document(), document)
        self.assertEqual(flow.step_ids[0].relations_text, "category_id/id")

    def test_steps_have_exactly_the_attributes_of_the_engine(self):
        for step in (ReadStep, TransformStep, WriteStep):
            names = set(step.model_fields) - {"name", "type"}
            self.assertEqual(set(ATTRIBUTES[step.model_fields["type"].default]), names)

    def test_formats_are_those_of_the_engine(self):
        known = self.env["odf.flow.step"]._fields["format"].get_values(self.env)
        self.assertEqual(set(known), {*READERS.names, *FILE_WRITERS.names})

    def test_no_limit_of_rejects_is_another_thing_than_none_at_all(self):
        flow = self.from_document(max_rejects=0)
        self.assertEqual(flow.to_document()["max_rejects"], 0)

        flow = self.from_document()

        self.assertEqual(flow.max_rejects, -1)
        self.assertNotIn("max_rejects", flow.to_document())

    def test_script_that_does_not_compile_is_refused(self):
        with self.assertRaisesRegex(ValidationError, r"scripts\.tidy: line 1"):
            self.from_document(scripts=[{"name": "tidy", "code": "def transform(df ctx):"}])

    def test_name_that_is_no_identifier_is_refused(self):
        flow = self.from_document()
        for record in (flow, flow.step_ids[0], flow.script_ids):
            with self.assertRaisesRegex(ValidationError, "no technical name"):
                record.name = "Load Partners!"

    def test_check_tells_what_the_engine_and_the_models_miss(self):
        flow = self.from_document()
        self.assertEqual(flow.check(), [])
        flow.step_ids[0].path = "/rows.csv"
        flow.step_ids[3].mapping = {"nickname": "name"}

        self.assertEqual(
            [problem["path"] for problem in flow.check()],
            ["steps.read_rows.path", "steps.write_rows.mapping.nickname"],
        )

    def test_dictionaries_are_edited_as_lines(self):
        step = self.from_document().step_ids[0]
        self.assertEqual(step.columns_text, "key: str\nsince: date")
        with Form(step, view="odf_core.odf_flow_step_view_form") as form:
            form.options_text = 'separator: ;\nskip_rows: 3\nnull_values: ["-", "n/a"]'
            form.columns_text = "key: str"

        self.assertEqual(
            step.options, {"separator": ";", "skip_rows": 3, "null_values": ["-", "n/a"]}
        )
        self.assertEqual(step.columns, {"key": "str"})

    def test_line_that_is_no_pair_is_refused(self):
        step = self.from_document().step_ids[0]
        with self.assertRaisesRegex(ValidationError, "name: value"):
            step.columns_text = "key str"

    def test_title_suggests_a_technical_name_where_there_is_none(self):
        for title, name in (("Our Café 2", "our_cafe_2"), ("ลูกค้า", False), ("2nd", False)):
            form = Form(self.env["odf.flow"])
            form.title = title
            self.assertEqual(form.name or False, name)
        form = Form(self.env["odf.flow"])
        form.name = "own"
        form.title = "Other"
        self.assertEqual(form.name, "own")
