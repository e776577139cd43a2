"""Steps that read the module's own models, while these live here under other names."""

from odoo.addons.itx_moduler.adapters import documents

from itx_codegen.names import live_renaming, step_options


def as_here(flow, document):
    """The builder's document of a flow with what it reads here by the names that are there: those
    of the document, or of the live module. Columns are called the same. Raises UserError where the
    module can't be read.
    """
    unknown = [step for step in document["steps"] if _reads_here(step) and not _is_here(flow, step)]
    if not unknown:
        return document
    with documents.user_errors(flow.env):
        renaming = live_renaming(documents.read(flow.module_id))
    steps = []
    for step in document["steps"]:
        live = {**step, "options": step_options(step.get("options") or {}, renaming, "")}
        steps.append(live if step in unknown and _is_here(flow, live) else step)
    return {**document, "steps": steps}


def _reads_here(step):
    return (step["type"], step.get("format")) == ("read", "odoo") and not step.get("connection")


def _is_here(flow, step):
    """Whether this database has the model and the fields that a step reads."""
    options = step.get("options") or {}
    model = options.get("model")
    if model not in flow.env:
        return False
    known = {*flow.env[model]._fields, ".id"}
    return {str(path).split("/")[0] for path in options.get("fields") or ()} <= known
