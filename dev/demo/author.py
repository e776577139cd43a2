"""Stage 1: from a document to the records of a module's snapshot."""

import json
from dataclasses import dataclass
from typing import Any

from dev.demo import people
from dev.demo.client import Client
from dev.demo.place import DOCUMENT
from dev.demo.telling import Telling
from dev.failure import Failure

MODULE = "itx.moduler.module"
#: Who brings a module with a flow to life makes flows and scripts, too.
_MANAGES = (
    "itx_moduler.group_manager",
    "odf_core.group_flow_manager",
    "odf_core.group_script_author",
)


@dataclass(frozen=True)
class Version:
    """One version of the module, with the two people who work on it."""

    id: int
    analyst: Client
    manager: Client

    def press(self, button: str, *, by: Client | None = None) -> Any:
        """Press a button of the form, as the analyst or whoever is named."""
        return (by or self.analyst).call(MODULE, button, [self.id])

    def get(self, field: str) -> Any:
        """The value of one field."""
        found = self.analyst.call(MODULE, "read", [self.id], [field])
        return found[0][field]

    def expect(self, field: str, value: object) -> None:
        """Make sure that a field has this value.

        :raises Failure: when it has another one.
        """
        found = self.get(field)
        if found != value:
            cause = self.get("error_message") or f"it is {found!r}"
            raise Failure(f"{MODULE}.{field}", cause, f"it should be {value!r}")

    def validate(self) -> None:
        """Validate, and make sure that nothing is wrong.

        :raises Failure: with what is wrong.
        """
        self.press("action_validate")
        self.expect("state", "validated")

    def plan(self) -> str:
        """Find out what applying would change; return the text of the plan."""
        self.press("action_plan")
        return str(self.get("plan_text"))

    def apply(self) -> None:
        """Bring this version to life; that is the manager's."""
        self.press("action_apply_to_odoo", by=self.manager)
        self.expect("state", "applied")


def describe(admin: Client, telling: Telling) -> tuple[Version, dict[str, int]]:
    """Make the snapshot of the example's document; return it, and how many elements of each kind.

    :raises Failure: when Odoo refuses, or the snapshot has not what the document has.
    """
    analyst = people.hire(admin, people.ANALYST, "itx_moduler.group_user")
    manager = people.hire(admin, people.MANAGER, *_MANAGES)
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    (created,) = analyst.call(MODULE, "from_document", document)
    version = Version(created, analyst, manager)
    version.expect("state", "draft")
    built = _counted(version.press("to_document"))
    if built != _counted(document):
        raise Failure(DOCUMENT, f"the snapshot has {built}", f"it should have {_counted(document)}")
    told = ", ".join(f"{count} {kind}" for kind, count in built.items())
    telling.step(f"{people.ANALYST} made snapshot records of {DOCUMENT.name}: {told}")
    return version, built


def _counted(document: dict[str, Any]) -> dict[str, int]:
    """How many elements of each kind a document has: the lists at its top, and in its models."""
    counts = {kind: len(found) for kind, found in document.items() if isinstance(found, list)}
    for model in document["models"]:
        for kind, found in model.items():
            if isinstance(found, list):
                counts[kind] = counts.get(kind, 0) + len(found)
    return {kind: count for kind, count in sorted(counts.items()) if count}
