"""XML data files: their records as elements, and the text of each where it stands."""

from __future__ import annotations

from lxml import etree

from ...data_files.positions import Element, NotWellFormedError, parsed
from ...data_files.values import NotSaidError, Values
from ...ir.kinds.data import Data
from ...ir.xml import parse_arch
from ...messages import Message, text
from ..draft import Cut, Draft, NotReadError, Raw
from ..said import kind_in, said
from .kinds import SORTS
from .reading import Reading

__all__ = ["split_xml"]

_HOLDERS = frozenset({"odoo", "data", "openerp"})
_MENU = frozenset({"id", "name", "parent", "action", "sequence", "groups", "web_icon", "active"})
_TEMPLATE = frozenset({"id", "name", "inherit_id", "primary", "priority", "groups", "active"})
_FURTHER_OF_TEMPLATE = frozenset({"customize_show", "track", "website_id", "key"})
_NOT_IN_DEMO = text("A demo file can't be told of an element of this kind.")


def split_xml(path: str, source: str, draft: Draft) -> list[Cut]:
    """Put the elements of a data file into the draft; return the pieces of its text.

    Raises NotReadError for what is no data file.
    """
    content = source.encode("utf-8")
    try:
        root = parsed(content)
    except NotWellFormedError as error:
        raise NotReadError(text("It can't be read as XML: %(cause)s.", cause=error)) from error
    if root.tag not in _HOLDERS:
        raise NotReadError(text("It is no data file: it holds <%(tag)s>.", tag=root.tag))
    return _File(path, content, draft).split(root)


class _File:
    def __init__(self, path: str, content: bytes, draft: Draft) -> None:
        self.path = path
        self.content = content
        self.draft = draft
        self.names = draft.names
        self.demo = draft.loaded[path]
        self.values = Values(content, self.names.own_model, self.names.local)
        self.cuts: list[Cut] = []
        self.at = 0

    def split(self, root: Element) -> list[Cut]:
        self._holder(root, noupdate=_flag(root.attributes.get("noupdate"), False))
        self._carry(len(self.content))
        return self.cuts

    def _carry(self, end: int) -> None:
        """Carry the text up to a place as it is."""
        self.cuts.append(Cut(self.content[self.at : end].decode("utf-8")))
        self.at = end

    def _bind(self, start: int, end: int, raw: Raw) -> None:
        self._carry(start)
        self.cuts.append(Cut(self.content[start:end].decode("utf-8"), raw))
        self.at = end

    def _holder(self, holder: Element, noupdate: bool) -> None:
        for element in holder.children:
            if element.tag in _HOLDERS:
                self._holder(element, _flag(element.attributes.get("noupdate"), noupdate))
            elif element.tag == "record":
                self._record(element, noupdate)
            elif element.tag == "menuitem":
                self._menuitem(element, "")
            elif element.tag == "template":
                self._template(element)
            elif element.tag == "asset":
                self._asset(element, noupdate)
            else:
                self._left(element)

    def _left(self, element: Element) -> None:
        names = {"function": "function call", "delete": "deletion"}
        reason = text("Documents have no words for <%(tag)s>.", tag=element.tag)
        name = element.attributes.get("name") or element.attributes.get("id", "")
        sort = names.get(element.tag, "other element")
        self.draft.found(sort, self.path, element.line, name, reason=reason)

    # records

    def _record(self, element: Element, noupdate: bool) -> None:
        model = element.attributes.get("model", "")
        sort = SORTS[model].name if model in SORTS else "data record"
        xml_id = self.names.local(element.attributes.get("id", ""))
        try:
            raw = self._read_record(element, model, xml_id, noupdate)
        except NotSaidError as error:
            self._found_inside(element, None, error.reason)
            self.draft.found(sort, self.path, element.line, xml_id, reason=error.reason)
            return
        self.names.taken.add(xml_id)
        self.draft.found(sort, self.path, element.line, xml_id, raw)
        self._found_inside(element, raw, "")
        self._bind(element.start, element.end, raw)

    def _found_inside(self, element: Element, raw: Raw | None, reason: Message | str) -> None:
        for inner in element.iter():
            if inner is not element and inner.tag == "record":
                name = self.names.local(inner.attributes.get("id", ""))
                if raw is not None:
                    self.names.taken.add(name)
                self.draft.found("data record", self.path, inner.line, name, raw, reason)

    def _read_record(self, element: Element, model: str, xml_id: str, noupdate: bool) -> Raw:
        given = dict(element.attributes)
        strange = set(given) - {"id", "model", "forcecreate", "context"}
        if strange:
            raise NotSaidError(
                text("It has the attribute %(name)s.", name=", ".join(sorted(strange)))
            )
        self._refuse_id(xml_id)
        values = self.values.of_record(element)
        forcecreate = _flag(given.get("forcecreate"), True)
        plain = forcecreate and not given.get("context") and not self.demo and "." not in xml_id
        if model in SORTS and plain:
            try:
                return self._of_kind(model, xml_id, values)
            except NotSaidError:
                pass
        if "." in xml_id and given.get("forcecreate") and forcecreate:
            raise NotSaidError(text("It makes a record of another module where there is none."))
        raw = {
            "xml_id": xml_id,
            "model": model,
            "values": self.names.typed(model, values),
            "noupdate": noupdate,
            "forcecreate": forcecreate,
            "demo": self.demo,
            "context": given.get("context", ""),
        }
        return self.draft.add("data", said(Data, raw))

    def _refuse_id(self, xml_id: str) -> None:
        if not xml_id:
            raise NotSaidError(text("It has no XML id."))
        if xml_id in self.names.taken:
            raise NotSaidError(text("The module has written this record before."))

    def _of_kind(self, model: str, xml_id: str, values: Raw) -> Raw:
        sort = SORTS[model]
        reading = Reading(values, self.names.local, self.names.model_known_as)
        read = sort.read(reading)
        raw = {"xml_id": xml_id, **read, "further": reading.left}
        return self.draft.add(sort.collection, said(kind_in(sort.collection, raw), raw))

    # menus

    def _menuitem(self, element: Element, parent: str) -> None:
        xml_id = self.names.local(element.attributes.get("id", ""))
        try:
            raw = self._read_menuitem(element, xml_id, parent)
        except NotSaidError as error:
            self.draft.found("menu", self.path, element.line, xml_id, reason=error.reason)
        else:
            self.names.taken.add(xml_id)
            self.draft.found("menu", self.path, element.line, xml_id, raw)
            end = element.opened if element.children else element.end
            self._bind(element.start, end, raw)
        for child in element.children:
            self._menuitem(child, xml_id)

    def _read_menuitem(self, element: Element, xml_id: str, parent: str) -> Raw:
        given = {key: held for key, held in element.attributes.items() if held}
        self._refuse_id(xml_id)
        if "." in xml_id:
            raise NotSaidError(text("It changes a menu of another module."))
        if self.demo:
            raise NotSaidError(_NOT_IN_DEMO)
        if set(given) - _MENU:
            raise NotSaidError(
                text("It has the attribute %(name)s.", name=", ".join(sorted(set(given) - _MENU)))
            )
        groups = [one.strip() for one in given.get("groups", "").split(",") if one]
        if any(group.startswith("-") for group in groups) or len(set(groups)) < len(groups):
            raise NotSaidError(text("It takes groups away."))
        above = parent or self.names.local(given.get("parent", ""))
        raw = {
            "xml_id": xml_id,
            "name": given.get("name"),
            "parent": above,
            "action": self.names.local(given.get("action", "")),
            "sequence": int(given["sequence"]) if "sequence" in given else None,
            "groups": [self.names.local(group) for group in groups],
            "web_icon": None if above else given.get("web_icon"),
            "enabled": _flag(given.get("active"), True),
        }
        return self.draft.add("menus", said(kind_in("menus", raw), raw))

    # templates

    def _template(self, element: Element) -> None:
        xml_id = self.names.local(element.attributes.get("id", ""))
        try:
            raw = self._read_template(element, xml_id)
        except NotSaidError as error:
            self.draft.found("qweb template", self.path, element.line, xml_id, reason=error.reason)
            return
        self.names.taken.add(xml_id)
        self.draft.found("qweb template", self.path, element.line, xml_id, raw)
        self._bind(element.start, element.end, raw)

    def _read_template(self, element: Element, xml_id: str) -> Raw:
        given = dict(element.attributes)
        self._refuse_id(xml_id)
        if "." in xml_id:
            raise NotSaidError(text("It changes a template of another module."))
        if self.demo:
            raise NotSaidError(_NOT_IN_DEMO)
        if given.get("forcecreate") == "True":
            del given["forcecreate"]
        strange = set(given) - _TEMPLATE - _FURTHER_OF_TEMPLATE
        if strange:
            raise NotSaidError(
                text("It has the attribute %(name)s.", name=", ".join(sorted(strange)))
            )
        inherit_id = self.names.local(given.get("inherit_id", ""))
        groups = [self.names.local(one) for one in given.get("groups", "").split(",") if one]
        raw = {
            "xml_id": xml_id,
            "name": given.get("name"),
            "inherit_id": inherit_id,
            "mode": "primary" if given.get("primary") == "True" and inherit_id else None,
            "priority": int(given["priority"]) if given.get("priority") else None,
            "groups": groups,
            "enabled": given.get("active") != "False",
            "arch": self._content(element, "data" if inherit_id else "t"),
            "further": {key: given[key] for key in sorted(_FURTHER_OF_TEMPLATE & set(given))},
        }
        return self.draft.add("qweb_templates", said(kind_in("qweb_templates", raw), raw))

    def _content(self, element: Element, holder: str) -> str:
        """Return what stands in a template, in an element that only holds it."""
        inner = self.content[element.opened : element.closes].decode("utf-8").replace("%%", "%")
        arch = f"<{holder}>{inner}</{holder}>"
        try:
            parse_arch(arch)
        except etree.XMLSyntaxError as error:
            reason = text("Its markup can't stand alone: %(cause)s.", cause=error.msg)
            raise NotSaidError(reason) from error
        return arch

    # assets

    def _asset(self, element: Element, noupdate: bool) -> None:
        """An `<asset>` is a short way to write a record (`odoo.tools.convert._tag_asset`)."""
        xml_id = self.names.local(element.attributes.get("id", ""))
        try:
            raw = self._read_asset(element, xml_id, noupdate)
        except NotSaidError as error:
            self.draft.found("data record", self.path, element.line, xml_id, reason=error.reason)
            return
        self.names.taken.add(xml_id)
        self.draft.found("data record", self.path, element.line, xml_id, raw)
        self._bind(element.start, element.end, raw)

    def _read_asset(self, element: Element, xml_id: str, noupdate: bool) -> Raw:
        self._refuse_id(xml_id)
        if "." in xml_id or set(element.attributes) - {"id", "name", "active"}:
            raise NotSaidError(text("It is more than a line in a bundle."))
        parts = {child.tag: child for child in element.children if child.tag != "field"}
        if set(parts) != {"bundle", "path"}:
            raise NotSaidError(text("It is more than a line in a bundle."))
        theme = self.draft.name.startswith("theme_")
        directive = parts["bundle"].attributes.get("directive")
        active = element.attributes.get("active")
        values: Raw = {
            "name": element.attributes.get("name", xml_id),
            "bundle": parts["bundle"].text,
            **({"directive": directive} if directive is not None else {}),
            "path": parts["path"].text,
            **({"active": active == "True"} if active in ("True", "False") else {}),
        }
        for child in element.children:
            if child.tag == "field":
                values[child.attributes.get("name", "")] = self.values.of_field(child)
        raw = {
            "xml_id": xml_id,
            "model": "theme.ir.asset" if theme else "ir.asset",
            "values": values,
            "noupdate": noupdate,
            "demo": self.demo,
        }
        return self.draft.add("data", said(Data, raw))


def _flag(value: str | None, default: bool) -> bool:
    """Return what an attribute of a data file says (`odoo.tools.convert.nodeattr2bool`)."""
    if value is None or not value.strip():
        return default
    return value.strip().lower() not in ("0", "false", "off")
