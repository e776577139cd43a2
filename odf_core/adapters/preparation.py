"""What a run needs before it can begin."""

import base64
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from odoo.exceptions import UserError

from odoo_data_flow.errors import FlowError
from odoo_data_flow.flow import Flow, parse_flow

from . import pipelines, rejects
from .flow_document import to_document
from .odoo_host import OdooHost

#: Errors that are told in the run: the fault of the flow, its data, or the rights of its user.
FAULTS = (FlowError, UserError)


class Prepared(NamedTuple):
    """The flow as the engine takes it, its host, and the record of its pipeline (sudo)."""

    document: Flow
    host: OdooHost
    pipeline: object


def prepare(flow, env, document: Mapping[str, Any] | None = None):
    """Prepare a run of a flow. Raises FlowError.

    :param env: environment of the user whose rights the run has.
    :param document: the flow as it was when the run was asked for; else it is taken as it is now.
    """
    parsed = parse_flow(document or to_document(flow))
    host = OdooHost(env, flow.namespace)
    return Prepared(parsed, host, pipelines.pipeline(flow, parsed, host))


@contextmanager
def retrying(prepared, run, env):
    """The same, to send again only what was refused in the line that a run retries."""
    with TemporaryDirectory(prefix="odf-") as folder:
        path, line = Path(folder) / rejects.PATH, run.retry_line_id
        path.write_bytes(base64.b64decode(line.rejects_rows))
        host = OdooHost(env, run.flow_id.namespace, {rejects.PATH: path})
        yield prepared._replace(document=rejects.again(prepared.document, line.name), host=host)
