"""Views for models that have none of a type: a list, a form, a search."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from ..ir import Document
from ..ir.kinds.field import Field
from ..ir.kinds.model import Model
from ..ir.kinds.source_file import SourceFile
from ..ir.kinds.view import View
from ..ir.naming import underscored
from .identity import derived_uid, free_xml_id, taken_xml_ids

_COLUMNS = 8
#: Types that a cell of a list can't show well.
_NO_COLUMN = frozenset(
    {
        "binary",
        "html",
        "image",
        "json",
        "many2many",
        "many2one_reference",
        "one2many",
        "properties",
        "properties_definition",
        "text",
    }
)
#: Types that no widget of the web client lets people edit by itself.
_NO_INPUT = frozenset({"json", "properties_definition"})
#: Types that want the whole width of a form.
_WIDE = frozenset({"html", "one2many", "properties", "text"})
_SEARCHED = frozenset({"char", "many2many", "many2one", "text"})
_GROUPED = frozenset({"date", "datetime", "many2one", "selection"})


def default_views(document: Document) -> Document:
    """Return the document with the views that its lasting models of its own lack.

    A model that was taken in has the views that its author gave it.
    """
    taken_in = {piece.of for file in document.of(SourceFile) for piece in file.cut()}
    views = document.of(View)
    shown = {(view.model, view.type) for view in views if not view.inherit_id}
    taken = taken_xml_ids(document)
    made = []
    for model in document.of(Model):
        if model.extends or model.abstract or model.transient or model.uid in taken_in:
            continue
        for view_type, arch in _ARCHS.items():
            if (model.name, view_type) not in shown:
                xml_id = free_xml_id(f"{underscored(model.name)}_view_{view_type}", taken)
                made.append(
                    View(
                        uid=derived_uid(model.uid, "view", view_type),
                        xml_id=xml_id,
                        name=f"{model.name}.{view_type}",
                        model=model.name,
                        type=view_type,
                        arch=_text(arch(model)),
                    )
                )
    return document.model_copy(update={"views": (*views, *made)}) if made else document


def _text(root: etree._Element) -> str:
    etree.indent(root, "    ")
    return etree.tostring(root, encoding="unicode")


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, tag, attributes)


def _name_first(model: Model) -> list[Field]:
    """Return the fields of a model, that which stands for a record before the others."""
    first = model.field(model.effective_rec_name)
    return [*([first] if first else []), *(field for field in model.fields if field is not first)]


def _list(model: Model) -> etree._Element:
    root = etree.Element("list")
    sequence = model.field("sequence")
    if sequence is not None and sequence.type == "integer":
        _add(root, "field", name="sequence", widget="handle")
    fields = [
        field
        for field in _name_first(model)
        if field.type not in _NO_COLUMN and field.name not in ("active", "sequence")
    ]
    columns = fields[:_COLUMNS]
    for field in columns:
        _add(root, "field", name=field.name)
    for name in _currencies(columns, model):
        if model.field(name) not in columns:
            _add(root, "field", name=name, column_invisible="True")
    return root


def _currencies(fields: list[Field], model: Model) -> list[str]:
    """Return the fields with the currencies of amounts: an amount is shown with its currency."""
    named = [f.currency_field or "currency_id" for f in fields if f.type == "monetary"]
    return [name for name in dict.fromkeys(named) if model.field(name) is not None]


def _form(model: Model) -> etree._Element:
    root = etree.Element("form")
    fields = [field for field in _name_first(model) if field.type not in _NO_INPUT]
    state = model.field("state")
    if state is not None and state.type == "selection":
        header = _add(root, "header")
        _add(header, "field", name="state", widget="statusbar")
        fields.remove(state)
    sheet = _add(root, "sheet")
    _ribbon(model, sheet, fields)
    title = model.field(model.effective_rec_name)
    if title in fields and title is not None and title.type == "char":
        box = _add(sheet, "div", **{"class": "oe_title"})
        _add(_add(box, "h1"), "field", name=title.name, placeholder=title.effective_string)
        fields.remove(title)
    narrow = [field for field in fields if field.type not in _WIDE]
    if narrow:
        group = _add(sheet, "group")
        half = (len(narrow) + 1) // 2
        for number, column in enumerate((narrow[:half], narrow[half:]), 1):
            if column:
                inner = _add(group, "group", name=f"column_{number}")
                for field in column:
                    _input(inner, field)
    _pages(sheet, [field for field in fields if field.type in _WIDE])
    if "mail.thread" in model.inherit or "mail.activity.mixin" in model.inherit:
        _add(root, "chatter")
    return root


def _ribbon(model: Model, sheet: etree._Element, fields: list[Field]) -> None:
    """Show whether a record is archived, if it can be."""
    active = model.field("active")
    if active is None or active.type != "boolean":
        return
    _add(
        sheet,
        "widget",
        name="web_ribbon",
        title="Archived",
        bg_color="text-bg-danger",
        invisible="active",
    )
    _add(sheet, "field", name="active", invisible="1")
    fields.remove(active)


def _input(parent: etree._Element, field: Field) -> None:
    widget = {"many2many": "many2many_tags", "image": "image"}.get(field.type)
    _add(parent, "field", name=field.name, **({"widget": widget} if widget else {}))


def _pages(sheet: etree._Element, fields: list[Field]) -> None:
    if not fields:
        return
    notebook = _add(sheet, "notebook")
    for field in fields:
        page = _add(notebook, "page", string=field.effective_string, name=field.name)
        _add(page, "field", name=field.name)


def _search(model: Model) -> etree._Element:
    root = etree.Element("search")
    fields = [field for field in _name_first(model) if field.stored]
    for field in fields:
        if field.type in _SEARCHED:
            _add(root, "field", name=field.name)
    for field in fields:
        if field.type in ("date", "datetime"):
            _add(root, "filter", name=field.name, string=field.effective_string, date=field.name)
    if any(field.name == "active" and field.type == "boolean" for field in fields):
        domain = "[('active', '=', False)]"
        _add(root, "filter", name="archived", string="Archived", domain=domain)
    grouped = [field for field in fields if field.type in _GROUPED]
    if grouped:
        group = _add(root, "group")
        for field in grouped:
            context = f"{{'group_by': '{field.name}'}}"
            label = field.effective_string
            _add(group, "filter", name=f"by_{field.name}", string=label, context=context)
    return root


_ARCHS: Mapping[str, Callable[[Model], etree._Element]] = {
    "list": _list,
    "form": _form,
    "search": _search,
}
