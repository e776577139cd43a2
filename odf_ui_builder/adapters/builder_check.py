"""What would stand in the way of a run of a flow that is being built, and what mends it."""

from odoo.addons.odf_core.adapters.hasty_host import HastyHost
from odoo.addons.odf_core.adapters.messages import translated
from odoo.addons.odf_core.adapters.preflight import LocalSide
from odoo.addons.odf_core.adapters.settings import is_on

from itx_codegen.names import live_module
from odoo_data_flow.preflight import preflight

from . import builder_engine, live_reads, metadata

#: Of a record of odf.preflight.finding: field → what a finding calls it.
_FIELDS = {
    "path": "path",
    "severity": "severity",
    "message": "message",
    "check_name": "check",
    "subject": "subject",
    "connection": "connection",
}


def check(flow, document):
    """What the checks before a run find in a flow as the builder has it, saved or not: list of
    dicts of a Finding, the worst first, each with `fix`: as of odf.preflight.finding, or False.

    With the rights of the user. Raises AccessError.
    """
    parsed, problems = builder_engine.engine_flow(flow.env, live_reads.as_here(flow, document))
    if parsed is None:
        return [{**problem, "severity": "error", "fix": False} for problem in problems]
    builder_engine.check_rights(flow.env, parsed)
    host = HastyHost(flow.env, live_module(flow.module_id.name))
    found = preflight(parsed, host, _DraftSide(flow), is_on("odf_unsafe_scripts"))
    return [_told(flow.env, finding._asdict()) for finding in found]


def fix(env, finding):
    """The action that a finding (see `check`) can be mended with, with the rights of the user."""
    return _record(env, finding).action_fix()


class _DraftSide(LocalSide):
    """This database, as it is when the module of the flow has been applied."""

    def __init__(self, flow):
        super().__init__(flow.env)
        self._flow = flow

    def fields(self, model):
        """See Side."""
        own, there = metadata.own_described(self._flow, model), super().fields(model)
        return {**(there or {}), **own} if own else there

    def may(self, model, operation):
        """See Side. Who may what with a new model is said in its module."""
        return model not in self._env or super().may(model, operation)

    def unfilled(self, model, fields):
        """See Side. What a module computes or has a default for, it fills."""
        own = metadata.own_described(self._flow, model)
        there = [name for name in fields if model in self._env and name in self._env[model]._fields]
        return [
            *(super().unfilled(model, there) if there else []),
            *(name for name in fields if name not in there and not own[name]["filled"]),
        ]


def _told(env, finding):
    finding["message"] = translated(env, finding["message"])
    return {**finding, "fix": _record(env, finding).fix}


def _record(env, finding):
    values = {field: finding.get(name) or False for field, name in _FIELDS.items()}
    return env["odf.preflight.finding"].new(values)
