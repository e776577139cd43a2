"""Data flows of a module: records in its data files as the elements that they are.

They are read when all files have been: a flow is many records, which may stand anywhere, and a
script is a record and a file.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from ..data_files.values import NotSaidError
from ..ir.flow_records import (
    CONNECTION,
    FLOW,
    SCRIPT,
    STEP,
    connection_id,
    flow_id,
    script_id,
    script_path,
    selected_model,
    started,
    step_id,
)
from ..ir.kinds.action_server import FLOW_USERS
from ..ir.kinds.connection import Connection
from ..ir.kinds.flow import Flow
from ..ir.kinds.flow_step import FlowStep
from ..ir.kinds.script import Script
from ..ir.record_values import kind_of
from ..messages import Message, text
from ..source import at_margin
from .draft import Cut, Draft, Finding, Raw
from .said import said
from .xml.kinds import choices
from .xml.reading import Reading

#: Model → how the report calls its records.
_SORTS = {
    CONNECTION: "connection",
    SCRIPT: "transform script",
    FLOW: "data flow",
    STEP: "flow step",
}
#: Where a step stands that does not say it (`odf.flow.step.sequence`).
_SEQUENCE = 10
_NO_KIND = text("No installed app can hold it; install the one that edits it (odf_ui_builder).")


class _Record(NamedTuple):
    """A record of a data file: the element that it is so far, and where it was found."""

    raw: Raw
    finding: Finding


class _Step(NamedTuple):
    """The record of a step, where it stands among those of its flow, and what it says itself."""

    record: _Record
    sequence: int
    raw: Raw


def finish_flows(draft: Draft, kinds: Collection[str] | None) -> None:
    """Make elements of the records of flows; what these can't say stays data, with the reason.

    `kinds` are those that the document may have; None: all that there are.
    """
    found = {model: list(_records(draft, model)) for model in _SORTS}
    if kinds is not None and not {Flow.kind, Script.kind, Connection.kind} <= set(kinds):
        for record in (record for records in found.values() for record in records):
            record.finding.reason = _NO_KIND
        return
    for record in found[CONNECTION]:
        _try(record, partial(_connection, draft))
    for record in found[SCRIPT]:
        _try(record, partial(_script, draft))
    scripts = {script_id(raw["name"]): raw["name"] for raw in draft.collections.get("scripts", ())}
    steps: dict[str, list[_Record]] = {}
    for record in found[STEP]:
        flow = record.raw.get("values", {}).get("flow_id")
        steps.setdefault(flow["ref"] if kind_of(flow) == "ref" else "", []).append(record)
    for record in found[FLOW]:
        own = steps.pop(record.raw["xml_id"], [])
        _try(record, partial(_flow, draft, own, scripts), *own)
    for record in (record for left in steps.values() for record in left):
        record.finding.reason = text("Its flow stands in no data file of the module.")
    _starts(draft)


def _records(draft: Draft, model: str) -> Iterator[_Record]:
    """Yield the records of a model; the report calls them by their sort from now on."""
    for finding in draft.findings:
        raw = finding.of
        if finding.sort != "data record" or raw is None or raw["model"] != model:
            continue
        # Records that stand inside of one are said by it.
        if raw["xml_id"] == finding.name:
            finding.sort = _SORTS[model]
            yield _Record(raw, finding)


def _try(record: _Record, read: Callable[[_Record], None], *others: _Record) -> None:
    """Read a record, or tell why it and those that go with it stay data."""
    try:
        read(record)
    except NotSaidError as error:
        for one in (record, *others):
            one.finding.reason = error.reason


# one record


def _connection(draft: Draft, record: _Record) -> None:
    of = _reading(draft, record)
    name = of.needed("name")
    raw = {
        "name": name,
        "title": _title(of, "title", name),
        "type": of.choice("kind", choices(Connection, "type")) or "odoo",
        **{key: _plain(of, key) for key in ("url", "database", "login", "database_url")},
        "protocol": of.choice("protocol", choices(Connection, "protocol")),
    }
    _finish(of, record, connection_id(name))
    _say(draft, "connections", [(record, said(Connection, raw))])


def _script(draft: Draft, record: _Record) -> None:
    of = _reading(draft, record)
    name = of.needed("name")
    path = script_path(name)
    if of.left.pop("code", None) != {"text_file": f"{draft.name}/{path}"}:
        raise NotSaidError(text("Its code does not stand in %(path)s.", path=path))
    source = draft.text(path) if path in draft.tree else None
    if source is None:
        raise NotSaidError(text("There is no text in UTF-8 in %(path)s.", path=path))
    raw = {"name": name, "title": _title(of, "description", name), "code": _code(source)}
    _finish(of, record, script_id(name))
    before = draft.cuts[path], [one for one in draft.findings if one.path == path]

    def file_back() -> None:
        draft.cuts[path], findings = before
        draft.findings[:] = [one for one in draft.findings if one.path != path] + findings

    _say(draft, "scripts", [(record, said(Script, raw))], file_back)
    draft.cuts[path] = [Cut(source, record.raw, "name,code")]
    draft.findings[:] = [one for one in draft.findings if one.path != path]
    draft.found(_SORTS[SCRIPT], path, 1, path, record.raw)


def _code(source: str) -> str:
    """Return the code of a script by the text of its file, which ends with a line break of its
    own.
    """
    code = at_margin(source)
    return code if f"{code}\n" == source else source


def _flow(draft: Draft, steps: list[_Record], scripts: Mapping[str, str], record: _Record) -> None:
    of = _reading(draft, record)
    name = of.needed("name")
    of.constant("namespace", draft.name)
    if "namespace" not in record.raw["values"]:
        raise NotSaidError(text("Its external ids are not those of the module."))
    raw = {
        "name": name,
        "title": _title(of, "title", name),
        "description": _plain(of, "description"),
        "mode": of.choice("mode", choices(Flow, "mode")),
        **{key: of.whole(key) for key in ("max_rejects", "keep_days")},
        **{key: of.flag(key) for key in ("without_tracking", "without_checks")},
    }
    _finish(of, record, flow_id(name))
    read = [_step(draft, name, scripts, one) for one in steps]
    read.sort(key=lambda step: step.sequence)
    own = {**said(Flow, raw), "steps": [step.record.raw for step in read]}
    _say(draft, "flows", [(record, own), *((step.record, step.raw) for step in read)])


def _step(draft: Draft, flow: str, scripts: Mapping[str, str], record: _Record) -> _Step:
    try:
        return _read_step(draft, flow, scripts, record)
    except NotSaidError as error:
        where, reason = record.raw["xml_id"], str(error.reason)
        raise NotSaidError(text("%(step)s: %(reason)s", step=where, reason=reason)) from error


def _read_step(draft: Draft, flow: str, scripts: Mapping[str, str], record: _Record) -> _Step:
    of = _reading(draft, record)
    del of.left["flow_id"]
    name = of.needed("name")
    sequence = of.whole("sequence")
    script = of.link("script_id")
    if script is not None and script not in scripts:
        raise NotSaidError(text("Its script %(name)s is no script of the module.", name=script))
    raw = {
        "name": name,
        "type": of.choice("type", choices(FlowStep, "type")) or "read",
        "script": scripts[script] if script else None,
        "row_wise": of.flag("row_wise"),
        **{key: _plain(of, key) for key in ("format", "path", "connection", "deleted")},
        **{key: _plain(of, key) for key in ("model", "key")},
        **{key: of.plain(key) for key in ("input", "output")},
        **{key: of.choice(key, choices(FlowStep, key)) for key in ("on_error", "compare")},
        **{key: _evaluated(of, key, dict) for key in ("options", "columns", "contract", "mapping")},
        "relations": _evaluated(of, "relations", list),
    }
    _finish(of, record, step_id(flow, name))
    return _Step(record, _SEQUENCE if sequence is None else sequence, said(FlowStep, raw))


def _reading(draft: Draft, record: _Record) -> Reading:
    """Return what reads a record. Raises NotSaidError for one that is more than its values."""
    raw = record.raw
    if not record.finding.path.endswith(".xml"):
        raise NotSaidError(text("It stands in a file of another sort than XML."))
    if set(raw) - {"xml_id", "model", "values", "noupdate"} or "." in raw["xml_id"]:
        raise NotSaidError(text("It is made under conditions, or changes another module's."))
    return Reading(raw.get("values", {}), draft.names.local, draft.names.model_known_as)


def _title(of: Reading, name: str, instead: str) -> str | None:
    """Take a title, None for one that only repeats the technical name."""
    title = _plain(of, name)
    return None if title == instead else title


def _plain(of: Reading, name: str) -> str | None:
    """Take a text; an empty one says the same as none."""
    held = of.left.get(name)
    if isinstance(held, str) or held in (None, False):
        return of.left.pop(name, None) or None
    return None


def _evaluated(of: Reading, name: str, sort: type[Any]) -> Any:
    """Take a dictionary or list that an `eval` spells out."""
    held = of.left.get(name)
    if not isinstance(held, dict) or kind_of(held) != "eval":
        return None
    try:
        value = ast.literal_eval(held["eval"].strip())
        same = isinstance(value, sort) and json.loads(json.dumps(value)) == value
    except (SyntaxError, TypeError, ValueError):
        return None
    if same:
        del of.left[name]
    return value if same else None


def _finish(of: Reading, record: _Record, xml_id: str) -> None:
    """Raise NotSaidError where a record says more than its element, or has another XML id."""
    if of.left:
        names = ", ".join(sorted(of.left))
        raise NotSaidError(text("There are no words for what it says in %(names)s.", names=names))
    if record.raw["xml_id"] != xml_id:
        raise NotSaidError(text("Its XML id would have to be %(name)s.", name=xml_id))


def _say(
    draft: Draft,
    collection: str,
    elements: Sequence[tuple[_Record, Raw]],
    file_back: Callable[[], None] = lambda: None,
) -> None:
    """Let records be elements: the first stands in a list of the document, the others in it.

    It can be taken back, `file_back` then undoes what has become of files.
    """
    before = [dict(record.raw) for record, _raw in elements]
    data, own = draft.collections["data"], elements[0][0].raw

    def take_back(reason: Message) -> None:
        listed = draft.collections[collection]
        listed[:] = [one for one in listed if one is not own]
        for (record, _raw), former in zip(elements, before, strict=True):
            _replace(record.raw, former)
            record.finding.reason = reason
            data.append(record.raw)
        file_back()

    ids = {id(record.raw) for record, _raw in elements}
    data[:] = [one for one in data if id(one) not in ids]
    for record, raw in elements:
        _replace(record.raw, raw)
    draft.add(collection, own)
    draft.take_back |= dict.fromkeys(ids, take_back)


def _replace(raw: Raw, by: Raw) -> None:
    """Change what an element says; it stays the one that pieces and findings refer to."""
    raw.clear()
    raw.update(by)


# what starts a flow


def _starts(draft: Draft) -> None:
    """Let schedules and actions name the flow that their code starts."""
    flows = [
        Flow.model_construct(
            name=raw["name"],
            steps=tuple(FlowStep.model_construct(**step) for step in raw["steps"]),
        )
        for raw in draft.collections.get("flows", ())
    ]
    for cron in draft.collections.get("crons", ()):
        _start(draft, cron, flows)
    for action in draft.collections.get("actions", ()):
        if action["type"] == "server" and action.get("groups"):
            _start(draft, action, flows)


def _start(draft: Draft, raw: Raw, flows: Sequence[Flow]) -> None:
    start = started(raw.get("code", ""), draft.name, answers="type" in raw)
    if start is None or start.flow not in {flow.name for flow in flows}:
        return
    selected = selected_model(flows, start.flow, raw.get("binding_model", ""))
    if raw["model"] != (selected or FLOW) or start.selected != bool(selected):
        return
    before = dict(raw)
    draft.take_back[id(raw)] = lambda _reason: _replace(raw, before)
    del raw["model"], raw["code"]
    raw["flow"] = start.flow
    if raw.get("groups") == list(FLOW_USERS):
        del raw["groups"]
