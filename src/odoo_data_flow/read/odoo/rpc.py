"""Models of Odoo over RPC."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any, ClassVar

import polars as pl
from pydantic import Field, JsonValue

from ...client import D, Domain, Odoo
from ...client.batches import read_batches
from ...client.external_ids import resolve
from ...errors import FlowError
from ...messages import text
from ..reader import READERS, Batch, Request, SourceTimes
from .options import EXCLUDE, ModelReader

_STAMP = "%Y-%m-%d %H:%M:%S"
#: The mark of a row has a column of its own, because the fields may ask for it too.
_MARK = "~mark"


@READERS.register("odoo")
class OdooReader(ModelReader):
    """Reads a model over RPC, with the rights of the connection's user; see ModelReader.

    Without a connection it reads from the Odoo that the flow runs in, with the rights of the run.

    `domain`: only these records, in Odoo's notation. `context`: goes with every call.
    `lag`: seconds by which a delta reaches back. Over RPC nobody can see which transactions are
    open, so the lag must be longer than the longest that may write to the model.
    """

    reads_here: ClassVar[bool] = True

    domain: list[JsonValue] = Field(default_factory=list)
    context: dict[str, JsonValue] = Field(default_factory=dict)
    lag: int = Field(default=300, ge=0)

    def read(self, request: Request) -> Iterator[Batch]:
        """`after` is the id of the last record that was read."""
        odoo, after = self._odoo(request), int(str(request.after or 0))
        paths = self.paths(request)
        mark = None if self.excluded else self._mark(odoo)
        wanted = list(dict.fromkeys([*paths, ".id", *([mark] if mark else [])]))
        domain = Domain.parse(self.domain)
        if request.since is not None:
            # Of a row without a time, as SQL can make one, nobody knows when it has changed.
            since = request.since.strftime(_STAMP)
            timeless = D("write_date") == False  # noqa: E712
            domain = domain & ((D("write_date") >= since) | timeless)
        if request.keys is not None:
            domain = domain & self._among(odoo, request.keys)
        nameless: Counter[str] = Counter()
        for frame in read_batches(
            odoo,
            self.model,
            wanted,
            domain,
            chunk_size=request.rows,
            after=after,
            archived=self.archived,
            namespace=self.namespace,
            nameless=nameless,
        ):
            after = frame[".id"][-1] if frame.height else after
            marked = frame.select(*paths, *([pl.col(mark).alias(_MARK)] if mark else []))
            batch = self.parted(marked, after, _MARK if mark else None)
            yield batch._replace(nameless=dict(+nameless))
            nameless.clear()

    def times(self, request: Request) -> SourceTimes:
        """By the clock of this machine; the server's must not be behind by more than `lag`."""
        source = self._odoo(request)[self.model].with_archived()
        timed = [("write_date", "!=", False)]
        rows = source.search_read(timed, ["write_date"], limit=1, order="write_date desc")
        newest = rows[0]["write_date"] if rows else None
        return SourceTimes(
            newest=datetime.strptime(newest[:19], _STAMP) if newest else None,
            oldest_transaction=datetime.now(timezone.utc).replace(tzinfo=None),
            lag=timedelta(seconds=self.lag),
        )

    def _mark(self, odoo: Odoo) -> str | None:
        """The field that says which records stay behind, if the model has it."""
        found = odoo[self.model].fields_get([EXCLUDE], ["type"]).get(EXCLUDE)
        return EXCLUDE if found and found["type"] == "boolean" else None

    def _odoo(self, request: Request) -> Odoo:
        odoo = request.connection
        if not isinstance(odoo, Odoo):
            raise FlowError("connection", text("leads to no Odoo server; give it a URL https://…."))
        odoo = odoo.with_context(**self.context) if self.context else odoo
        odoo = odoo.with_lang(self.lang) if self.lang else odoo
        return odoo.with_company(self.company) if self.company else odoo

    def _among(self, odoo: Odoo, keys: tuple[Any, ...]) -> Domain:
        """The records with these ids, or external ids."""
        numbers = [key for key in keys if isinstance(key, int)]
        names = [str(key) for key in keys if not isinstance(key, int)]
        found = [number for model, number in resolve(odoo, names).values() if model == self.model]
        return D("id").in_([*numbers, *found])
