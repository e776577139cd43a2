from unittest.mock import patch

from odoo.addons.base.models.res_partner import ResPartner

from .common import FlowCase

MAPPING = {
    "name": "name",
    "ref": "ref",
    "credit_limit": "credit",
    "country_id": "country",
    "category_id": "tags",
    "is_company": "company",
    "date": "since",
}


class TestLoad(FlowCase):
    def test_first_run_creates_every_row_under_its_external_id(self):
        self.put("rows.csv", "key,name", "a,Anna", "b,Björn", "other_space.c,ไทย “โอชา”")

        run = self.run_flow(self.flow())

        self.assertEqual(self.counts(run), {"read": 3, "created": 3})
        self.assertEqual(self.loaded("a").name, "Anna")
        self.assertEqual(self.env.ref("other_space.c").name, "ไทย “โอชา”")
        data = self.env["ir.model.data"].search([("module", "=", "odf_test")])
        self.assertEqual(set(data.mapped("noupdate")), {True})

    def test_second_run_of_unchanged_rows_calls_neither_create_nor_write(self):
        self.put("rows.csv", "key,name,ref", "a,Anna,1", "b,Björn,", "c,Cecilia,3")
        flow = self.flow(mapping={"name": "name", "ref": "ref"})
        self.run_flow(flow)

        with (
            patch.object(ResPartner, "create", autospec=True) as create,
            patch.object(ResPartner, "write", autospec=True) as write,
        ):
            run = self.run_flow(flow)

        self.assertEqual(self.counts(run), {"read": 3, "unchanged": 3})
        create.assert_not_called()
        write.assert_not_called()

    def test_changed_row_gets_only_the_changed_value(self):
        self.put("rows.csv", "key,name,ref", "a,Anna,1", "b,Björn,2")
        flow = self.flow(mapping={"name": "name", "ref": "ref"})
        self.run_flow(flow)
        self.put("rows.csv", "key,name,ref", "a,Anna,1", "b,Bjorn,2")

        with patch.object(
            ResPartner, "write", autospec=True, side_effect=ResPartner.write
        ) as write:
            run = self.run_flow(flow)

        self.assertEqual(self.counts(run), {"read": 2, "updated": 1, "unchanged": 1})
        self.assertEqual(
            [call.args for call in write.mock_calls], [(self.loaded("b"), {"name": "Bjorn"})]
        )
        self.assertEqual(self.loaded("b").name, "Bjorn")

    def test_equal_changes_are_written_together(self):
        keys = [f"k{number}" for number in range(20)]
        self.put("rows.csv", "key,name,ref", *(f"{key},{key},old" for key in keys))
        flow = self.flow(mapping={"name": "name", "ref": "ref"})
        self.run_flow(flow)
        self.put("rows.csv", "key,name,ref", *(f"{key},{key},new" for key in keys))

        with patch.object(
            ResPartner, "write", autospec=True, side_effect=ResPartner.write
        ) as write:
            run = self.run_flow(flow)

        self.assertEqual(self.counts(run), {"read": 20, "updated": 20})
        self.assertEqual(write.call_count, 1)

    def test_parents_are_found_by_external_id_also_those_of_this_run(self):
        self.put("rows.csv", "key,name,country", "north,North,base.se", "south,South,base.se")
        flow = self.flow(
            "res.country.state", {"name": "name", "code": "name", "country_id": "country"}
        )
        self.run_flow(flow)
        self.put("rows.csv", "key,name,state", "a,Anna,north", "b,Björn,odf_test.south")
        document = flow.to_document()
        document["name"] = "load_partners"
        document["steps"][-1].update(
            model="res.partner", mapping={"name": "name", "state_id": "state"}
        )
        partners = self.env["odf.flow"].from_document(document, "odf_test")

        self.run_flow(partners)

        self.assertEqual(self.loaded("a").state_id.name, "North")
        self.assertEqual(self.loaded("b").state_id.name, "South")

    def test_parents_may_come_later_in_the_file_and_be_their_own(self):
        self.put(
            "rows.csv",
            "key,name,parent",
            "leaf,Leaf,branch",
            "branch,Branch,root",
            "root,Root,",
            "lost,Lost,nowhere",
            "below,Below,lost",
        )

        flow = self.flow("res.partner.category", {"name": "name", "parent_id": "parent"})
        flow.run()
        run = flow.last_run_id

        self.assertEqual(self.counts(run), {"read": 5, "created": 3, "quarantined": 2})
        self.assertEqual(self.loaded("leaf").parent_id.parent_id, self.loaded("root"))
        self.assertEqual(run.reject_ids.mapped("key"), ["odf_test.lost", "odf_test.below"])

    def test_parents_may_come_in_a_later_step(self):
        self.put("rows.csv", "key,name,parent", "a,Anna,b", "b,Björn,")
        document = self.flow(mapping={"name": "name", "parent_id": "parent"}).to_document()
        self.put("earlier.csv", "key,name,parent", "c,Company,a")
        document["steps"] = [
            {"name": "read_one", "type": "read", "format": "csv", "path": "earlier.csv"},
            {**document["steps"][-1], "name": "write_one"},
            *document["steps"],
        ]
        flow = self.env["odf.flow"].from_document(document, "odf_test")

        run = self.run_flow(flow)

        self.assertEqual(self.counts(run), {"read": 3, "created": 3})
        self.assertEqual(self.loaded("c").parent_id.parent_id, self.loaded("b"))
        self.assertEqual(self.counts(self.run_flow(flow)), {"read": 3, "unchanged": 3})

    def test_row_with_a_missing_parent_is_quarantined_with_the_reason_and_the_rest_loaded(self):
        self.put("rows.csv", "key,name,country", "a,Anna,base.se", "b,Björn,base.atlantis")

        flow = self.flow(mapping={"name": "name", "country_id": "country"})
        self.assertEqual(flow.run()["params"]["type"], "warning")
        run = flow.last_run_id

        self.assertEqual(self.counts(run), {"read": 2, "created": 1, "quarantined": 1})
        self.assertEqual(run.reject_ids.mapped("row"), [2])
        self.assertEqual(run.reject_ids.key, "odf_test.b")
        self.assertEqual(run.reject_ids.column, "country")
        self.assertEqual(run.reject_ids.step, "write_rows")
        self.assertIn("base.atlantis", run.reject_ids.reason)

    def test_row_that_the_model_refuses_is_found_and_the_rest_of_its_batch_written(self):
        rows = [f"k{number},State {number},C{number},base.se" for number in range(40)]
        rows[17] = "k17,State 17,C16,base.se"  # two states of one code
        self.put("rows.csv", "key,name,code,country", *rows)
        mapping = {"name": "name", "code": "code", "country_id": "country"}

        run = self.run_flow(self.flow("res.country.state", mapping))

        self.assertEqual(self.counts(run), {"read": 40, "created": 39, "quarantined": 1})
        self.assertEqual(run.reject_ids.row, 18)
        self.assertIn("unique", run.reject_ids.reason)

    def test_rows_of_one_key_are_quarantined_because_nobody_knows_which_is_right(self):
        self.put("rows.csv", "key,name", "a,Anna", "a,Annika", "b,Björn", ",Nobody", "c d,Space")

        run = self.run_flow(self.flow())

        self.assertEqual(self.counts(run), {"read": 5, "created": 1, "quarantined": 4})
        self.assertEqual(run.reject_ids.mapped("row"), [1, 2, 4, 5])

    def test_key_of_another_model_is_not_taken_away(self):
        company = self.env.ref("base.main_company")
        self.put("rows.csv", "key,name", "base.main_company,Anna")

        run = self.run_flow(self.flow())

        self.assertEqual(self.counts(run), {"read": 1, "quarantined": 1})
        self.assertIn("res.company", run.reject_ids.reason)
        self.assertEqual(self.env.ref("base.main_company"), company)

    def test_record_that_was_deleted_is_created_again(self):
        self.put("rows.csv", "key,name", "a,Anna")
        flow = self.flow()
        self.run_flow(flow)
        self.env.cr.execute("DELETE FROM res_partner WHERE id = %s", [self.loaded("a").id])
        self.env.invalidate_all()

        run = self.run_flow(flow)

        self.assertEqual(self.counts(run), {"read": 1, "created": 1})
        self.assertEqual(self.loaded("a").name, "Anna")

    def test_scripts_run_in_order_and_a_frame_can_be_split(self):
        self.put("rows.csv", "key,name", "a, anna ", "b,BJÖRN")
        scripts = {
            "strip": "def transform(df, ctx):\n"
            "    return df.with_columns(pl.col('name').str.strip_chars())\n",
            "title": "def transform(df, ctx):\n"
            "    return {'main': df.with_columns(pl.col('name').str.to_titlecase()), 'rest': df}\n",
        }

        run = self.run_flow(self.flow(scripts=scripts))

        self.assertEqual(self.loaded("a").name, "Anna")
        self.assertEqual(self.loaded("b").name, "Björn")
        self.assertEqual(
            run.line_ids.mapped("name"), ["read_rows", "run_strip", "run_title", "write_rows"]
        )
        self.assertEqual(run.line_ids.mapped("rows_out"), [2, 2, 4, 2])

    def test_values_of_every_kind_come_back_unchanged(self):
        self.env["res.partner.category"].create([{"name": "Gold"}, {"name": "Silver"}])
        self.put("rows.csv", "key,name", "gold,Gold", "silver,Silver")
        self.run_flow(self.flow("res.partner.category"))
        self.put(
            "rows.csv",
            "key,name,ref,credit,country,tags,company,since",
            'a,Anna,1,1200.5,base.se,"silver, gold",yes,2020-02-29',
            "b,Björn,,,,,,",
        )
        columns = {"credit": "float", "company": "bool", "since": "date"}
        mapping = {
            name: column for name, column in MAPPING.items() if name in self.env["res.partner"]
        }
        flow = self.flow(mapping=mapping, columns=columns)
        self.run_flow(flow)

        run = self.run_flow(flow)

        self.assertEqual(self.counts(run), {"read": 2, "unchanged": 2})
        self.assertEqual(self.loaded("a").category_id, self.loaded("gold") | self.loaded("silver"))
        self.assertTrue(self.loaded("a").is_company)
        self.assertFalse(self.loaded("b").country_id)
