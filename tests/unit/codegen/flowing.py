"""Modules with data flows, made at random: what they say is hostile, what they name is there."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

from itx_codegen.ir import Document, load
from tests.unit.codegen.strategies import text

_NAMES = ["load", "clean", "step", "a_step_b", "flow_load", "x", "main", "data"]
_MODEL = "res.partner"


class Flowing:
    """One module with scripts, connections, flows, and what starts these."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.connections = self._names(2)
        self.scripts = self._names(3)
        self.flows = self._names(3)

    def _names(self, most: int) -> list[str]:
        return self.random.sample(_NAMES, self.random.randint(0, most))

    def _maybe(self, **values: Any) -> dict[str, Any]:
        return {key: value for key, value in values.items() if self.random.random() < 0.5}

    def _texts(self, **values: str) -> dict[str, str]:
        return {key: value for key, value in self._maybe(**values).items() if value.strip()}

    def data(self) -> dict[str, Any]:
        return {
            "module": {"name": "app"},
            "connections": [self._connection(name) for name in self.connections],
            "scripts": [self._script(name) for name in self.scripts],
            "flows": [self._flow(name) for name in self.flows],
            "crons": [
                {"xml_id": f"cron_{name}", "name": "x", "flow": name, "interval_number": 3}
                for name in self.flows
            ],
            "actions": [self._action(name) for name in self.flows],
        }

    def _connection(self, name: str) -> dict[str, Any]:
        known = self._texts(title=text(self.random), database=text(self.random))
        protocol = self._maybe(protocol="json2")
        return {"name": name, "type": "odoo", **known, **protocol}

    def _script(self, name: str) -> dict[str, Any]:
        code = f"def transform(df, ctx):\n    return df  # {self.random.random()}"
        ending = self.random.choice(["", "", "\n", "\n\nx = '''a\n\n'''\n"])
        return {"name": name, **self._texts(title=text(self.random)), "code": code + ending}

    def _flow(self, name: str) -> dict[str, Any]:
        steps = [self._step(one) for one in self.random.sample(_NAMES, self.random.randint(1, 5))]
        return {
            "name": name,
            **self._texts(title=text(self.random), description=text(self.random)),
            **self._maybe(max_rejects=3, without_tracking=False, without_checks=True, keep_days=0),
            "steps": [{"name": "first", "type": "read", "format": "csv", "path": "a.csv"}, *steps],
        }

    def _step(self, name: str) -> dict[str, Any]:
        makers = [self._here, self._to_model, self._to_file]
        makers += [self._through] if self.connections else []
        makers += [self._transform] if self.scripts else []
        return {"name": name, **self.random.choice(makers)()}

    def _here(self) -> dict[str, Any]:
        options = {"model": _MODEL, "fields": ["id", "name"], "domain": [["name", "=", "x"]]}
        return {"type": "read", "format": "odoo", "options": options, **self._maybe(key="id")}

    def _through(self) -> dict[str, Any]:
        columns = self._maybe(columns={"id": "int", text(self.random): "str"})
        connection = self.random.choice(self.connections)
        return {**self._here(), "connection": connection, **columns}

    def _transform(self) -> dict[str, Any]:
        rows = self._maybe(row_wise=True)
        script = self.random.choice(self.scripts)
        return {"type": "transform", "script": script, **rows, **self._maybe(output="main2")}

    def _to_model(self) -> dict[str, Any]:
        mapping = {"name": text(self.random) or "x", "ref": "b"}
        held = {"model": _MODEL, "key": "id", "mapping": mapping}
        return {"type": "write", **held, **self._maybe(compare="state", options={"by": "id"})}

    def _to_file(self) -> dict[str, Any]:
        return {"type": "write", "format": "csv", "path": "out.csv"}

    def _action(self, flow: str) -> dict[str, Any]:
        action = {"type": "server", "xml_id": f"run_{flow}", "name": "Run", "flow": flow}
        return {**action, **self._maybe(binding_model=_MODEL, groups=["base.group_user"])}


def flowing_document(seed: int) -> Document:
    """A module with flows."""
    return load(Flowing(Random(seed)).data())


def edited_flows(document: Document, seed: int) -> Document:
    """The same module after edits: flows and steps of it dropped, added, moved, changed."""
    random = Random(seed)
    data = document.to_json()
    for flow in data.get("flows", ()):
        steps = flow["steps"][1:]
        edit = random.choice(["keep", "shuffle", "drop", "add", "change"])
        if edit == "shuffle":
            random.shuffle(steps)
        elif edit == "drop":
            del steps[:1]
        elif edit == "add":
            new = {"name": "new", "type": "write", "format": "csv", "path": "b.csv"}
            steps.insert(random.randint(0, len(steps)), new)
        elif edit == "change":
            flow["title"] = text(random).strip() or "x"
        flow["steps"][1:] = steps
    for script in data.get("scripts", ()):
        if random.random() < 0.5:
            code = "def transform(df, ctx):\n    return df.head()"
            script.update(random.choice([{"code": code}, {"title": "Other"}]))
    if data.get("flows") and random.random() < 0.3:
        _rename_flow(data, data["flows"][0])
    if random.random() < 0.3:
        step = {"name": "only", "type": "read", "format": "csv", "path": "b.csv"}
        data.setdefault("flows", []).append({"name": "another", "steps": [step]})
    return load(data)


def _rename_flow(data: dict[str, Any], flow: dict[str, Any]) -> None:
    for one in (*data["crons"], *data["actions"]):
        if one.get("flow") == flow["name"]:
            one["flow"] = "renamed"
    flow["name"] = "renamed"


def flowing() -> st.SearchStrategy[Document]:
    """Modules with flows."""
    return st.integers(0, 2**32 - 1).map(flowing_document)
