"""What the engine costs: each of its ways beside what one would do by hand."""

from dev import bench
from tests.bench import _engine_memory, _engine_read, _engine_rpc


def measure() -> list[bench.Row]:
    """All rows; the parts stand in files of their own."""
    return [*_engine_memory.rows(), *_engine_read.rows(), *_engine_rpc.rows()]
