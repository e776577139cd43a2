"""Fields: class attributes, with only the arguments that differ from Odoo's defaults."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import cast

from ...ir.kinds.field import Field
from ...ir.kinds.model import Model
from ...ir.naming import human, underscored
from .. import records
from ..dispatch import renders
from ..literals import Import, Literal, call, literal
from ..parts import Member, Part
from ..python_source import imports_of
from ..site import Site

_CLASSES = {
    "many2one": "Many2one",
    "one2many": "One2many",
    "many2many": "Many2many",
    "many2one_reference": "Many2oneReference",
    "properties_definition": "PropertiesDefinition",
}


@renders(Field)
def field(node: Field, site: Site) -> Iterator[Part]:
    """One attribute of the model's class."""
    model = cast(Model, site.parent).name
    declared = call(field_class(node.type), **arguments(node, site.scope.names))
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


def field_class(field_type: str) -> str:
    """Return what makes a field of a type: `fields.Char`."""
    return f"fields.{_CLASSES.get(field_type, field_type.capitalize())}"


def arguments(node: Field, names: Callable[[tuple[str, ...]], str]) -> dict[str, object]:
    """Return the arguments in the order in which people read them.

    `names` makes of XML ids what a `groups` argument wants.
    """
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
        "inverse": (node.inverse, ""),
        "search": (node.search, ""),
        "compute_sudo": (node.compute_sudo, None),
        "precompute": (node.precompute, False),
        "recursive": (node.recursive, False),
        "store": (node.store, None if node.store is None else stored),
        "required": (node.required, False),
        "readonly": (node.readonly, None if node.readonly is None else computed),
        "index": (node.index_type or node.index, False),
        "copy": (node.copied, None if node.copied is None else copied),
        "default": (_default(node), None),
        "size": (node.size, None),
        "digits": (node.precision or node.digits, None),
        "aggregator": (node.aggregator, ""),
        "company_dependent": (node.company_dependent, False),
        "currency_field": (node.currency_field, ""),
        "domain": (_evaluated(node.domain), ""),
        "context": (_evaluated(node.context), ""),
        "ondelete": (node.ondelete, ""),
        "check_company": (node.check_company, False),
        "delegate": (node.delegate, False),
        "group_expand": (node.group_expand, False),
        "relation": (node.relation_table, ""),
        "column1": (node.column1, ""),
        "column2": (node.column2, ""),
        "model_field": (node.model_field, ""),
        "definition": (node.definition, ""),
        "sanitize": (node.sanitize, True),
        "attachment": (node.attachment, True),
        "max_width": (node.max_width, 0),
        "max_height": (node.max_height, 0),
        "translate": (node.translate, False),
        "tracking": (node.tracking, False),
        "groups": (names(node.groups), ""),
        "help": (node.help, ""),
    }
    chosen = {name: value for name, (value, default) in given.items() if value != default}
    further = {name: Literal(code, imports_of(code)) for name, code in node.arguments.items()}
    return {**chosen, **{name: code for name, code in further.items() if name not in chosen}}


def _default(node: Field) -> object:
    """Return a default; what is made by code, or could be changed, is made anew each time."""
    if node.default_expression:
        code = node.default_expression.strip()
        return Literal(f"lambda self: {code}", imports_of(code))
    if isinstance(node.default, (list, dict)):
        return Literal(f"lambda self: {literal(node.default).source}")
    return node.default


def _evaluated(text: str) -> object:
    """Return a domain or context as a value, which the server uses too; as text if it has names."""
    try:
        return ast.literal_eval(text.strip()) if text.strip() not in ("", "[]", "{}") else ""
    except (ValueError, SyntaxError):
        return text
