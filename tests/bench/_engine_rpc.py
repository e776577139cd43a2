"""Writing to Odoo over RPC, with two threads."""

import json
import secrets
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import polars as pl
import urllib3

from dev import bench
from odoo_data_flow.client import Model, Odoo
from odoo_data_flow.client.fields import Field
from odoo_data_flow.write import Counts
from odoo_data_flow.write.odoo_rpc import BulkEndpoint, OdooRpcWriter, Row
from odoo_data_flow.write.odoo_rpc.codecs import codec
from odoo_data_flow.write.odoo_rpc.mapping import Target
from tests.bench._engine_server import Server

_THREADS, _BATCH = 2, 500
#: New rows of one measurement; rows that are there; rows that are loaded again as the reference.
_NEW, _THERE, _AGAIN = 3_000, 50_000, 1_500
#: One row in so many is changed.
_PART = 100
_FIELDS = ("name", "ref", "email", "city", "color", "is_company")
_MAPPING = {name: name for name in _FIELDS}


def rows(server: Server) -> list[bench.Row]:
    """New, unchanged and slightly changed rows."""
    odoo = Odoo(server.url, server.database, api_key=server.key)
    bare = _Bare(server)
    return [_new(odoo, bare), *_there(odoo, bare), *_each_its_own(odoo)]


class _Bare:
    """A client that posts batches that were made before: nothing but `load` and threads."""

    def __init__(self, server: Server) -> None:
        self._url = f"{server.url}/json/2/res.partner/load"
        self._headers = {
            "Authorization": f"bearer {server.key}",
            "X-Odoo-Database": server.database,
            "Content-Type": "application/json",
        }
        self._pool = urllib3.PoolManager(maxsize=_THREADS)

    def made(self, frame: pl.DataFrame, namespace: str) -> list[bytes]:
        """The bodies of the calls that load the rows."""
        values = frame.with_columns(pl.format(f"{namespace}.{{}}", "key").alias("key")).cast(
            {"color": pl.String, "is_company": pl.Int8}
        )
        values = values.cast({"is_company": pl.String})
        return [
            json.dumps({"fields": ["id", *_FIELDS], "data": part.rows()}).encode()
            for part in values.select("key", *_FIELDS).iter_slices(_BATCH)
        ]

    def post(self, bodies: list[bytes]) -> None:
        """Load them all."""
        with ThreadPoolExecutor(_THREADS) as pool:
            assert all(pool.map(self._one, bodies))

    def _one(self, body: bytes) -> bool:
        answer = self._pool.request("POST", self._url, body=body, headers=self._headers)
        return bool(answer.json()["ids"])


def _new(odoo: Odoo, bare: _Bare) -> bench.Row:
    def ours() -> None:
        counts = _write(odoo, frames.pop(), secrets.token_hex(4))
        assert counts == Counts(read=_NEW, created=_NEW)

    frames = [_rows(_NEW, secrets.token_hex(3)) for _ in range(bench.REPEATS)]
    bodies = [
        bare.made(_rows(_NEW, secrets.token_hex(3)), secrets.token_hex(4))
        for _ in range(bench.REPEATS)
    ]
    return bench.seconds(
        f"{_NEW:,} new rows over RPC",
        ours=ours,
        reference=lambda: bare.post(bodies.pop()),
        reference_name="bare client, ready-made loads",
        target=0.9,
    )


def _there(odoo: Odoo, bare: _Bare) -> list[bench.Row]:
    """Rows a second, because loading all of them again would take minutes each time."""
    ours, theirs = _Rows(_THERE, "ours"), _Rows(_AGAIN, "theirs")
    _write(odoo, ours.frame, ours.namespace)
    bare.post(bare.made(theirs.frame, theirs.namespace))

    def unchanged() -> None:
        counts = _write(odoo, ours.frame, ours.namespace)
        assert counts == Counts(read=_THERE, unchanged=_THERE)

    def changed() -> None:
        ours.change()
        counts = _write(odoo, ours.frame, ours.namespace)
        few = _THERE // _PART
        assert counts == Counts(read=_THERE, updated=few, unchanged=_THERE - few)

    def again() -> None:
        bare.post(bare.made(theirs.frame, theirs.namespace))

    def changed_again() -> None:
        theirs.change()
        again()

    return [
        _rate(f"{_THERE:,} unchanged rows", unchanged, again, 20),
        _rate(f"{_THERE:,} rows, 1 % changed", changed, changed_again, 10),
    ]


def _each_its_own(odoo: Odoo) -> list[bench.Row]:
    """Records that get different values each, beside one call for each, and one call for all."""
    # No notes of what has changed: with them, all ways take as long as writing the notes does.
    partners = odoo["res.partner"].with_context(tracking_disable=True)
    ids = partners.create([{"name": f"own {number}"} for number in range(_AGAIN)])
    rates: dict[str, list[float]] = {"ours": [], "one": [], "equal": []}
    for _ in range(bench.REPEATS):
        rates["ours"].append(_own_values(BulkEndpoint(partners), ids))
        rates["one"].append(_one_by_one(partners, ids[: _AGAIN // 10]))
        rates["equal"].append(_equal_values(partners, ids))
    ours, one, equal = (statistics.median(rate) for rate in rates.values())
    return [
        bench.Row(
            f"{_AGAIN:,} records, a value of its own each",
            "rows/s",
            ours,
            other,
            name,
            ours / other,
            target,
            ours / other >= target,
        )
        for other, name, target in (
            (one, "write, a call each", 20),
            (equal, "write, one value for all", 0.3),
        )
    ]


def _own_values(endpoint: BulkEndpoint, ids: list[int]) -> float:
    """Rows a second, each of which gets a text of its own."""
    mark = secrets.token_hex(4)
    rows = [Row(one, f"x.{one}", {"ref": f"{mark} {one}"}, id=one) for one in ids]
    codecs = {"ref": codec(Field("ref", "char", "Ref"), Target("ref", "ref"), "x")}
    return _per_second(
        len(ids),
        lambda: [
            endpoint.update(rows[start : start + _BATCH], codecs)
            for start in range(0, len(rows), _BATCH)
        ],
    )


def _one_by_one(partners: Model, ids: list[int]) -> float:
    mark = secrets.token_hex(4)
    return _per_second(
        len(ids), lambda: [partners.write([one], {"ref": f"{mark} {one}"}) for one in ids]
    )


def _equal_values(partners: Model, ids: list[int]) -> float:
    mark = secrets.token_hex(4)
    return _per_second(
        len(ids),
        lambda: [
            partners.write(ids[start : start + _BATCH], {"ref": mark})
            for start in range(0, len(ids), _BATCH)
        ],
    )


def _per_second(count: int, work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return count / (time.perf_counter() - started)


class _Rows:
    """Rows under external ids of their own. Each change is of other rows."""

    def __init__(self, count: int, mark: str) -> None:
        self.frame = _rows(count, mark)
        self.namespace = secrets.token_hex(4)
        self._turn = 0

    def change(self) -> None:
        """Change one in a hundred."""
        number = pl.int_range(pl.len())
        self.frame = self.frame.with_columns(
            pl.when(number % _PART == self._turn)
            .then(pl.format("changed {}", number))
            .otherwise("ref")
            .alias("ref")
        )
        self._turn += 1


def _rate(
    metric: str, ours: Callable[[], None], reference: Callable[[], None], target: float
) -> bench.Row:
    taken: dict[Callable[[], None], list[float]] = {ours: [], reference: []}
    for _ in range(bench.REPEATS):
        for way, seconds in taken.items():
            started = time.perf_counter()
            way()
            seconds.append(time.perf_counter() - started)
    mine = _THERE / statistics.median(taken[ours])
    other = _AGAIN / statistics.median(taken[reference])
    name = f"load again, {_AGAIN:,} of them"
    return bench.Row(
        metric, "rows/s", mine, other, name, mine / other, target, mine / other >= target
    )


def _write(odoo: Odoo, frame: pl.DataFrame, namespace: str) -> Counts:
    writer = OdooRpcWriter(odoo, namespace, workers=_THREADS, batch_size=_BATCH)
    inlet = writer.open("res.partner", "key", _MAPPING)
    for batch in frame.iter_slices(50_000):
        inlet.write(batch)
    (report,) = writer.finish()
    writer.close()
    return report.counts


def _rows(count: int, mark: str) -> pl.DataFrame:
    number = pl.int_range(count, eager=True)
    return pl.DataFrame({"number": number}).select(
        key=pl.format("{}_{}", pl.lit(mark), "number"),
        name=pl.format("Partner {}", "number"),
        ref=pl.format("{}-{}", pl.lit(mark), "number"),
        email=pl.format("p{}@example.com", "number"),
        city=pl.format("City {}", pl.col("number") % 97),
        color=pl.col("number") % 12,
        is_company=pl.col("number") % 5 == 0,
    )
