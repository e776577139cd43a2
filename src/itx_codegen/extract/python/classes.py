"""The class of a model: what it declares, and its members."""

from __future__ import annotations

import ast
from typing import NamedTuple

from pydantic import ValidationError

from ...ir.kinds.model import Model
from ...messages import Message, text
from ...render.kinds.model import class_attributes
from ..draft import Cut, Draft, Raw
from .constraints import constraint, constraint_call
from .fields import field, field_call
from .lines import Lines, first_line, last_line, shares_a_line
from .methods import method
from .names import name_of
from .values import NoValueError, same_expression, value_of

_BASES = {
    "models.Model": {},
    "models.AbstractModel": {"abstract": True},
    "models.TransientModel": {"transient": True},
}

#: Class attribute → attribute of the element, and which values it may have.
_ATTRIBUTES: dict[str, tuple[str, type]] = {
    "_description": ("description", str),
    "_order": ("order", str),
    "_rec_name": ("rec_name", str),
    "_parent_name": ("parent_name", str),
    "_parent_store": ("parent_store", bool),
    "_fold_name": ("fold_name", str),
    "_check_company_auto": ("check_company_auto", bool),
    "_inherits": ("inherits", dict),
}

_MEMBERS = ("fields", "methods")

NO_MODEL = text("Code outside of models is carried as it is.")
SHARED_LINE = text("It shares a line with another statement.")
_TWICE = text("The model has something of that name already.")
_ONLY_MEMBERS = text("Only members of a class, and what describes it, are modelled.")
_OTHER_CLASS = text("Another class of the module says what the model is.")


class Declared(NamedTuple):
    """What a class says of its model: which one it is, and what it is made from.

    `base` are the attributes that its base stands for; None where it has other bases beside it.
    """

    statement: ast.ClassDef
    name: str
    extends: bool
    inherit: tuple[str, ...]
    base: dict[str, bool] | None


def declared(statement: ast.ClassDef) -> Declared | Message:
    """Return what the class of a model declares, or why it can't be taken for one."""
    bases = [ast.unparse(base) for base in statement.bases]
    known = [base for base in bases if base in _BASES]
    if not known:
        return NO_MODEL
    values = dict(_registered(statement))
    if "_register" in values:
        return text("The class is none of Odoo's registry.")
    if statement.decorator_list:
        return text("The class has decorators.")
    try:
        own = value_of(values["_name"]) if "_name" in values else None
        above = value_of(values["_inherit"]) if "_inherit" in values else ()
    except NoValueError:
        return text("Its name, or what it inherits from, is known only when it runs.")
    parents = (above,) if isinstance(above, str) else tuple(above or ())
    name = above if own is None and isinstance(above, str) else own
    if not isinstance(name, str) or not all(isinstance(one, str) for one in parents):
        return text("It does not say the name of its model.")
    mixins = tuple(one for one in parents if one != name)
    if len({*mixins}) + (name in parents) != len(parents):
        return text("It inherits from the same model twice.")
    base = dict(_BASES[known[0]]) if len(bases) == 1 and not statement.keywords else None
    return Declared(statement, name, name in parents, mixins, base)


def _registered(statement: ast.ClassDef) -> list[tuple[str, ast.expr]]:
    """Return (name, value) of the attributes that say which model a class is of."""
    return [
        (target.id, one.value)
        for one in statement.body
        if isinstance(one, ast.Assign)
        for target in one.targets
        if isinstance(target, ast.Name) and target.id in ("_name", "_inherit", "_register")
    ]


def split_class(path: str, model: Declared, lines: Lines, draft: Draft) -> list[Cut]:
    """Return the pieces of a class; put what they say into the model's element.

    A second class of a model adds members to its element; what else it says is carried.
    """
    known = [raw for raw in draft.collections.get("models", ()) if raw["name"] == model.name]
    raw = known[0] if known else draft.add("models", _element(model))
    draft.found("model", path, first_line(model.statement), model.name, raw)
    return _Class(path, model, raw, not known, lines, draft).cuts()


def _element(model: Declared) -> Raw:
    raw: Raw = {"name": model.name, **(model.base or {})}
    if model.extends:
        raw["extends"] = True
    if model.inherit:
        raw["inherit"] = list(model.inherit)
    return raw


class _Class:
    """A class on its way into pieces; `first` where no other class of the model came before."""

    def __init__(
        self, path: str, model: Declared, raw: Raw, first: bool, lines: Lines, draft: Draft
    ) -> None:
        self.path = path
        self.model = model
        self.raw = raw
        self.first = first
        self.lines = lines
        self.draft = draft
        self.names = {one["name"] for held in _MEMBERS for one in raw.get(held, ())}
        self.names |= {f"_{one['name']}" for one in raw.get("constraints", ())}
        self.names |= {*raw.get("attributes", ())}
        self.names |= {name for name, (key, _) in _ATTRIBUTES.items() if key in raw}

    def cuts(self) -> list[Cut]:
        """Return the pieces of the class, without line that other statements are on."""
        statement, lines = self.model.statement, self.lines
        cuts = self._header()
        after = statement.lineno if cuts else statement.lineno - 1
        for at, one in enumerate(statement.body):
            first, last = first_line(one), last_line(one)
            if shares_a_line(statement.body, at, statement.lineno):
                made = self._carried(one, SHARED_LINE)
            else:
                made = self._member(one, first, last)
            if made:
                cuts.append(Cut(lines.text(after + 1, first - 1)))
                cuts += made
                after = last
        cuts.append(Cut(lines.text(after + 1, last_line(statement))))
        return cuts

    def _header(self) -> list[Cut]:
        """Return the line that begins the class, if it says of which sort the model is."""
        statement = self.model.statement
        whole = self.lines.line(statement.lineno)
        base = self.model.base
        alone = whole.partition("#")[0].rstrip().endswith("):")
        says = base is not None and all(
            self.raw.get(name, False) == base.get(name, False) for name in ("abstract", "transient")
        )
        return [Cut(whole, self.raw, "abstract,transient")] if alone and says else []

    def _member(self, one: ast.stmt, first: int, last: int) -> list[Cut]:
        """Return the pieces of a statement of the class; none where it is carried."""
        if isinstance(one, ast.FunctionDef):
            made = method(one, self.lines)
            return self._part(one, "method", "methods", one.name, made)
        if not isinstance(one, ast.Assign) or len(one.targets) != 1:
            return self._carried(one, _ONLY_MEMBERS)
        target, whole = one.targets[0], self.lines.text(first, last)
        if not isinstance(target, ast.Name):
            return self._carried(one, _ONLY_MEMBERS)
        call = field_call(one.value)
        if call is not None:
            raw = field(target.id, call, self.lines)
            return self._part(one, "field", "fields", target.id, bound(raw, whole))
        call = constraint_call(one.value)
        if call is not None:
            raw = constraint(target.id, call)
            sort = "index" if not isinstance(raw, str) and "type" in raw else "constraint"
            return self._part(one, sort, "constraints", target.id, bound(raw, whole))
        part = self._attribute(one, target.id)
        if part == "":
            return []
        self._found(one, "class attribute", target.id, self.raw)
        return [Cut(whole, self.raw, part)]

    def _part(
        self, one: ast.stmt, sort: str, collection: str, name: str, made: list[Cut] | Message
    ) -> list[Cut]:
        """Put a member into the model's element, if there is none of that name yet."""
        if isinstance(made, Message):
            return self._carried(one, made, sort)
        if name in self.names:
            return self._carried(one, _TWICE, sort)
        raw = next(cut.of for cut in made if cut.of is not None)
        self.names.add(name)
        self.raw.setdefault(collection, []).append(raw)
        self._found(one, sort, name, raw)
        return made

    def _attribute(self, one: ast.Assign, name: str) -> str:
        """Say a class attribute in the model's element; return in which part, empty for none."""
        if name in ("_name", "_inherit"):
            return self._identity(one, name)
        if name in self.names:
            self._carried(one, _TWICE, "class attribute")
            return ""
        self.names.add(name)
        attribute = self._own_attribute(name, one.value)
        if attribute:
            return attribute
        self.raw.setdefault("attributes", {})[name] = self.lines.value(one.value)
        return f"attributes.{name}"

    def _own_attribute(self, name: str, node: ast.expr) -> str:
        """Say a class attribute by one of the element, if that writes the same; return which."""
        attribute, kind = _ATTRIBUTES.get(name, ("", object))
        try:
            value = value_of(node) if attribute else None
            if type(value) is not kind:
                return ""
            said = {key: self.raw[key] for key in ("name", "extends") if key in self.raw}
            written = dict(class_attributes(Model.model_validate({**said, attribute: value})))
        except (NoValueError, ValidationError):
            return ""
        if name not in written or not same_expression(written[name].source, node):
            return ""
        self.raw[attribute] = value
        return attribute

    def _identity(self, one: ast.Assign, name: str) -> str:
        """Return which part of the element the name of the model, or of its parents, says."""
        if name == "_name":
            return "name"
        if self.first:
            return "name,extends,inherit" if self.model.extends else "inherit"
        if self.model.extends and not self.model.inherit:
            return "name"
        self._carried(one, _OTHER_CLASS, "class attribute")
        return ""

    def _carried(self, one: ast.stmt, reason: Message, sort: str = "class code") -> list[Cut]:
        self._found(one, sort, name_of(one), None, reason)
        return []

    def _found(self, one: ast.stmt, sort: str, name: str, of: Raw | None, reason: str = "") -> None:
        self.draft.found(sort, self.path, first_line(one), f"{self.model.name}.{name}", of, reason)


def bound(raw: Raw | Message, whole: str) -> list[Cut] | Message:
    """Return the one piece of a member that is said whole."""
    return raw if isinstance(raw, Message) else [Cut(whole, raw)]
