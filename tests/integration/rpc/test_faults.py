"""Whatever the network, the server or the client suffer: in the end there is what an undisturbed
run makes, row by row.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator

import polars as pl
import pytest

from dev.paths import ROOT
from odoo_data_flow.client import D, Odoo, read_batches
from odoo_data_flow.connect import AuthenticationError, Retry, Timeouts
from odoo_data_flow.write import Counts
from odoo_data_flow.write.odoo_rpc import BulkEndpoint, Endpoint, LoadEndpoint
from tests.faults import Fault, FaultyProxy, Request

from .client import rows, write
from .conftest import Server

QUICK = Retry(attempts=3, first=0.05, longest=0.3)
COUNT = 60


def records(odoo: Odoo, namespace: str) -> list[tuple[object, ...]]:
    """All partners of a namespace with what the run wrote, by their keys without the namespace."""
    data = odoo["ir.model.data"].search_read(
        [("module", "=", namespace), ("model", "=", "res.partner")], ["res_id"]
    )
    fields = ["id", "name", "color", "comment", "parent_id/id"]
    frames = read_batches(odoo, "res.partner", fields, D("id").in_([r["res_id"] for r in data]))
    frame = pl.concat(frames).with_columns(
        pl.col("id", "parent_id/id").str.strip_prefix(f"{namespace}.")
    )
    return sorted(frame.rows())


@pytest.fixture
def expected(odoo: Odoo, namespace: str) -> list[tuple[object, ...]]:
    """What an undisturbed run makes of the rows."""
    report = write(odoo, f"{namespace}_plain", rows(COUNT))
    assert report.counts == Counts(read=COUNT, created=COUNT)
    return records(odoo, f"{namespace}_plain")


def is_write(request: Request) -> bool:
    return request.path.endswith(("/load", "/write", "/save"))


HARD = [
    Fault.DROP_BEFORE,
    Fault.DROP_AFTER,
    Fault.HANG_AFTER,
    Fault.BAD_GATEWAY_BEFORE,
    Fault.BAD_GATEWAY_AFTER,
    Fault.TRUNCATED,
    Fault.TOO_LARGE,
    Fault.SLOW,
]


@pytest.mark.parametrize(("seed", "endpoint"), [(1, LoadEndpoint), (2, BulkEndpoint)])
def test_bad_network_changes_nothing_in_the_end(
    seed: int,
    endpoint: type[Endpoint],
    server: Server,
    odoo: Odoo,
    namespace: str,
    expected: list[tuple[object, ...]],
) -> None:
    chance = random.Random(seed)
    # Each fault befalls a write; reads suffer some of them too.
    left = chance.sample(HARD, len(HARD))

    def rule(request: Request) -> Fault:
        if is_write(request):
            return left.pop() if left else Fault.NONE
        return chance.choice(HARD[:2]) if chance.random() < 0.1 else Fault.NONE

    with FaultyProxy(server.url, rule, seconds=2.5) as proxy:
        bad = server.connect(url=proxy.url, retry=QUICK, timeouts=Timeouts(connect=2, answer=2))
        first = write(bad, namespace, rows(COUNT), endpoint=endpoint)
        created = records(odoo, namespace)
        left[:] = chance.sample(HARD, len(HARD))
        renamed = write(bad, namespace, rows(COUNT, "Renamed"), endpoint=endpoint)

    assert first.counts == Counts(read=COUNT, created=COUNT)
    assert created == expected
    assert renamed.counts == Counts(read=COUNT, updated=COUNT)
    again = write(odoo, namespace, rows(COUNT, "Renamed"))
    assert again.counts == Counts(read=COUNT, unchanged=COUNT)
    happened = {fault for request, fault in proxy.seen if is_write(request)}
    assert happened >= set(HARD)


def test_killed_server_comes_back_and_the_run_goes_on(
    server: Server, odoo: Odoo, namespace: str, expected: list[tuple[object, ...]]
) -> None:
    writes: list[Request] = []
    restarted: list[threading.Thread] = []

    def kill() -> None:
        server.kill()
        server.start_again()

    def rule(request: Request) -> Fault:
        if is_write(request):
            writes.append(request)
            if len(writes) == 3:
                # While it is at work: its transaction is lost, or was just committed.
                restarted.append(threading.Timer(0.05, kill))
                restarted[0].start()
        return Fault.NONE

    with FaultyProxy(server.url, rule) as proxy:
        report = write(server.connect(url=proxy.url, retry=QUICK), namespace, rows(COUNT))
    restarted[0].join()

    assert report.counts == Counts(read=COUNT, created=COUNT)
    assert records(odoo, namespace) == expected


def test_database_that_breaks_off_makes_no_row_a_bad_one(
    server: Server, odoo: Odoo, namespace: str, expected: list[tuple[object, ...]]
) -> None:
    writes: list[Request] = []
    query = f"""
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = '{server.database}' AND pid <> pg_backend_pid()
    """
    ended: list[subprocess.CompletedProcess[str]] = []

    def rule(request: Request) -> Fault:
        if is_write(request):
            writes.append(request)
            if len(writes) in (2, 3):
                command = [str(ROOT / "bin" / "psql"), "-d", server.database, "-Atc", query]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                ended.append(done)
        return Fault.NONE

    with FaultyProxy(server.url, rule) as proxy:
        report = write(server.connect(url=proxy.url, retry=QUICK), namespace, rows(COUNT))

    assert any(int(done.stdout) for done in ended)
    assert report.counts == Counts(read=COUNT, created=COUNT)
    assert records(odoo, namespace) == expected


def test_client_that_is_killed_at_every_commit_goes_on_where_it_was(
    server: Server, odoo: Odoo, namespace: str, expected: list[tuple[object, ...]]
) -> None:
    """Before a call reaches the server, and after the server has committed it, in turns."""
    running: list[subprocess.Popen[str]] = []
    moments = [Fault.DROP_BEFORE]

    def kill() -> None:
        running[-1].kill()

    def rule(request: Request) -> Fault:
        if not is_write(request):
            return Fault.NONE
        if moments[-1] is Fault.DROP_BEFORE:
            kill()
        return moments[-1]

    runs = 0
    with FaultyProxy(server.url, rule, seconds=0, done=kill) as proxy:
        while True:
            runs += 1
            running.append(_client(proxy.url, server, namespace))
            output, _none = running[-1].communicate()
            if running[-1].returncode == 0:
                break
            before = moments[-1] is Fault.DROP_BEFORE
            moments.append(Fault.HANG_AFTER if before else Fault.DROP_BEFORE)

    # Each call is a commit, and each was interrupted twice.
    assert runs >= 2 * COUNT / 10
    assert json.loads(output) == Counts(read=COUNT, unchanged=COUNT).model_dump()
    assert records(odoo, namespace) == expected


def _client(url: str, server: Server, namespace: str) -> subprocess.Popen[str]:
    module = "tests.integration.rpc.client"
    return subprocess.Popen(
        [sys.executable, "-m", module, url, server.database, namespace, str(COUNT)],
        cwd=ROOT,
        env={**os.environ, "ODF_API_KEY": server.key},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


@pytest.fixture
def reader(odoo: Odoo) -> Iterator[int]:
    """The id of the user who reads, and who may write for the time of one test."""
    user = odoo["res.users"].search(D("login") == "reader")[0]
    rights = odoo["ir.model.data"].search_read(
        [("module", "=", "base"), ("name", "in", ["group_erp_manager", "group_partner_manager"])],
        ["res_id"],
    )
    groups = [row["res_id"] for row in rights]
    odoo["res.users"].write([user], {"group_ids": [(4, group) for group in groups]})
    yield user
    back = {"active": True, "group_ids": [(3, group) for group in groups]}
    odoo["res.users"].with_archived().write([user], back)


def test_key_that_is_revoked_meanwhile_ends_the_run_and_the_next_one_goes_on(
    server: Server, odoo: Odoo, namespace: str, expected: list[tuple[object, ...]], reader: int
) -> None:
    writes: list[Request] = []

    def rule(request: Request) -> Fault:
        if is_write(request):
            writes.append(request)
            if len(writes) == 4:
                odoo["res.users"].write([reader], {"active": False})
        return Fault.NONE

    with FaultyProxy(server.url, rule) as proxy:
        guest = server.connect(url=proxy.url, api_key=server.reader_key)
        with pytest.raises(AuthenticationError, match="may be revoked or expired"):
            write(guest, namespace, rows(COUNT))
    odoo["res.users"].write([reader], {"active": True})
    kept = len(records(odoo, namespace))
    report = write(server.connect(api_key=server.reader_key), namespace, rows(COUNT))

    assert 0 < kept < COUNT
    assert report.counts == Counts(read=COUNT, unchanged=kept, created=COUNT - kept)
    assert records(odoo, namespace) == expected
