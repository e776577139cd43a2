"""What the engine costs: each of its ways beside what one would do by hand."""

from dev import bench
from tests.bench import _engine_csv_tool, _engine_memory, _engine_read, _engine_rpc, _engine_server


def measure() -> list[bench.Row]:
    """All rows; the parts stand in files of their own."""
    rows = [*_engine_memory.rows(), *_engine_read.rows()]
    with _engine_server.running() as server:
        return [*rows, *_engine_csv_tool.rows(server), *_engine_rpc.rows(server)]
