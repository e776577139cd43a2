"""Runs a flow, and reads the records of its runs."""

from typing import Any

from dev.demo.client import Client
from dev.failure import Failure

_COUNTS = ("read", "created", "updated", "unchanged", "quarantined", "excluded")
_FIELDS = ("state", "trigger", "error_path", "error", *(f"{name}_count" for name in _COUNTS))


def press_run_now(client: Client, module: str, flow: str) -> dict[str, Any]:
    """Run a flow from the menu of a module; return what :func:`newest` does, and what was said.

    :raises Failure: when Odoo refuses, or the run fails.
    """
    told = client.press(f"{module}.action_run_{flow}")
    return {**newest(client, flow), "message": told["params"]["message"]}


def must_write_nothing(run: dict[str, Any]) -> None:
    """Make sure that a run has found everything as it should be.

    :raises Failure: when it has written a row.
    """
    if run["created"] or run["updated"] or run["quarantined"]:
        raise Failure("a repeated run", run["message"], "it should write no row")


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
