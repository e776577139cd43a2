import typing

from odoo import models
from odoo.addons.itx_moduler.adapters import kinds, values
from odoo.tests import TransactionCase, tagged

from itx_codegen.ir import all_kinds

#: Names that mean something of their own in the expressions of the web client's views.
_WEB_CLIENT = {"parent", "context", "active_id", "active_ids", "active_model", "id"}


@tagged("post_install", "-at_install")
class TestKinds(TransactionCase):
    def held(self):
        for kind, name in kinds.model_names(self.env).items():
            yield kind, self.env[name]

    def test_every_attribute_has_a_field_and_can_be_converted(self):
        for kind, model in self.held():
            node = all_kinds()[kind]
            for attribute, name in kinds.attribute_fields(model).items():
                with self.subTest(kind=kind, attribute=attribute):
                    self.assertIn(name, model._fields)
                    annotation = node.model_fields[attribute].annotation
                    values.from_column(annotation, False)

    def test_every_list_of_children_is_a_list_on_the_record(self):
        for kind, model in self.held():
            lists = {
                field.comodel_name for field in model._fields.values() if field.type == "one2many"
            }
            for child in all_kinds()[kind].child_kinds().values():
                with self.subTest(kind=kind, child=child.kind):
                    self.assertIn(kinds.model_names(self.env)[child.kind], lists)

    def test_every_kind_of_the_document_is_a_list_on_the_module(self):
        module = self.env["itx.moduler.module"]
        lists = {
            field.comodel_name for field in module._fields.values() if field.type == "one2many"
        }
        for kind, model in self.held():
            if all_kinds()[kind].collection:
                self.assertIn(model._name, lists)

    def test_choices_are_those_of_the_document(self):
        for kind, model in self.held():
            for attribute, name in kinds.attribute_fields(model).items():
                annotation = all_kinds()[kind].model_fields[attribute].annotation
                if typing.get_origin(annotation) is typing.Literal:
                    with self.subTest(kind=kind, attribute=attribute):
                        choices = {value for value, _label in model._fields[name].selection}
                        self.assertEqual(choices, set(typing.get_args(annotation)) - {""})

    def test_defaults_are_those_of_the_document(self):
        for kind, model in self.held():
            names = kinds.attribute_fields(model)
            defaults = model.default_get(list(names.values()))
            for attribute, name in names.items():
                info = all_kinds()[kind].model_fields[attribute]
                if not info.is_required():
                    with self.subTest(kind=kind, attribute=attribute):
                        found = values.from_column(info.annotation, defaults.get(name, False))
                        wanted = info.get_default(call_default_factory=True)
                        wanted = list(wanted) if isinstance(wanted, tuple) else wanted
                        self.assertEqual(found, wanted)

    def test_no_field_hides_what_the_orm_or_the_web_client_calls_so(self):
        for kind, model in self.held():
            for name in kinds.attribute_fields(model).values():
                with self.subTest(kind=kind, field=name):
                    self.assertFalse(hasattr(models.BaseModel, name))
                    self.assertNotIn(name, _WEB_CLIENT)

    def test_every_element_has_the_common_fields(self):
        common = {
            "module_id", "uid", "position", "state", "version", "active", "parent_version_id",
            "created_by_ai", "ai_prompt", "ai_confidence", "applied_record", "applied_date",
            "error_message",
        }  # fmt: skip
        for kind, model in self.held():
            if kind != "module":
                with self.subTest(kind=kind):
                    self.assertLessEqual(common, set(model._fields))
                    self.assertEqual(model._fields["parent_version_id"].comodel_name, model._name)
