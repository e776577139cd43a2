"""Stage 2: the module comes to life, and its flow loads the airfields."""

from typing import Any

from dev.demo import people, runs
from dev.demo.author import Version
from dev.demo.client import Client
from dev.demo.telling import Telling
from dev.failure import Failure

#: What the live module's names begin with.
NAMESPACE = "x_airfield_register"
FLOW = "load_airfields"
AIRFIELD = "x_airfield_airfield"
REGION = "x_airfield_region"


def apply(version: Version, telling: Telling) -> None:
    """Validate, show the plan, bring the module to life, and make sure that nothing is left to do.

    :raises Failure: when something is wrong with the module, or the plan is not carried out whole.
    """
    version.validate()
    telling.step(f"{people.ANALYST} validated it; the plan:")
    telling.quote(version.plan())
    version.apply()
    telling.step(f"{people.MANAGER} brought it to life in {version.manager.database}")


def postpone(admin: Client, telling: Telling) -> None:
    """Let the live schedule begin much later: here, the flow runs when somebody asks for it."""
    schedule = runs.schedule(admin, NAMESPACE, FLOW)
    admin.call("ir.cron", "write", [schedule], {"nextcall": "2100-01-01 00:00:00"})
    telling.step("the administrator let its schedule begin later")


def load(admin: Client, telling: Telling) -> tuple[Client, dict[str, Any]]:
    """Hire a registrar, who runs the flow from the module's menu; return both of them.

    :raises Failure: when the flow fails, or rows are missing.
    """
    registrar = people.hire(admin, people.REGISTRAR, f"{NAMESPACE}.group_manager")
    run = runs.press_run_now(registrar, NAMESPACE, FLOW)
    counts = {
        "airfields": registrar.call(AIRFIELD, "search_count", []),
        "regions": registrar.call(REGION, "search_count", []),
    }
    if counts["airfields"] != run["rows_read"] or run["quarantined"]:
        raise Failure(FLOW, f"{run} made {counts}", "each row should be an airfield")
    telling.step(f"{people.REGISTRAR} pressed Run now: {run['message']}")
    telling.step(f"live: {counts['airfields']} airfields in {counts['regions']} regions")
    return registrar, {**run, **counts}
