"""Values of records as JSON that means the same in two databases."""

import ast
import datetime
import hashlib
from collections.abc import Mapping
from typing import Any

from .canonical import canonical_markup
from .identity import Identities

#: Set by the database itself, anew on each side.
_BOOKKEEPING = {"id", "create_uid", "create_date", "write_uid", "write_date", "parent_path"}
#: What can't be equal in two databases, and why.
_NOT_COMPARED = {
    ("ir.ui.view", "arch_fs"): "the file that a view stands in is no part of what it means",
    ("ir.ui.view", "arch_prev"): "kept by Odoo for its own way back",
    ("ir.ui.view", "arch_updated"): "says that somebody edited the view by hand",
    ("ir.model.data", "res_id"): "a number; records are compared by their XML ids",
    ("ir.attachment", "store_fname"): "named by the content, which is compared",
    ("mail.message", "message_id"): "made of the clock and of a random number",
    ("base.automation", "webhook_uuid"): "a secret, drawn at random",
    ("crm.team", "color"): "a random number unless somebody says one",
    ("crm.tag", "color"): "likewise",
}
#: What others write beside a record: mail's log of it, and who follows it.
_BESIDE = {"mail.message", "mail.followers", "mail.notification", "mail.tracking.value"}
_DEPTH = 3


class Values:
    """Reads the values of records; remembers what is known of the database."""

    def __init__(self, env: Any, known: Identities) -> None:
        self.env = env
        self.known = known

    def of(self, record: Any, without: frozenset[str] = frozenset(), depth: int = 0) -> dict:
        """Return attribute → value of all that is stored of a record.

        Targets of relations are named by XML id; those without one are told by their own values.
        """
        return {
            name: self._value(record, field, depth)
            for name, field in sorted(record._fields.items())
            if name not in without and self._is_told(record, field)
        }

    def _is_told(self, record: Any, field: Any) -> bool:
        if field.name in _BOOKKEEPING or (record._name, field.name) in _NOT_COMPARED:
            return False
        if field.type == "one2many":
            return not field.compute and not field.related and field.comodel_name not in _BESIDE
        return bool(field.store or field.company_dependent)

    def _value(self, record: Any, field: Any, depth: int) -> Any:
        value = record[field.name]
        if field.relational:
            return self._related(record, field, value, depth)
        if field.type == "many2one_reference":
            model = record[field.model_field]
            return self._name(model, value) if model and value else value or False
        if field.type == "reference":
            return f"{value._name}: {self._name(value._name, value.id)}" if value else False
        if field.type in ("datetime", "date"):
            return _time(record, value)
        if field.type in ("binary", "image"):
            return hashlib.sha256(value or b"").hexdigest() if value else False
        if field.type in ("json", "properties", "properties_definition"):
            return _plain(value)
        if isinstance(value, str):
            return self._text(value)
        return value if value is not None else False

    def _text(self, value: str) -> str:
        """Markup and Python literals without the blanks that mean nothing in them."""
        stripped = value.strip()
        if stripped.startswith("<"):
            return canonical_markup(stripped, self.known)
        if stripped.startswith(("[", "{")):
            try:
                return ast.unparse(ast.parse(stripped, mode="eval"))
            except SyntaxError:
                return stripped
        return stripped

    def _related(self, record: Any, field: Any, targets: Any, depth: int) -> Any:
        inverse = frozenset(
            [field.inverse_name] if field.type == "one2many" and field.inverse_name else []
        )
        names = [self._target(target, inverse, depth) for target in targets]
        if field.type == "many2one":
            return names[0] if names else False
        return sorted(names, key=repr)

    def _target(self, target: Any, inverse: frozenset[str], depth: int) -> Any:
        name = self.known.name(target._name, target.id)
        if name or depth >= _DEPTH:
            return name or f"{target._name}: {target.display_name}"
        return self.of(target, inverse, depth + 1)

    def _name(self, model: str, res_id: int) -> str:
        name = self.known.name(model, res_id)
        if name or model not in self.env:
            return name or f"{model}: ?"
        return f"{model}: {self.env[model].browse(res_id).display_name}"


def _time(record: Any, value: Any) -> Any:
    if not value:
        return False
    created = record.create_date if "create_date" in record._fields else None
    moment = value
    if not isinstance(value, datetime.datetime):
        moment = datetime.datetime.combine(value, datetime.time())
        created = created and datetime.datetime.combine(created.date(), datetime.time())
    after = (moment - created).total_seconds() if created else 0
    return {"at": value.isoformat(), "after": after}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else repr(value)
