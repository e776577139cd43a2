"""Reads the records of a flow's runs."""

from typing import Any

from dev.demo.client import Client
from dev.failure import Failure

_COUNTS = ("read", "created", "updated", "unchanged", "quarantined", "excluded")
_FIELDS = ("state", "trigger", "error_path", "error", *(f"{name}_count" for name in _COUNTS))


def newest(client: Client, flow: str) -> dict[str, Any]:
    """The newest run of a flow: its trigger, its counts, the rows that it read from the source.

    :raises Failure: when that run has not succeeded.
    """
    found = client.read(
        "odf.run", [["flow_id.name", "=", flow]], *_FIELDS, limit=1, order="id desc"
    )
    if not found:
        raise Failure(flow, "never ran", f"see the log of {client.database}")
    run = found[0]
    if run["state"] != "done":
        raise Failure(run["error_path"] or flow, run["error"] or run["state"], "see the run's form")
    lines = client.read(
        "odf.run.line", [["run_id", "=", run["id"]], ["type", "=", "read"]], "rows_out"
    )
    return {
        "trigger": run["trigger"],
        "rows_read": sum(line["rows_out"] for line in lines),
        **{name: run[f"{name}_count"] for name in _COUNTS if name != "read"},
    }
