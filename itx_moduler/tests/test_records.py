from copy import deepcopy

from odoo.addons.itx_moduler.adapters import kinds
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from itx_codegen.ir import canonical_json, load, sha256

from .snapshot_common import SMALL, SnapshotCase, full_document


@tagged("post_install", "-at_install")
class TestRecords(SnapshotCase):
    def test_a_document_with_every_kind_comes_back_as_it_was(self):
        document = load(full_document(self.env))

        module = self.Module.from_document(document.to_json())

        self.assertEqual(canonical_json(load(module.to_document())), canonical_json(document))

    def test_every_element_is_one_record(self):
        document = load(full_document(self.env))

        module = self.Module.from_document(document.to_json())

        for element in document.elements():
            with self.subTest(element.path):
                model = self._model(element.node.kind)
                found = model.search([("uid", "=", element.node.uid)])
                self.assertEqual(len(found), 1)
                if element.collection != "module":
                    self.assertEqual(found.module_id, module)

    def test_elements_that_share_a_list_keep_their_order(self):
        names = ["first", "second", "third", "fourth"]
        actions = [
            {"type": kind, "xml_id": name, "name": name, "model": "library.book", **more}
            for name, kind, more in zip(
                names, ("server", "window") * 2, ({"code": "pass"}, {}) * 2, strict=True
            )
        ]

        module = self.Module.from_document({"module": {"name": "ordered"}, "actions": actions})

        self.assertEqual([a["xml_id"] for a in module.to_document()["actions"]], names)

    def test_a_new_element_comes_after_those_it_shares_a_list_with(self):
        for model, name in (("server", "one"), ("window", "two"), ("server", "three")):
            self.env[f"itx.moduler.action.{model}"].create(
                {
                    "module_id": self.module.id,
                    "xml_id": name,
                    "name": name,
                    "model": "library.book",
                }
            )

        actions = self.module.to_document()["actions"]

        self.assertEqual([action["xml_id"] for action in actions], ["one", "two", "three"])

    def test_the_position_decides_the_order(self):
        name, pages = self.module.model_ids.field_ids

        name.position, pages.position = 5, 3

        fields = self.module.to_document()["models"][0]["fields"]
        self.assertEqual([field["name"] for field in fields], ["pages", "name"])

    def test_the_same_document_has_the_same_hash_whichever_way_it_came(self):
        again = self.Module.from_document(self.module.to_document())

        self.assertEqual(sha256(load(again.to_document())), sha256(load(SMALL)))

    def test_what_no_record_can_keep_is_refused_by_path(self):
        hopeless = {"size": 2**40, "groups": ["a, b"]}
        for attribute, value in hopeless.items():
            with self.subTest(attribute):
                document = deepcopy(SMALL)
                document["models"][0]["fields"][1][attribute] = value
                path = rf"models\[library.book\].fields\[pages\].{attribute}: "
                with self.assertRaisesRegex(UserError, path):
                    self.Module.from_document(document)

    def test_a_malformed_document_is_refused_with_all_its_problems(self):
        document = deepcopy(SMALL)
        document["models"][0]["fields"][0]["colour"] = "red"
        del document["models"][0]["fields"][1]["type"]

        with self.assertRaises(UserError) as refused:
            self.Module.from_document(document)

        lines = str(refused.exception).splitlines()
        self.assertEqual(len(lines), 2)
        self.assertIn("models[library.book].fields[name].colour: ", lines[0])
        self.assertIn("models[library.book].fields[pages].type: ", lines[1])

    def test_what_is_no_document_is_refused(self):
        for nonsense in (None, [], "text", {"module": []}, {}):
            with self.subTest(nonsense), self.assertRaises(UserError):
                self.Module.from_document(nonsense)

    def test_a_default_may_be_written_without_quotes(self):
        pages = self.field("pages")
        for written, meant in (("draft", "draft"), ("5", 5), ('"5"', "5"), ("false", False)):
            with self.subTest(written):
                pages.default = written
                field = self.module.to_document()["models"][0]["fields"][1]
                self.assertEqual(field["default"], meant)

    def test_a_text_that_means_nothing_is_refused_as_it_is_written(self):
        with self.assertRaisesRegex(ValidationError, r"Digits: many are not two numbers"):
            self.field("pages").digits = "many"

    def _model(self, kind):

        return self.env[kinds.model_names(self.env)[kind]]
