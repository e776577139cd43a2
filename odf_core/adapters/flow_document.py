"""Flow records → the engine's document, and its inverse."""

from odoo import Command
from odoo.exceptions import ValidationError

from odoo_data_flow.errors import InvalidFlow, Problem
from odoo_data_flow.flow import check_flow, dump_flow, parse_flow
from odoo_data_flow.messages import text

from . import messages

#: Step type → attributes that it has in a document. Their fields have the same names.
ATTRIBUTES = {
    "read": (
        "format",
        "path",
        "connection",
        "output",
        "options",
        "columns",
        "contract",
        "key",
        "deleted",
        "relations",
    ),
    "transform": ("script", "input", "output", "row_wise", "on_error", "columns", "contract"),
    "write": (
        "input",
        "connection",
        "model",
        "key",
        "mapping",
        "compare",
        "format",
        "path",
        "options",
    ),
}


def to_document(flow):
    """The document (dict) of a flow; attributes that are empty or at their default are left out."""
    document = {
        "name": flow.name,
        "title": flow.title or "",
        "mode": flow.mode,
        "max_rejects": flow.max_rejects if flow.max_rejects >= 0 else None,
        "steps": [_step_document(step) for step in flow.step_ids],
        "scripts": [{"name": script.name, "code": script.code} for script in flow.script_ids],
    }
    try:
        return dump_flow(parse_flow(document))
    except InvalidFlow:
        # A flow that is still being made: as it stands, so that the checks can tell what is wrong.
        return document


def _step_document(step):
    document = {"name": step.name, "type": step.type}
    for name in ATTRIBUTES[step.type]:
        value = step.script_id.name if name == "script" else step[name]
        if value:
            document[name] = value
    return document


def from_document(flows, document, namespace):
    """The record of a document: the flow of its name and namespace in the company of the
    environment or for all companies, made equal to the document; else a new one.

    `flows`: the model odf.flow. Raises ValidationError.
    """
    try:
        flow = parse_flow(document)
    except InvalidFlow as error:
        raise ValidationError(messages.error_text(flows.env, error)) from error
    problems = check_flow(flow)
    if problems:
        raise ValidationError(messages.problems_text(flows.env, problems))

    domain = [
        ("name", "=", flow.name),
        ("namespace", "=", namespace),
        ("company_id", "in", (False, flows.env.company.id)),
    ]
    record = flows.search(domain, limit=1)
    scripts = _scripts(record, flow)
    values = {
        "name": flow.name,
        "title": flow.title or False,
        "namespace": namespace,
        "mode": flow.mode,
        "max_rejects": -1 if flow.max_rejects is None else flow.max_rejects,
        "step_ids": _step_commands(record, dump_flow(flow)["steps"], scripts),
    }
    if record:
        record.write(values)
        return record
    return flows.create(values)


def _step_commands(record, steps, scripts):
    """Steps keep their record as long as they keep their name."""
    old = {step.name: step.id for step in record.step_ids}
    commands = []
    for place, step in enumerate(steps, start=1):
        values = {"sequence": 10 * place, **_step_values(step, scripts)}
        known = old.pop(step["name"], None)
        commands.append(Command.update(known, values) if known else Command.create(values))
    return [*map(Command.delete, old.values()), *commands]


def _step_values(step, scripts):
    """Values of all attributes: those that the document leaves out are reset."""
    values = dict.fromkeys({name for names in ATTRIBUTES.values() for name in names}, False)
    values |= {"input": "main", "output": "main", **step}
    script = values.pop("script")
    return {**values, "script_id": scripts[script].id if script else False}


def _scripts(record, flow):
    """Script name → record: the flow's own of that name with the code of the document, or new."""
    own = {script.name: script for script in record.script_ids}
    for script in flow.scripts:
        if script.name not in own:
            own[script.name] = record.env["odf.transform.script"].create(
                {"name": script.name, "code": script.code}
            )
        elif own[script.name].code != script.code:
            own[script.name].code = script.code
    return own


def check(flow):
    """All that is wrong with a flow record: the engine's checks, and models and fields.

    Returns a list of {"path", "message"}.
    """
    try:
        document = parse_flow(to_document(flow))
    except InvalidFlow as error:
        problems = error.problems
    else:
        problems = check_flow(document) + [
            problem
            for step in flow.step_ids
            if step.type == "write" and step.model and not step.connection
            for problem in _destination_problems(step)
        ]
    return [messages.problem(flow.env, problem) for problem in problems]


def _destination_problems(step):
    env, path = step.env, f"steps.{step.name}"
    if step.model not in env:
        message = text(
            "There is no model %(model)s. Correct its name or install its module.", model=step.model
        )
        return [Problem(f"{path}.model", message)]
    return [
        Problem(
            f"{path}.mapping.{name}",
            text(
                "The model %(model)s has no field %(field)s. Correct the mapping.",
                model=step.model,
                field=name,
            ),
        )
        for name in step.mapping or {}
        if name not in env[step.model]._fields
    ]
