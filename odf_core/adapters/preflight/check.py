"""Runs the checks on a flow record."""

from odoo_data_flow.errors import InvalidFlow
from odoo_data_flow.flow import parse_flow
from odoo_data_flow.preflight import Finding, preflight

from .. import flow_document, rights
from ..hasty_host import HastyHost
from ..settings import is_on
from .local import LocalSide


def check(flow):
    """All findings, the worst first: list of odoo_data_flow.preflight.Finding. With the rights that
    a run would have that the current user starts now.
    """
    try:
        document = parse_flow(flow_document.to_document(flow))
    except InvalidFlow as error:
        return [Finding(*problem, "flow") for problem in _errors(error.problems)]
    env = rights.environment(flow, rights.user(flow), flow.env.context)
    host = HastyHost(env, flow.namespace)
    return preflight(document, host, LocalSide(env), is_on("odf_unsafe_scripts"))


def _errors(problems):
    return [(path, "error", message) for path, message in problems]
