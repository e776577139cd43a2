"""A document in new names: every reference in every element follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..ir import Document, Node, record_values, roles
from ..ir.kinds.qweb_template import QwebTemplate
from ..ir.references import each_name
from .arch import arch
from .expressions import Scope, context, domain
from .python import python, python_expression
from .qweb import qweb
from .renaming import Renaming
from .sql import sql
from .steps import step_options
from .templates import html_template, inline_template


def _order(value: str, renaming: Renaming, model: str) -> str:
    terms = []
    for term in value.split(","):
        path, blank, direction = term.strip().partition(" ")
        terms.append(renaming.path(model, path) + blank + direction)
    return ", ".join(terms)


#: role → how an attribute of that role is rewritten, given (value, renaming, model).
_REWRITERS: Mapping[type[roles.Role], Callable[[Any, Renaming, str], Any]] = {
    roles.DeclaresModel: lambda value, renaming, model: renaming.model(value),
    roles.DeclaresField: lambda value, renaming, model: renaming.field(model, value),
    roles.DeclaresXmlId: lambda value, renaming, model: value,
    roles.ModelRef: lambda value, renaming, model: each_name(value, renaming.model),
    roles.DelegateMapping: lambda value, renaming, model: {
        renaming.model(name): renaming.field(model, field) for name, field in value.items()
    },
    roles.XmlIdRef: lambda value, renaming, model: each_name(value, renaming.xml_id),
    roles.FieldPaths: lambda value, renaming, model: each_name(
        value, lambda path: renaming.path(model, path)
    ),
    roles.InverseField: lambda value, renaming, model: renaming.field(model, value),
    roles.MethodRef: lambda value, renaming, model: value,
    roles.Order: _order,
    roles.ArchOn: arch,
    roles.ExpressionOn: lambda value, renaming, model: python_expression(
        value, renaming, {"object": model}
    ),
    roles.AssetPath: lambda value, renaming, model: value,
    roles.PythonOn: python,
    roles.FreePython: python,
    roles.InlineTemplateOn: inline_template,
    roles.HtmlTemplateOn: html_template,
    roles.SqlOn: sql,
    roles.FieldMapping: lambda value, renaming, model: {
        renaming.field(model, name): column for name, column in value.items()
    },
    roles.RecordValues: lambda value, renaming, model: {
        renaming.field(model, name): record_values.renamed(
            held, renaming.xml_id, renaming.model, renaming.field
        )
        for name, held in value.items()
    },
    roles.StepOptions: step_options,
    roles.ScriptRef: lambda value, renaming, model: value,
    roles.ConnectionRef: lambda value, renaming, model: value,
    roles.FlowRef: lambda value, renaming, model: value,
    roles.ScriptCode: lambda value, renaming, model: value,
}

#: The same for roles whose values may name fields of the record around them.
_SCOPED: Mapping[type[roles.Role], Callable[[str, Renaming, str, Scope], str]] = {
    roles.DomainOn: domain,
    roles.ContextOn: context,
}


def rewritten(document: Document, renaming: Renaming) -> Document:
    """Return the document with every name of `renaming` replaced, wherever it is used.

    The module keeps its name: what `renaming.module` says is for references written out in full.
    """
    templates = {template.xml_id: template for template in document.of(QwebTemplate)}
    update = {
        name: tuple(_node(node, None, renaming, templates) for node in getattr(document, name))
        for name in document.collection_names
    }
    return document.model_copy(update=update)


def _node(
    node: Node,
    parent: Node | None,
    renaming: Renaming,
    templates: Mapping[str, QwebTemplate],
) -> Node:
    update: dict[str, Any] = {}
    for attribute, role in node.references().items():
        value = getattr(node, attribute)
        if value:
            model, scope = node.model_of(role, parent), Scope(node.scope_of(role, parent))
            if type(role) in _SCOPED:
                update[attribute] = _SCOPED[type(role)](value, renaming, model, scope)
            elif isinstance(role, roles.QwebOn):
                above = _above(node, renaming, templates)
                known = [model, *(template.model for template in reversed(above))]
                model = next(filter(None, known), "")
                archs = [template.arch for template in above]
                update[attribute] = qweb(value, renaming, model, archs)
            else:
                update[attribute] = _REWRITERS[type(role)](value, renaming, model)
    for attribute, children in node.children():
        update[attribute] = tuple(_node(child, node, renaming, templates) for child in children)
    return node.model_copy(update=update)


def _above(
    node: Node, renaming: Renaming, templates: Mapping[str, QwebTemplate]
) -> list[QwebTemplate]:
    """Return the module's own templates that a template changes, outermost first."""
    above: list[QwebTemplate] = []
    seen: set[str] = set()
    name = getattr(node, "inherit_id", "").removeprefix(f"{renaming.module[0]}.")
    while name in templates and name not in seen:
        seen.add(name)
        above.insert(0, templates[name])
        name = templates[name].inherit_id.removeprefix(f"{renaming.module[0]}.")
    return above
