"""Documents that hang together, made at random: names that exist, code and views that use them."""

from __future__ import annotations

import ast
import json
from random import Random
from typing import Any

from hypothesis import strategies as st

from itx_codegen.ir import Document, load
from tests.unit.codegen.strategies import text

#: Names that are easily mixed up: with each other, with words of Python, SQL and Odoo.
_WORDS = [
    "name",
    "names",
    "record",
    "parent",
    "date",
    "day",
    "state",
    "color",
    "order",
    "group_by",
    "active",
    "code",
    "unit_id",
    "lines",
    "xname",
    "context",
    "uid",
    "sum",
]


class Made:
    """Models with fields of several types, and what is said of them."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        count = self.random.randint(1, 3)
        self.names = [f"app.{word}" for word in self.random.sample(_WORDS, count)]
        self.fields = {name: self._fields() for name in self.names}

    def _fields(self) -> dict[str, tuple[str, str]]:
        """Return field → (type, model it leads to)."""
        found = {}
        for word in self.random.sample(_WORDS, self.random.randint(2, 7)):
            kind = self.random.choice(["char", "float", "date", "many2one", "many2many"])
            leads_to = ""
            if kind.startswith("many2"):
                leads_to = self.random.choice([*self.names, "res.partner"])
            found[word] = (kind, leads_to)
        return found

    def field(self, model: str) -> str:
        return self.random.choice([*self.fields.get(model, ["name"]), "id", "create_date"])

    def path(self, model: str) -> str:
        steps = []
        while True:
            step = self.field(model)
            steps.append(step)
            model = self.fields.get(model, {}).get(step, ("", ""))[1]
            if not model or self.random.random() < 0.4:
                return ".".join(steps)

    def condition(self, model: str) -> str:
        links = [name for name, (_, to) in self.fields.get(model, {}).items() if to]
        if links and self.random.random() < 0.3:
            link = self.random.choice(links)
            operator = self.random.choice(["any", "not any"])
            return f"({link!r}, {operator!r}, {self.domain(self.fields[model][link][1])})"
        value = self.random.choice(["'name'", "['name', 'date']", repr(text(self.random)), "uid"])
        operator = self.random.choice(["=", "in", "ilike", "!="])
        return f"({self.path(model)!r}, {operator!r}, {value})"

    def domain(self, model: str) -> str:
        conditions = [self.condition(model) for _ in range(self.random.randint(0, 3))]
        return f"[{', '.join([*repeat_or(conditions), *conditions])}]"

    def code(self, model: str) -> str:
        path, field = self.path(model), self.field(model)
        lines = [
            f"for x in self:\n    x[{field!r}] = x.{path}\n    x.{field} = 'name'",
            f"a = self.mapped({path!r})\nb = a.name if a else {text(self.random)!r}",
            f"env[{self.random.choice(self.names)!r}].search({self.domain(model)}, limit=1)",
            f"y = [r.{path} for r in records.filtered(lambda r: r.{field})]",
            f"total = sum(self.mapped(lambda name: name.{field}))  # name",
            f"unknown.{field}\nself.write({{{field!r}: f'{{self.{path}}} name'}})",
            f"self.sorted({field!r}).{field}\nif self:\n    self = self.browse()\nself.{path}",
        ]
        return "\n".join(self.random.sample(lines, self.random.randint(1, 4)))

    def arch(self, model: str, depth: int = 0) -> str:
        parts = [
            f"<list default_order='{self.field(model)} desc' invisible='not {self.field(model)}'>"
        ]
        for _ in range(self.random.randint(0, 4)):
            name = self.field(model)
            leads_to = self.fields.get(model, {}).get(name, ("", ""))[1]
            inside = self.arch(leads_to, depth + 1) if leads_to and depth < 2 else ""
            parts.append(
                f"<field name='{name}' invisible='{self.field(model)} == parent.name' "
                f"domain=\"[({self.field(leads_to)!r}, '=', {self.field(model)})]\" "
                f"context=\"{{'default_{self.field(leads_to)}': {self.field(model)}}}\">"
                f"{inside}</field>"
            )
        return "".join([*parts, "<!-- name --><p>name</p></list>"])

    def document(self) -> Document:
        return load(
            {
                "module": {"name": "app"},
                "models": [self._model(name) for name in self.names],
                "views": [
                    {"xml_id": f"v{at}", "model": name, "type": "list", "arch": self.arch(name)}
                    for at, name in enumerate(self.names)
                ],
                "rules": [
                    {"xml_id": f"r{at}", "name": "x", "model": name, "domain": self.domain(name)}
                    for at, name in enumerate(self.names)
                ],
                "actions": [
                    {
                        "type": "window",
                        "xml_id": f"a{at}",
                        "name": "x",
                        "model": name,
                        "context": f"{{'group_by': {self.path(name)!r}, "
                        f"'default_{self.field(name)}': 'name'}}",
                    }
                    for at, name in enumerate(self.names)
                ],
                "flows": [
                    {"name": f"f{at}", "steps": [self._read(model)]}
                    for at, model in enumerate(self.names)
                ],
                "crons": [
                    {"xml_id": f"c{at}", "name": "x", "model": name, "code": self.code(name)}
                    for at, name in enumerate(self.names)
                ],
            }
        )

    def _read(self, model: str) -> dict[str, Any]:
        """A step that reads records of a model here, with columns called like something else."""
        paths = [self.path(model).replace(".", "/") for _ in range(self.random.randint(1, 3))]
        fields = [*dict.fromkeys(paths), ".id"]
        tuples = ast.literal_eval(self.domain(model).replace(", uid)", ", 1)"))
        domain = json.loads(json.dumps(tuples))
        names = {fields[0]: "column"} if self.random.random() < 0.5 else {}
        options = {"model": model, "fields": fields, "domain": domain, "names": names}
        said = {name: value for name, value in options.items() if value}
        return {"name": "read", "type": "read", "format": "odoo", "options": said}

    def _model(self, name: str) -> dict[str, Any]:
        fields = [
            {"name": field, "type": kind, "comodel_name": leads_to}
            for field, (kind, leads_to) in self.fields[name].items()
        ]
        method = {"name": "_m", "depends": [self.path(name)], "code": self.code(name)}
        column = self.random.choice(sorted(self.fields[name]))
        constraint = {"name": "c", "definition": f"CHECK (\"{column}\" <> 'name' AND {column} > 1)"}
        return {
            "name": name,
            "order": f"{self.field(name)} desc, id",
            "rec_name": self.field(name),
            "fields": fields,
            "methods": [method],
            "constraints": [constraint],
        }


def repeat_or(conditions: list[str]) -> list[str]:
    """Return the `|` that joins conditions, in prefix notation."""
    return ["'|'"] * (len(conditions) - 1)


def coherent_document(seed: int) -> Document:
    """A document in which names are used in every way."""
    return Made(seed).document()


def coherent() -> st.SearchStrategy[Document]:
    """Documents that hang together."""
    return st.integers(0, 2**32 - 1).map(coherent_document)
