"""What the attributes of a view's XML refer to: said once, for rewriting and for checking."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from lxml import etree

from ..source import RECORD_ID
from .expressions import NOWHERE, Scope
from .renaming import Renaming
from .xpath import xpath


class Meaning(Enum):
    """How the value of an attribute is to be read."""

    FIELD = auto()  #: the name of a field of `model`, or a dotted path
    FIELDS = auto()  #: several, each perhaps with a direction
    FILTER = auto()  #: the name of a filter, by which contexts switch it on
    EXPRESSION = auto()  #: Python on the record shown
    DOMAIN = auto()  #: on `model`; values may be fields of the record shown
    CONTEXT = auto()  #: likewise
    OPTIONS = auto()  #: a widget's; `model` is the one that the field leads to
    TEMPLATE = auto()  #: a QWeb expression with `record.field`
    GROUPS = auto()  #: XML ids
    XPATH = auto()  #: a path to an element of the view that is changed


class Use(NamedTuple):
    """A value in XML that refers to something. `model` and those of `scope` are empty if unknown.

    It stands in an attribute of the element; with an empty `place` it is the element's text.
    """

    element: etree._Element
    place: str
    meaning: Meaning
    model: str
    scope: Scope


#: Views that may stand inside of a field, and those that stand alone.
VIEW_ROOTS = frozenset(
    {"form", "list", "kanban", "search", "calendar", "pivot", "graph", "activity"}
)
_MODIFIERS = frozenset({"invisible", "readonly", "required", "column_invisible"})

#: element → attributes that name one field, or several, of the view's model.
_FIELDS = {
    "calendar": frozenset(
        {
            "aggregate",
            "all_day",
            "color",
            "create_name_field",
            "date_delay",
            "date_start",
            "date_stop",
        }
    ),
    "filter": frozenset({"date"}),
    "groupby": frozenset({"name"}),
    "kanban": frozenset({"default_group_by", "default_order", "highlight_color"}),
    "label": frozenset({"for"}),
    "list": frozenset({"default_group_by", "default_order"}),
    "pivot": frozenset({"default_order"}),
    "progressbar": frozenset({"field", "sum_field"}),
    "field": frozenset({"filename"}),
}


def uses(root: etree._Element, model: str, renaming: Renaming) -> Iterator[Use]:
    """Yield what a view on `model` refers to, in the document's order; all in old names.

    Of `renaming` only what leads where counts.
    """
    yield from _below(root, Scope(model), renaming)


def _below(element: etree._Element, scope: Scope, renaming: Renaming) -> Iterator[Use]:
    if not isinstance(element.tag, str):
        return
    tag, around, inside = element.tag, scope, scope
    shows = element.get("name", "") if tag in ("field", "groupby") else ""
    if tag == "xpath":
        place = xpath(element.get("expr", ""), renaming, scope.model)[1]
        around = inside = Scope(place.model, place.parent)
        tag, shows = "field" if place.field else "", place.field
        yield Use(element, "expr", Meaning.XPATH, scope.model, scope)
    leads_to = renaming.target(around.model, shows) if shows else ""
    on = _Holder(element, tag, around, leads_to, renaming)
    if element.tag != "xpath":
        for attribute in map(str, element.attrib):
            yield from on.use(element, attribute, attribute)
    if tag == "groupby":
        inside = Scope(leads_to, around.model)
    for child in element:
        if child.tag == "attribute":
            yield from _changed(child, on)
        elif tag == "field" and child.tag in VIEW_ROOTS:
            yield from _below(child, Scope(leads_to, around.model), renaming)
        else:
            yield from _below(child, inside, renaming)


def _changed(element: etree._Element, on: _Holder) -> Iterator[Use]:
    """`<attribute name="invisible">…</attribute>`: what an inherited view sets, or adds."""
    attribute = element.get("name", "")
    yield from on.use(element, "", attribute)
    if attribute == "groups":
        for place in ("add", "remove"):
            if element.get(place):
                yield from on.use(element, place, attribute)


class _Holder(NamedTuple):
    """An element whose attributes are read, and where it leads to."""

    element: etree._Element
    tag: str
    scope: Scope
    leads_to: str
    renaming: Renaming

    def use(self, element: etree._Element, place: str, attribute: str) -> Iterator[Use]:
        """Yield how the value of an attribute is to be read, if it names anything."""
        found = self._meaning(attribute)
        if found is not None:
            meaning, model, scope = found
            yield Use(element, place, meaning, model, scope)

    def _meaning(self, attribute: str) -> tuple[Meaning, str, Scope] | None:
        model, on_field = self.scope.model, self.tag == "field"
        if attribute in _MODIFIERS or attribute.startswith("decoration-"):
            return Meaning.EXPRESSION, model, self.scope
        if attribute == "name" and on_field:
            return Meaning.FIELD, model, self.scope
        if attribute == "name" and self.tag == "filter":
            return Meaning.FILTER, model, self.scope
        if attribute in _FIELDS.get(self.tag, ()):
            return Meaning.FIELDS, model, self.scope
        if attribute == "domain" and on_field:
            return Meaning.DOMAIN, self.leads_to, self.scope
        if attribute in ("domain", "filter_domain"):
            return Meaning.DOMAIN, model, NOWHERE
        if attribute == "context":
            return Meaning.CONTEXT, self._context_model(), self.scope
        if attribute == "options":
            return Meaning.OPTIONS, self.leads_to, self.scope
        if attribute == "groups":
            return Meaning.GROUPS, model, self.scope
        if attribute.startswith("t-"):
            return Meaning.TEMPLATE, model, self.scope
        return None

    def _context_model(self) -> str:
        """Return the model that `default_…` of a context is about.

        A button hands its context to what it calls: an action, or code that may do anything.
        """
        if self.tag == "field":
            return self.leads_to
        if self.element.get("type") in ("action", "object"):
            action = RECORD_ID.fullmatch(self.element.get("name", ""))
            return self.renaming.opened(action[1]) if action else ""
        return self.scope.model
