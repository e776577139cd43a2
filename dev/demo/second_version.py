"""Stage 4: the module changes, and the rows that it holds stay."""

import html
import re
from dataclasses import replace
from typing import Any

from dev.demo import people, rows, runs
from dev.demo.author import MODULE, Version
from dev.demo.client import Client
from dev.demo.live import AIRFIELD, FLOW, NAMESPACE
from dev.demo.telling import Telling
from dev.failure import Failure

_FIELD = "itx.moduler.model.field"
_WIZARD = "itx.moduler.version.compare.wizard"
#: The field that gets another name: before, after.
_RENAMED = ("city", "municipality")
_ADDED = "elevation"
_REQUIRED = "region_id"


def edit(first: Version, telling: Telling) -> Version:
    """Save a new version, and change its records as the analyst does in the form."""
    opened = first.press("action_save_new_version")
    second = replace(first, id=opened["res_id"])
    analyst = second.analyst

    def field(name: str) -> dict[str, Any]:
        domain = [
            ["module_id", "=", second.id],
            ["model_id.name", "=", "airfield.airfield"],
            ["name", "=", name],
        ]
        return analyst.only(_FIELD, domain, "model_id")

    before, after = _RENAMED
    renamed = field(before)
    analyst.call(_FIELD, "write", [renamed["id"]], {"name": after})
    values = {"model_id": renamed["model_id"][0], "name": _ADDED, "type": "integer"}
    analyst.call(_FIELD, "create", values)
    analyst.call(_FIELD, "write", [field(_REQUIRED)["id"]], {"required": True})
    analyst.call(MODULE, "write", [second.id], {"manifest_version": "1.1.0"})
    telling.step(
        f"{people.ANALYST} saved version 2: {before} is now {after}, {_ADDED} is new, "
        f"{_REQUIRED} is required"
    )
    return second


def compare(second: Version, telling: Telling) -> list[str]:
    """Return what differs from version 1, line by line.

    :raises Failure: when the renamed field is not told as renamed.
    """
    opened = second.press("action_compare_versions")
    values = {
        key.removeprefix("default_"): value
        for key, value in opened["context"].items()
        if key.startswith("default_")
    }
    wizard = second.analyst.call(_WIZARD, "create", values)
    (shown,) = second.analyst.call(_WIZARD, "read", [wizard], ["operations"])
    items = re.findall(r"<li[^>]*>(.*?)</li>", shown["operations"], re.DOTALL)
    lines = [html.unescape(item).strip() for item in items]
    told = [line for line in lines if set(_RENAMED) <= set(re.findall(r"\w+", line))]
    if not any("renamed" in line for line in told):
        raise Failure("revision diff", f"says {told or lines}", "it should say renamed")
    telling.step("what differs from version 1:")
    telling.quote("\n".join(lines))
    return lines


def apply(second: Version, registrar: Client, telling: Telling) -> dict[str, Any]:
    """Bring version 2 to life; return how many rows kept all of their data, and a run of the flow.

    :raises Failure: when a row differs from what it was, or the flow would write one again.
    """
    before = rows.read(registrar, AIRFIELD, "x_")
    second.validate()
    telling.step("it is valid; the plan:")
    telling.quote(second.plan())
    second.apply()
    after = rows.read(registrar, AIRFIELD, "x_", dict([_RENAMED]))
    rows.must_equal(after, before, AIRFIELD)
    telling.step(f"{people.MANAGER} applied it: {len(after)} airfields kept their data")
    run = runs.press_run_now(registrar, NAMESPACE, FLOW)
    runs.must_write_nothing(run)
    telling.step(f"{people.REGISTRAR} pressed Run now: {run['message']}")
    return {"rows_kept": len(after), "run": run}


def restore_and_archive(first: Version, telling: Telling) -> None:
    """Take out version 1, which the new version has put away, and archive it again.

    So in the end there is one version to work on.

    :raises Failure: when a state is not what it should be.
    """
    first.expect("state", "archived")
    first.press("action_restore")
    first.expect("state", "exported")
    first.press("action_archive")
    first.expect("state", "archived")
    telling.step("version 1: archived by the new version, restored, archived again")
