"""What the specialised APIs share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from ...connect import ConnectError, UnknownModel
from ...messages import text
from ..domain import Domain
from ..model import PAGE, Model

if TYPE_CHECKING:
    from ..odoo import Odoo

#: How Odoo gives a many2one: id and name, or False.
Reference = tuple[int, str] | None
Moment = datetime | date | str


class ModuleNotInstalled(ConnectError):
    """The app that this API is about is not installed on the server."""


class Api:
    """One app of one database. `module`: the technical name that brings its models."""

    module = ""

    def __init__(self, odoo: Odoo) -> None:
        self._odoo = odoo

    def _rows(
        self,
        model: str,
        domain: Domain,
        fields: Sequence[str],
        *,
        chunk_size: int = PAGE,
    ) -> Iterator[Any]:
        """Rows of a model, lazily: many2one as Reference, None for what is not set but booleans.

        Raises ModuleNotInstalled.
        """
        try:
            kinds = self._kinds(self._odoo[model], fields)
            for row in self._odoo[model].rows(domain, fields, chunk_size=chunk_size):
                yield {name: _value(kinds.get(name, "integer"), row[name]) for name in row}
        except UnknownModel as error:
            raise ModuleNotInstalled(
                model,
                text("the server has no app %(module)s.", module=repr(self.module)),
                text("Install it, or use another server."),
            ) from error

    def _kinds(self, model: Model, fields: Sequence[str]) -> dict[str, str]:
        found = model.fields_get(fields, ["type"])
        return {name: str(description["type"]) for name, description in found.items()}


def _value(kind: str, value: Any) -> Any:
    if kind == "many2one":
        return (value[0], value[1]) if value else None
    if kind == "boolean":
        return value
    return None if value is False else value


def as_moment(value: Moment) -> str:
    """A moment as Odoo's domains have it, in UTC. Raises ValueError for a text that is none."""
    from ...connect.call import plain

    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return cast(str, plain(value))
