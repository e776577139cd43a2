"""Runs a flow, and reads the records of its runs."""

from typing import Any

from dev import odoo_server
from dev.demo.client import Client
from dev.failure import Failure

_COUNTS = ("read", "created", "updated", "unchanged", "quarantined", "excluded")
_FIELDS = ("state", "trigger", "error_path", "error", *(f"{name}_count" for name in _COUNTS))
_ENDED = ("done", "failed", "cancelled")


def press_run_now(client: Client, module: str, flow: str) -> dict[str, Any]:
    """Run a flow from the menu of a module, and wait for its end; return what :func:`newest` does.

    :raises Failure: when Odoo refuses, or the run fails.
    """
    opened = client.press(f"{module}.action_run_{flow}")
    mine = [["id", "=", opened["res_id"]]]
    odoo_server.wait(
        lambda: client.only("odf.run", mine, "state")["state"] in _ENDED,
        flow,
        f"see the log of {client.database}",
    )
    return _read(client, flow, mine)


def schedule(admin: Client, module: str, flow: str) -> int:
    """The id of the schedule that a module has for a flow."""
    domain = [["module", "=", module], ["model", "=", "ir.cron"], ["name", "=", f"cron_{flow}"]]
    return int(admin.only("ir.model.data", domain, "res_id")["res_id"])


def must_write_nothing(run: dict[str, Any]) -> None:
    """Make sure that a run has found everything as it should be.

    :raises Failure: when it has written a row.
    """
    if run["created"] or run["updated"] or run["quarantined"]:
        raise Failure("a repeated run", run["message"], "it should write no row")


def newest(client: Client, flow: str) -> dict[str, Any]:
    """The newest run of a flow: its trigger, its counts, the rows that it read from the source.

    `message` tells the counts in words.

    :raises Failure: when that run has not succeeded.
    """
    return _read(client, flow, [["flow_id.name", "=", flow]])


def _read(client: Client, flow: str, domain: list[Any]) -> dict[str, Any]:
    found = client.read("odf.run", domain, *_FIELDS, limit=1, order="id desc")
    if not found:
        raise Failure(flow, "never ran", f"see the log of {client.database}")
    run = found[0]
    if run["state"] != "done":
        raise Failure(run["error_path"] or flow, run["error"] or run["state"], "see the run's form")
    lines = client.read(
        "odf.run.line", [["run_id", "=", run["id"]], ["type", "=", "read"]], "rows_out"
    )
    counts = {name: run[f"{name}_count"] for name in _COUNTS}
    return {
        "trigger": run["trigger"],
        "rows_read": sum(line["rows_out"] for line in lines),
        **{name: count for name, count in counts.items() if name != "read"},
        "message": ", ".join(f"{count} {name}" for name, count in counts.items()),
    }
