"""Sending rows to a server that has `odf.bulk`: many rows in a call, each with its own values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...client import Model
from ...connect import UnknownMethod, UnknownModel
from .codecs import Codec
from .sending import Refusal, Row

#: The addon of ours that has it is for Odoo 19 and later.
_SINCE = 19


def has_bulk(model: Model) -> bool:
    """Whether the server of a model that may be written has the method. Raises ConnectError."""
    if model.connection.version.major < _SINCE:
        return False
    bulk = Model(model.connection, "odf.bulk")
    try:
        bulk.call("save", model=model.name, fields=[], rows=[], repeatable=True)
    except (UnknownModel, UnknownMethod):
        return False
    return True


class BulkEndpoint:
    """By `odf.bulk` of the server, which writes each row of a call that it does not refuse."""

    def __init__(self, model: Model) -> None:
        self._model = model.with_context(active_test=False)
        self._bulk = Model(model.connection, "odf.bulk", self._model.context)

    def create(self, rows: Sequence[Row], codecs: Mapping[str, Codec]) -> dict[str, int]:
        """See Endpoint."""
        return self._save([row.key for row in rows], rows, codecs)

    def update(self, rows: Sequence[Row], codecs: Mapping[str, Codec]) -> None:
        """See Endpoint."""
        first = rows[0].values
        if all(row.values == first for row in rows):
            values = {name: codecs[name].to_write(value) for name, value in first.items()}
            self._model.write([row.id or 0 for row in rows], values)
        else:
            self._save([row.id or 0 for row in rows], rows, codecs)

    def _save(
        self, keys: Sequence[str | int], rows: Sequence[Row], codecs: Mapping[str, Codec]
    ) -> dict[str, int]:
        fields = list(rows[0].values)
        answer: dict[str, Any] = self._bulk.call(
            "save",
            model=self._model.name,
            fields=fields,
            rows=[
                [key, *(codecs[name].to_write(row.values[name]) for name in fields)]
                for key, row in zip(keys, rows, strict=True)
            ],
        )
        ids = {row.key: number for row, number in zip(rows, answer["ids"], strict=True) if number}
        if answer["refused"]:
            bad: dict[int, tuple[str, str | None]] = {
                one["row"]: (str(one["message"]).strip(), None) for one in answer["refused"]
            }
            raise Refusal(bad, written=ids)
        return ids
