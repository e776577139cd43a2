"""What these tests do with a site: connect it, run flows there, look at what it holds."""

from __future__ import annotations

import json
import time
from typing import Any

from tests.integration.flows.site import Site, shell

from . import shop

_PATIENCE = 120
COUNTS = ("read", "created", "updated", "unchanged", "quarantined", "excluded")


def connect(there: Site, to: Site) -> None:
    """Fill in the connection `old_odoo`, which a module has brought."""
    with there.as_("admin") as odoo:
        connections = odoo["odf.connection"]
        values = {"url": to.url, "database": to.database, "secret": to.keys["admin"]}
        connections.write(connections.search([["name", "=", "old_odoo"]]), values)


def picture(there: Site) -> dict[str, list[list[Any]]]:
    """What is to be the same in all databases, see shop.PICTURE."""
    printed = shell(there.database, shop.PICTURE)
    line = next(line for line in printed.splitlines() if line.startswith("PICTURE "))
    pictures: dict[str, list[list[Any]]] = json.loads(line.removeprefix("PICTURE "))
    return pictures


def last_run(there: Site) -> int:
    """The id of the newest run, 0 if there is none."""
    with there.as_("admin") as odoo:
        return max(odoo["odf.run"].search([]), default=0)


def run(there: Site) -> dict[str, Any]:
    """Start the one flow in the background; wait for its end."""
    before = last_run(there)
    with there.as_("admin") as odoo:
        flows = odoo["odf.flow"]
        flows.call("action_run", flows.search([]))
    return ended(there, before, "manual")


def ended(there: Site, before: int, trigger: str) -> dict[str, Any]:
    """Wait for the run after `before` that was started so.

    Returns its counts, those of its `steps` by name, and its `rejects`.
    """
    with there.as_("admin") as odoo:
        runs, deadline = odoo["odf.run"], time.monotonic() + _PATIENCE
        fields = ["state", "error", "error_path", "log", *_counts()]
        mine = [["id", ">", before], ["trigger", "=", trigger]]
        while time.monotonic() < deadline:
            found = runs.search_read(mine, fields)
            if found and found[0]["state"] in ("done", "failed", "cancelled"):
                break
            time.sleep(0.3)
        assert found, "no run has begun"
        (done,) = found
        assert done["state"] == "done", (done, odoo_log(there))
        steps = odoo["odf.run.line"].search_read(
            [["run_id", "=", done["id"]]],
            ["name", "rows_in", "rows_out", "excluded_rows", *_counts()],
        )
        rejects = odoo["odf.run.reject"].search_read(
            [["run_id", "=", done["id"]]], ["step", "key", "column", "reason"]
        )
    return {
        **{name: done[f"{name}_count"] for name in COUNTS},
        "steps": {step["name"]: step for step in steps},
        "rejects": rejects,
    }


def odoo_log(there: Site) -> str:
    """The end of what a server said."""
    return there.log.read_text(errors="replace")[-3000:]


def _counts() -> list[str]:
    return [f"{name}_count" for name in COUNTS]
