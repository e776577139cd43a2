"""Writes the rows of a whole run to an Odoo, over RPC."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from typing import Any

import polars as pl

from ...client import D, Model, Odoo
from ...client.fields import fields_of
from ...connect import AccessError, UnknownField, UnknownModel
from ...errors import FlowError
from ...messages import text
from ..report import WriteReport
from ..upsert import PLAIN, UpsertOptions
from ..waiting import WaitingWriter
from .bulk import BulkEndpoint, has_bulk
from .codecs import codec
from .inlet import RpcInlet, absent
from .mapping import parse_mapping
from .patience import Patience
from .references import References
from .sending import DryRun, Endpoint, LoadEndpoint


class OdooRpcWriter:
    """The writer of one run (protocol of odoo_data_flow.write.RunWriter).

    `namespace`: of external ids without a dot. `workers`: threads that write at the same time; the
    pool of the connection should be as large. `batch_size`: rows that one call creates at most.
    `group_by`: many2one fields whose records no two threads may touch at the same time, besides
    parents: fields that lead to the same model, and those whose record takes its lines with it when
    it is deleted. `patience`: seconds for which a server may be away. `dry_run`: look up and
    compare, but write nothing. `endpoint`: how rows reach the server; by default through `odf.bulk`
    where the server has it, else by `load` and `write`.
    """

    def __init__(
        self,
        odoo: Odoo,
        namespace: str = "__import__",
        *,
        workers: int = 2,
        batch_size: int = 500,
        group_by: Sequence[str] = (),
        patience: float = 120.0,
        dry_run: bool = False,
        endpoint: Callable[[Model], Endpoint] | None = None,
    ) -> None:
        self.namespace = namespace
        self.workers = workers
        self.batch_size = batch_size
        self.patience = Patience(patience, odoo.connection.retry)
        self.pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="odf-write")
        # What an archived record has is compared too.
        self._odoo = odoo.with_context(active_test=False)
        self.references = References(self._odoo, self.pool, self.patience)
        self._group_by = tuple(group_by)
        self._dry_run = DryRun() if dry_run else None
        self._endpoint = endpoint
        self._inlets: list[RpcInlet] = []
        self.order: WaitingWriter[RpcInlet] = WaitingWriter(absent, _circle)

    def open(
        self,
        model: str,
        key: str,
        mapping: Mapping[str, str],
        options: UpsertOptions = PLAIN,
    ) -> RpcInlet:
        """See RunWriter. Raises FlowError: path `model`, `mapping.…` or `options.…`, or a
        ConnectError.
        """
        target = self._odoo[model].with_context(**{**options.context, "active_test": False})
        targets = {target.field: target for target in parse_mapping(mapping)}
        self._check_access(target, ("create", "write") if options.creates else ("write",))
        try:
            fields = fields_of(target, list(targets))
        except UnknownField as error:
            raise FlowError(
                f"mapping.{error.path.removeprefix(f'{model}.')}", error.message
            ) from error
        codecs = {name: codec(fields[name], targets[name], self.namespace) for name in targets}
        endpoint = self._dry_run or self._way(target)(target)
        links = [name for name in codecs if codecs[name].field.type == "many2one"]
        parents = self._parents(model, links, self._grouped(options, links))
        inlet = RpcInlet(self, target, key, codecs, parents, endpoint, options)
        self._inlets.append(inlet)
        return inlet

    def write(
        self, model: str, frame: pl.DataFrame, key: str, mapping: Mapping[str, str]
    ) -> WriteReport:
        """See Writer: one step by itself, which waits for no later one."""
        inlet = self.open(model, key, mapping)
        inlet.write(frame)
        self._settle()
        return inlet.report()

    def finish(self) -> tuple[WriteReport, ...]:
        """See RunWriter."""
        self._settle()
        return tuple(inlet.report() for inlet in self._inlets)

    def close(self) -> None:
        """See RunWriter: end the threads, when the server has answered their calls."""
        self.patience.stop.set()
        self.pool.shutdown(cancel_futures=True)

    def decimals(self, currencies: Sequence[Any]) -> list[int | None]:
        """For each currency (id, or False) the number of decimals that amounts in it have."""
        return [self._decimals.get(one) if one else None for one in currencies]

    @cached_property
    def _decimals(self) -> dict[int, int]:
        currencies = self._odoo["res.currency"].with_archived()
        found = self.patience(lambda: currencies.search_read(fields=["decimal_places"]))
        return {row["id"]: row["decimal_places"] for row in found}

    def _settle(self) -> None:
        """Write or refuse all that waits. Somebody else may have made what it waits for."""

        def there(names: set[str]) -> list[str]:
            self.references.look_up(names)
            return [name for name in names if self.references.get(name)]

        self.order.settle(there)

    def _way(self, model: Model) -> Callable[[Model], Endpoint]:
        """How rows reach the server; it is asked once in a run."""
        if self._endpoint is None:
            bulk = self.patience(partial(has_bulk, model))
            self._endpoint = BulkEndpoint if bulk else LoadEndpoint
        return self._endpoint

    def _check_access(self, model: Model, operations: Sequence[str]) -> None:
        """Raises FlowError (path `model`) if the user may not do all of the operations."""
        for operation in operations:
            try:
                allowed = self.patience(partial(model.may, operation))
            except UnknownModel as error:
                raise FlowError("model", error.message) from error
            if not allowed:
                raise FlowError(
                    "model",
                    text(
                        "the user of the connection may not %(operation)s records of %(name)s; "
                        "give the right, or use another user.",
                        operation=operation,
                        name=model.name,
                    ),
                )

    def _grouped(self, options: UpsertOptions, links: Sequence[str]) -> set[str]:
        """The fields to group by. Raises FlowError (path `options.group_by`)."""
        for name in options.group_by:
            if name not in links:
                known = ", ".join(links) or text("none")
                raise FlowError(
                    "options.group_by",
                    text(
                        "%(name)s is no many2one field of the mapping; there is %(known)s.",
                        name=name,
                        known=known,
                    ),
                )
        return {*self._group_by, *options.group_by}

    def _parents(self, model: str, fields: Sequence[str], grouped: set[str]) -> list[str]:
        """Those of the fields whose records two threads must not touch at the same time."""
        domain = (
            (D("model") == model)
            & D("name").in_(fields)
            & ((D("on_delete") == "cascade") | (D("relation") == model))
        )
        try:
            rows = self.patience(
                lambda: self._odoo["ir.model.fields"].search_read(domain, ["name"])
            )
        except AccessError:
            rows = []
        found = {row["name"] for row in rows} | grouped
        return [name for name in fields if name in found]


def _circle(names: Iterable[str]) -> str:
    shown = ", ".join(names)
    return text(
        "Rows require each other in a circle, so that none can be the first: %(shown)s.",
        shown=shown,
    )
