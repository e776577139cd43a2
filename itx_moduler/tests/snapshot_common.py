"""What the tests of the records share: documents made by looking at the kinds, users."""

import typing

from odoo.addons.itx_moduler.adapters import kinds
from odoo.tests import TransactionCase, new_test_user
from pydantic import JsonValue

from itx_codegen.ir import all_kinds, collections

#: What files, databases and other languages could take for something of their own.
HOSTILE = "It's \"\"\" ''' {{ x }} {% y %} ]]> <&> \\ %s %(a)s ไทย 🛩\n  two lines"


#: Attributes whose content is a file in base64.
_FILES = {
    "icon": "aGVsbG8=",
    "images": {"static/description/a.png": "aGVsbG8="},
    "binary": "aGVsbG8=",
}


def full_document(env):
    """Return a document (JSON values) with every kind that can be held, twice each.

    No attribute has its default, and every text is hostile. It is well-formed, not valid.
    """
    held = set(kinds.model_names(env))
    document = {"module": _element(all_kinds()["module"], "1", held)}
    for name, classes in collections().items():
        elements = [
            _element(node, f"{node.kind}{number}", held)
            for number in "12"
            for node in classes
            if node.kind in held
        ]
        if elements:
            document[name] = elements
    return document


def _element(node, mark, held):
    element = {"uid": f"uid-{node.kind}-{mark}"}
    children = node.child_kinds()
    for name, info in node.model_fields.items():
        if name in children:
            child = children[name]
            element[name] = [
                _element(child, f"{mark}-{number}", held) for number in "12" if child.kind in held
            ]
        elif name != "uid":
            element[name] = _FILES.get(name) or _value(info.annotation, info.default)
    return element


def _value(annotation, default):
    """Return a value of an attribute that is not its default, as JSON."""
    arguments = typing.get_args(annotation)
    if annotation is JsonValue:
        return {"list": [1, 2.5, None, True], "text": HOSTILE}
    if typing.get_origin(annotation) is typing.Literal:
        return next((one for one in reversed(arguments) if one != default), default)
    if typing.get_origin(annotation) is dict:
        return {HOSTILE: HOSTILE, "b": "c"}
    if annotation == tuple[str, ...]:
        return ["one", "two.three"]
    if annotation == tuple[tuple[str, ...], ...]:
        return [[HOSTILE], ["two", "uid-model-1", "digest"]]
    if type(None) in arguments:
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return {bool: False, int: 7, tuple[int, int]: [16, 2]}[inner]
    return {str: HOSTILE, bool: not default, int: 42, float: 4.25}[annotation]


SMALL = {
    "module": {"name": "library", "title": "Library", "depends": ["base"]},
    "models": [
        {
            "name": "library.book",
            "fields": [
                {"name": "name", "type": "char", "required": True},
                {"name": "pages", "type": "integer"},
            ],
        }
    ],
    "views": [
        {
            "model": "library.book",
            "type": "list",
            "arch": '<list><field name="name"/><field name="pages"/></list>',
        }
    ],
    "access": [{"model": "library.book", "group": "base.group_user", "perm_read": True}],
}


class SnapshotCase(TransactionCase):
    """A small valid module, and a user of each group."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(cls.env, "moduler_user", "itx_moduler.group_user")
        cls.manager = new_test_user(cls.env, "moduler_manager", "itx_moduler.group_manager")
        cls.outsider = new_test_user(cls.env, "moduler_outsider", "base.group_user")
        cls.Module = cls.env["itx.moduler.module"]
        cls.module = cls.Module.from_document(SMALL)

    def newest_revision(self, module=None):
        """Return the last revision of the small module or another."""
        found = [("module_id", "=", (module or self.module).id)]
        return self.env["itx.moduler.model.revision"].search(found, limit=1)

    def field(self, name, module=None):
        """Return the record of a field of the small module."""
        fields = (module or self.module).model_ids.field_ids
        return fields.filtered(lambda field: field.name == name)
