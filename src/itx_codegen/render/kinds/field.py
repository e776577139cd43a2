"""Fields: class attributes, with only the arguments that differ from Odoo's defaults."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import cast

from ...ir.kinds.field import Field
from ...ir.kinds.model import Model
from ...ir.naming import human, underscored
from .. import records
from ..dispatch import renders
from ..literals import Import, Literal, call, literal
from ..parts import Member, Part
from ..site import Site

_CLASSES = {"many2one": "Many2one", "one2many": "One2many", "many2many": "Many2many"}


@renders(Field)
def field(node: Field, site: Site) -> Iterator[Part]:
    """One attribute of the model's class."""
    model = cast(Model, site.parent).name
    cls = _CLASSES.get(node.type, node.type.capitalize())
    declared = call(f"fields.{cls}", **_arguments(node, site))
    yield Member(
        origin=site.path,
        model=model,
        section="fields",
        name=node.name,
        source=f"{node.name} = {declared.source}",
        imports=declared.imports | {Import("odoo", "fields")},
    )
    xml_id = f"field_{underscored(model)}__{node.name}"
    label = node.effective_string
    yield records.term(site, "ir.model.fields,field_description", xml_id, label)
    yield records.term(site, "ir.model.fields,help", xml_id, node.help)


def _arguments(node: Field, site: Site) -> dict[str, object]:
    """Return the arguments in the order in which people read them."""
    computed = bool(node.compute or node.related)
    stored = not computed
    copied = not computed and node.type != "one2many"
    given: dict[str, tuple[object, object]] = {
        # argument: (value, what Odoo takes without it)
        "selection": ([(one.value, one.name) for one in node.selection], []),
        "comodel_name": (node.comodel_name, ""),
        "inverse_name": (node.inverse_name, ""),
        "string": (node.effective_string, human(node.name)),
        "related": (node.related, ""),
        "compute": (node.compute, ""),
        "store": (node.store, None if node.store is None else stored),
        "required": (node.required, False),
        "readonly": (node.readonly, None if node.readonly is None else computed),
        "index": (node.index, False),
        "copy": (node.copied, None if node.copied is None else copied),
        "default": (_default(node.default), None),
        "size": (node.size, None),
        "digits": (node.digits, None),
        "currency_field": (node.currency_field, ""),
        "domain": (_domain(node.domain), ""),
        "ondelete": (node.ondelete, ""),
        "translate": (node.translate, False),
        "tracking": (node.tracking, False),
        "groups": (site.scope.names(node.groups), ""),
        "help": (node.help, ""),
    }
    return {name: value for name, (value, default) in given.items() if value != default}


def _default(value: object) -> object:
    """Return a default; lists and mappings are made anew for each record."""
    if isinstance(value, (list, dict)):
        return Literal(f"lambda self: {literal(value).source}")
    return value


def _domain(domain: str) -> object:
    """Return a domain as a list, which the server applies too; as text where it has names."""
    try:
        return ast.literal_eval(domain.strip()) if domain.strip() not in ("", "[]") else ""
    except (ValueError, SyntaxError):
        return domain
