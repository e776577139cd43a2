"""What the engine makes of a flow that is being built: preview, dry run, suggestions."""

from odoo.addons.itx_moduler.adapters import documents
from odoo.addons.odf_core.adapters import connections, messages, rights
from odoo.addons.odf_core.adapters.flow_document import ATTRIBUTES
from odoo.addons.odf_core.adapters.hasty_host import HastyHost
from odoo.addons.odf_core.adapters.odoo_host import OdooHost
from odoo.addons.odf_core.adapters.settings import is_on
from odoo.exceptions import AccessError, UserError

from itx_codegen.ir.kinds.flow import Flow
from itx_codegen.names import live_module, to_live
from odoo_data_flow.errors import FlowError, InvalidFlow
from odoo_data_flow.flow import check_flow, parse_flow
from odoo_data_flow.mapping import Source, Target, suggest
from odoo_data_flow.preview import Memory, Recall, preview_flow
from odoo_data_flow.run import run_flow

from . import live_reads, metadata

MANAGERS = "odf_core.group_flow_manager"
AUTHORS = "odf_core.group_script_author"
#: Rows of each source that a preview may take.
_MOST = 500
#: Rejects of a step that a dry run names.
_REJECTS = 20
#: What previews of all users have read and computed a moment ago, each for itself.
_MEMORY = Memory()


def may_run(env):
    """Whether the user may let the engine read what a flow of their own making names."""
    return env.user.has_group(MANAGERS)


def preview(flow, document, first, again=False):
    """The first rows of a flow as the builder has it, saved or not: dict of FlowPreview.

    Files and connections are read with the rights of the user. What connections and files have
    answered the user a moment ago is not asked for, unless `again`. Raises AccessError.
    """
    parsed, problems = engine_flow(flow.env, live_reads.as_here(flow, document))
    if parsed is None:
        return {"steps": [], "problems": problems}
    check_rights(flow.env, parsed)
    host = HastyHost(flow.env, live_module(flow.module_id.name))
    first = min(max(int(first), 1), _MOST)
    found = preview_flow(
        parsed,
        host,
        first,
        unsafe=is_on("odf_unsafe_scripts"),
        recall=_recall(flow.env, again),
    )
    told = found.model_dump(mode="json")
    told["problems"] += [
        {"path": path, "message": message}
        for step in parsed.steps
        if step.type == "write" and step.model and not step.connection
        for path, message in _destination_problems(flow, step)
    ]
    return told


def dry_run(flow):
    """Run a saved flow over all rows without keeping anything: dict with `counts` and `steps` of a
    RunReport, or with `problem`. Raises AccessError, and UserError where the module is not applied.
    """
    with documents.user_errors(flow.env):
        document = documents.read(flow.module_id)
        live = to_live(document)
    node = next(node for node in live.of(Flow) if node.uid == flow.uid)
    codes = {script.name: script.code for script in live.scripts}
    data = node.model_dump(mode="json")
    data["scripts"] = [{"name": name, "code": code} for name, code in codes.items()]
    parsed, problems = engine_flow(flow.env, data)
    problems = problems or [messages.problem(flow.env, problem) for problem in check_flow(parsed)]
    if problems:
        return {"steps": [], "problem": problems[0]}
    check_rights(flow.env, parsed)
    _check_applied(flow, parsed)
    # A flow that is nowhere kept: data are written as a run of the live one would.
    settings = flow.env["odf.flow"].new(
        {name: getattr(node, name) for name in ("without_tracking", "without_checks")}
    )
    env = rights.environment(settings, flow.env.user, flow.env.context)
    try:
        report = run_flow(
            parsed,
            OdooHost(env, live_module(flow.module_id.name)),
            unsafe=is_on("odf_unsafe_scripts"),
            dry_run=True,
        )
    except FlowError as error:
        return {"steps": [], "problem": messages.problem(flow.env, error.problem)}
    return {"counts": report.counts.model_dump(), "steps": [_step(step) for step in report.steps]}


def suggestions(columns, fields, model, labels, origin):
    """Pairs of a field of a model and a column that may fill it: list of dicts, best first.

    `columns`: dicts with name and type; `fields`: dicts with name, label and type. `labels`: field
    → what it is called in all languages; `origin`: the same of the fields that were read, by the
    names of their columns.
    """
    sources = [
        Source(name, str(column["type"]), tuple(origin.get(name.split("/")[0], ())))
        for column in columns
        for name in [str(column["name"])]
    ]
    targets = [
        Target(name, str(field.get("label") or ""), str(field["type"]), tuple(labels.get(name, ())))
        for field in fields
        for name in [str(field["name"])]
    ]
    return [pair._asdict() for pair in suggest(sources, targets, model=model)]


def _recall(env, again):
    """What may be shown to the user without asking the sources; nothing, if they are to be asked
    `again`.
    """
    owner = repr((env.cr.dbname, env.uid, env.companies.ids, env.lang, env.context.get("tz")))
    if again:
        _MEMORY.forget(owner)

    def stamp(name):
        connection = connections.lookup(env, name)
        return connections.stamp(connection) if connection else None

    return Recall(_MEMORY, owner, stamp)


def _destination_problems(flow, step):
    """What is wrong with the model and the fields of a write step, as (path, sentence)."""
    env, path = flow.env, f"steps.{step.name}"
    if not metadata.is_known(flow, step.model):
        yield f"{path}.model", env._(
            "There is no model %s. Correct its name or install its module.", step.model
        )
        return
    known = {field["name"] for field in metadata.fields(flow, "", step.model)}
    for name in step.mapping:
        if name not in known:
            yield f"{path}.mapping.{name}", env._(
                "The model %(model)s has no field %(field)s. Correct the mapping.",
                model=step.model,
                field=name,
            )


def _step(report):
    """What a dry run tells of a step: its StepReport as dict, with the first of its rejects."""
    told = report.model_dump(mode="json")
    if report.write:
        told["write"]["rejects"] = [reject._asdict() for reject in report.write.rejects[:_REJECTS]]
    return told


def engine_flow(env, document):
    """The engine's flow, or None with its problems as dicts."""
    try:
        return parse_flow(_engine_document(document)), []
    except InvalidFlow as error:
        return None, [messages.problem(env, problem) for problem in error.problems]


def _engine_document(document):
    """What the engine runs: attributes of other types of steps, and scripts of other flows, left
    out.
    """
    steps = [
        {
            "name": step["name"],
            "type": step["type"],
            **{key: step[key] for key in ATTRIBUTES[step["type"]] if step.get(key)},
        }
        for step in document["steps"]
    ]
    used = {step.get("script") for step in steps}
    return {
        "name": document["name"],
        "title": document.get("title") or "",
        "mode": document.get("mode") or "full",
        "max_rejects": None if document.get("max_rejects", -1) < 0 else document["max_rejects"],
        "steps": steps,
        "scripts": [
            {"name": script["name"], "code": script["code"]}
            for script in document["scripts"]
            if script["name"] in used
        ],
    }


def check_rights(env, flow):
    """Raise AccessError unless the user may run a flow that nobody else has approved.

    Who says which files and connections are read must be a Flow Manager, as of live flows. Scripts
    must be a Script Author's: the user's, or word for word those of a live script.
    """
    if not may_run(env):
        raise AccessError(
            env._(
                "This reads the files and connections that the flow names. Only a Flow Manager may "
                "do that: ask your administrator for that group."
            )
        )
    if env.user.has_group(AUTHORS):
        return
    codes = [script.code for script in flow.scripts]
    known = env["odf.transform.script"].search([("code", "in", codes)]).mapped("code")
    for script in flow.scripts:
        if script.code not in known:
            raise AccessError(
                env._(
                    "The script %s is new, and only a Script Author may run new code. Ask one to "
                    "look at it, or your administrator for that group.",
                    script.name,
                )
            )


def _check_applied(flow, parsed):
    missing = [
        step.model
        for step in parsed.steps
        if step.type == "write" and step.model and not step.connection
        if step.model not in flow.env
    ]
    if missing:
        raise UserError(
            flow.env._(
                "The model %s is not in this database yet. Apply the module first, then its flow "
                "can be tried out.",
                missing[0],
            )
        )
