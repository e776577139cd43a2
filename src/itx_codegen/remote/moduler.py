"""What `itx_moduler` does for those outside: versions of modules, told and made as documents."""

from __future__ import annotations

import base64
from typing import Any, NamedTuple

from ..messages import text
from .client import Client
from .errors import RemoteError, problems_in, trouble

_MODULE = "itx.moduler.module"


class Version(NamedTuple):
    """One version of a module on a server, and its state there."""

    id: int
    module: str
    version: int
    state: str


class Pushed(NamedTuple):
    """What has become of a document: `outcome` is created, version or unchanged."""

    version: Version
    outcome: str
    changes: tuple[str, ...]


class PlanTold(NamedTuple):
    """A plan as the server tells it: `operations` and `limits` are JSON objects."""

    module: str
    fingerprint: str
    text: str
    operations: tuple[dict[str, Any], ...]
    limits: tuple[dict[str, Any], ...]

    @property
    def blocked(self) -> bool:
        """Whether something can't be done as things are."""
        return any(operation["blocked"] for operation in self.operations)

    @property
    def destructive(self) -> bool:
        """Whether data is lost, so that somebody has to agree."""
        return any(operation["impact"] == "destructive" for operation in self.operations)


class Moduler:
    """The modules of one database. Every method raises RemoteError."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def version(self, module: str, number: int | None = None) -> Version:
        """Return a version of a module: the newest, or the one with this number."""
        domain: list[list[Any]] = [["name", "=", module]]
        if number is not None:
            domain.append(["version", "=", number])
        found = self._client.call(
            _MODULE,
            "search_read",
            domain=domain,
            fields=["name", "version", "state"],
            order="version desc",
            limit=1,
            context={"active_test": False},
        )
        if not found:
            raise trouble(
                module if number is None else f"{module}, version {number}",
                text("There is no such module in the database; itx push makes one."),
            )
        one = found[0]
        return Version(one["id"], one["name"], one["version"], one["state"])

    def document(self, version: Version) -> dict[str, Any]:
        """Return the document of a version."""
        document: dict[str, Any] = self._client.call(_MODULE, "to_document", [version.id])
        return document

    def push(self, document: dict[str, Any]) -> Pushed:
        """Make a version of a document, unless the newest one holds just that."""
        told = self._client.call(_MODULE, "push_document", document=document)
        version = Version(told["id"], told["module"], told["version"], told["state"])
        return Pushed(version, told["outcome"], tuple(told["changes"]))

    def plan(self, document: dict[str, Any]) -> PlanTold:
        """Tell what applying a document would do; nothing is written."""
        told = self._client.call(_MODULE, "plan_document", document=document)
        return PlanTold(
            told["module"],
            told["fingerprint"],
            told["text"],
            tuple(told["operations"]),
            tuple(told["limits"]),
        )

    def apply(
        self,
        subject: Version | dict[str, Any],
        fingerprint: str,
        accept: bool = False,
        keep: bool = False,
    ) -> dict[str, Any]:
        """Carry out the plan with this fingerprint, for a version or a document that is pushed.

        Returns `module`, `version`, `state` and `outcome`: applied or unchanged.
        """
        answer: dict[str, Any] = {"fingerprint": fingerprint, "accept": accept, "keep": keep}
        told: dict[str, Any]
        if isinstance(subject, Version):
            told = self._client.call(_MODULE, "apply_plan", [subject.id], **answer)
        else:
            told = self._client.call(_MODULE, "apply_document", document=subject, **answer)
        return told

    def export(self, version: Version) -> bytes:
        """Return the ZIP of a version; a draft is validated first."""
        if version.state == "draft":
            self._client.call(_MODULE, "action_validate", [version.id])
            after = self._read(version, "state", "error_message")
            if after["state"] == "draft":
                raise RemoteError(problems_in(after["error_message"], version.module))
        self._client.call(_MODULE, "action_export_module", [version.id])
        return base64.b64decode(self._read(version, "exported_file")["exported_file"])

    def _read(self, version: Version, *fields: str) -> dict[str, Any]:
        (values,) = self._client.call(_MODULE, "read", [version.id], fields=list(fields))
        return dict(values)
