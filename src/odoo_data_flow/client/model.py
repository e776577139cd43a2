"""One model of a server: its methods as Python, with the arguments that all versions know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from ..connect import OdooConnection, UnknownMethod
from ..messages import text
from .domain import EVERYTHING, Condition, Domain

Row = dict[str, Any]
Where = Domain | Sequence[Any]

#: The first version in which one call creates several records.
_MANY = 12
#: The first one whose `search_read` can leave out the names of many2one records.
_RAW = 16
#: The first one with `has_access`.
_HAS_ACCESS = 18
PAGE = 1000


class Model:
    """Calls of one model. `context` goes with every call. Methods raise ConnectError."""

    def __init__(
        self, connection: OdooConnection, name: str, context: Mapping[str, Any] | None = None
    ) -> None:
        self.connection = connection
        self.name = name
        self.context = dict(context or {})

    def __repr__(self) -> str:
        return f"Model({self.name!r}, {self.connection!r})"

    def with_context(self, **values: Any) -> Model:
        """The same model with more in its context."""
        return Model(self.connection, self.name, {**self.context, **values})

    def with_archived(self) -> Model:
        """The same model; searches find archived records too."""
        return self.with_context(active_test=False)

    def call(
        self,
        method: str,
        ids: Sequence[int] | None = None,
        /,
        *,
        repeatable: bool | None = None,
        **arguments: Any,
    ) -> Any:
        """Any public method, for records or (None) for the model. See OdooConnection.call."""
        return self.connection.call(
            self.name, method, ids, arguments, context=self.context, repeatable=repeatable
        )

    def search(
        self,
        domain: Where = EVERYTHING,
        *,
        offset: int = 0,
        limit: int | None = None,
        order: str | None = None,
    ) -> list[int]:
        """The ids of the records in the domain, as far as the user may see them."""
        found = self.call(
            "search",
            domain=_list(domain),
            offset=offset,
            limit=limit or False,
            order=order or False,
        )
        return list(found)

    def search_count(self, domain: Where = EVERYTHING) -> int:
        """How many records are in the domain."""
        return int(self.call("search_count", domain=_list(domain)))

    def search_read(
        self,
        domain: Where = EVERYTHING,
        fields: Sequence[str] = (),
        *,
        offset: int = 0,
        limit: int | None = None,
        order: str | None = None,
        names: bool = True,
    ) -> list[Row]:
        """Records of the domain, in one call: `id` and the fields (none: all of them).

        A many2one is [id, name]. Computing the names is most of the work of many a read: without
        `names` it is the id alone (Odoo 16 and later).
        """
        more: Row = {} if names or self.connection.version.major < _RAW else {"load": ""}
        found = self.call(
            "search_read",
            domain=_list(domain),
            fields=list(fields),
            offset=offset,
            limit=limit or False,
            order=order or False,
            **more,
        )
        return list(found)

    def read(
        self, ids: int | Sequence[int], fields: Sequence[str] = (), *, names: bool = True
    ) -> list[Row]:
        """The records of these ids: `id` and the fields (none: all of them). `names`: as above."""
        more: Row = {} if names or self.connection.version.major < _RAW else {"load": ""}
        return list(self.call("read", _ids(ids), fields=list(fields), **more))

    def pages(
        self,
        domain: Where = EVERYTHING,
        fields: Sequence[str] = (),
        *,
        chunk_size: int = PAGE,
        max_pages: int | None = None,
        after: int = 0,
        names: bool = True,
    ) -> Iterator[list[Row]]:
        """The records of the domain, by their ids, in lists of at most `chunk_size`, lazily.

        A page begins where the one before ended, by id: records that come or go meanwhile move
        no other one to another page, so that each is given once. `after`: only larger ids, to go on
        where one stopped. `max_pages`: stop after so many. `names`: see `search_read`. As many
        pages as the connection has `readers` are read at the same time.
        """
        domain = Domain.parse(domain)
        readers = self.connection.readers
        left = max_pages
        last: int | None = after
        # Its threads are started when they have something to do.
        with ThreadPoolExecutor(readers, "odf-read") as pool:
            while last is not None and (left is None or left > 0):
                beyond = (domain & Condition("id", ">", last)).normalized()
                several = readers if left is None else min(readers, left)
                if several == 1 and self.context.get("active_test", True):
                    page = self.search_read(
                        beyond, fields, limit=chunk_size, order="id", names=names
                    )
                    pages: Iterable[list[Row]] = [page]
                    ids = [row["id"] for row in page]
                else:
                    # `search_read` of Odoo forgets the context before it reads: lists lack what is
                    # archived.
                    ids = self.search(beyond, limit=several * chunk_size, order="id")
                    parts = [
                        ids[start : start + chunk_size] for start in range(0, len(ids), chunk_size)
                    ]
                    pages = pool.map(lambda part: self._records(part, fields, names), parts)
                for page in pages:
                    if page:
                        yield page
                        left = None if left is None else left - 1
                last = ids[-1] if len(ids) == several * chunk_size else None

    def _records(self, ids: list[int], fields: Sequence[str], names: bool) -> list[Row]:
        """The records in the order of the ids, of those that are there."""
        found = {row["id"]: row for row in self.read(ids, fields, names=names)}
        return [found[number] for number in ids if number in found]

    def rows(
        self,
        domain: Where = EVERYTHING,
        fields: Sequence[str] = (),
        *,
        chunk_size: int = PAGE,
        max_pages: int | None = None,
    ) -> Iterator[Row]:
        """The records of `pages`, one by one."""
        for page in self.pages(domain, fields, chunk_size=chunk_size, max_pages=max_pages):
            yield from page

    def create(self, values: Mapping[str, Any] | Iterable[Mapping[str, Any]]) -> list[int]:
        """Create records, all or none. Returns their ids.

        Raises UnknownMethod if there are several and the server (before Odoo 12) creates only one
        in a call.
        """
        rows = [values] if isinstance(values, Mapping) else list(values)
        if not rows:
            return []
        if self.connection.version.major >= _MANY:
            return list(self.call("create", vals_list=[dict(row) for row in rows]))
        if len(rows) > 1:
            raise UnknownMethod(
                f"{self.name}.create",
                text(
                    "Odoo %(version)s creates one record in a call.",
                    version=self.connection.version,
                ),
                text("Create them one by one, or use load."),
            )
        return [int(self.call("create", vals_list=dict(rows[0])))]

    def write(self, ids: int | Sequence[int], values: Mapping[str, Any]) -> None:
        """Set fields of records, all or none."""
        self.call("write", _ids(ids), vals=dict(values))

    def unlink(self, ids: int | Sequence[int]) -> None:
        """Delete records, all or none."""
        self.call("unlink", _ids(ids))

    def load(self, fields: Sequence[str], data: Sequence[Sequence[Any]]) -> dict[str, Any]:
        """Import rows as Odoo's own import does, all or none.

        Returns `ids` (False if nothing was imported) and `messages` (dicts with `type`, `message`
        and `rows`: from, to).
        """
        rows = [list(row) for row in data]
        result: dict[str, Any] = self.call("load", fields=list(fields), data=rows)
        return result

    def export_data(self, ids: Sequence[int], fields: Sequence[str]) -> list[list[Any]]:
        """Records as rows of Odoo's own export; paths like `parent_id/id` give external ids, and
        the server makes one for each record that has none.
        """
        result = self.call("export_data", list(ids), fields_to_export=list(fields))
        return list(result["datas"])

    def fields_get(
        self, fields: Sequence[str] = (), attributes: Sequence[str] = ()
    ) -> dict[str, dict[str, Any]]:
        """Name → description (type, string, required …) of the fields that the user may see."""
        found: dict[str, dict[str, Any]] = self.call(
            "fields_get", allfields=list(fields), attributes=list(attributes)
        )
        return found

    def may(self, operation: str) -> bool:
        """Whether the user may `create`, `read`, `write` or `unlink` records of the model at all.

        Raises UnknownModel and ConnectError.
        """
        if self.connection.version.major >= _HAS_ACCESS:
            return bool(self.call("has_access", [], operation=operation))
        return bool(self.call("check_access_rights", operation=operation, raise_exception=False))

    def name_search(
        self, name: str = "", domain: Where = EVERYTHING, *, limit: int = 100
    ) -> list[tuple[int, str]]:
        """Ids and names of records whose name is like `name`."""
        found = self.call("name_search", name=name, domain=_list(domain), limit=limit)
        return [(record_id, text) for record_id, text in found]


def _ids(ids: int | Sequence[int]) -> list[int]:
    return [ids] if isinstance(ids, int) else list(ids)


def _list(domain: Where) -> list[Any]:
    return Domain.parse(domain).to_list()
