"""What export and live apply cost, for apps of 50 and of 200 models with 20 fields each."""

from statistics import median

from dev import bench, databases
from tests.bench import _export, _live

_NAME = "bench_generator"
_SMALL, _LARGE, _GROWTH = 50, 200, 5
#: Live apply may take so many times as long as a script that makes the same records.
_OVER_SCRIPT = 1.5
_AGAIN = 0.15
_MEGABYTES = 600


def measure() -> list[bench.Row]:
    """Compare exports with each other, and live apply with a script, each in a fresh process."""
    exports = {
        models: [_export.measured(models) for _ in range(bench.REPEATS)]
        for models in (_SMALL, _LARGE)
    }
    databases.clone(_NAME)
    try:
        live = {
            (way, models): taken for models in (_SMALL, _LARGE) for way, taken in _by_turns(models)
        }
    finally:
        databases.drop(_NAME)
    return [*_export_rows(exports), *_live_rows(live)]


def _by_turns(models: int) -> list[tuple[str, list[tuple[float, float]]]]:
    """Return way → measurements, taken by turns so that both see the same machine."""
    found: dict[str, list[tuple[float, float]]] = {"apply": [], "by_hand": []}
    for _ in range(bench.REPEATS):
        for way, taken in found.items():
            taken.append(_live.seconds_and_megabytes(way, _NAME, models))
    return list(found.items())


def _export_rows(exports: dict[int, list[_export.Export]]) -> list[bench.Row]:
    first = {models: median(one.first for one in taken) for models, taken in exports.items()}
    again = {models: median(one.again for one in taken) for models, taken in exports.items()}
    black = median(one.black for one in exports[_LARGE])
    memory = max(one.megabytes for one in exports[_LARGE])
    return [
        *(
            _row(
                f"export again after one change, {models}",
                again[models],
                first[models],
                "the first export",
                1 / _AGAIN,
            )
            for models in exports
        ),
        _grows("export", first),
        # No target: it says how much of an export is black's.
        _row(f"export, {_LARGE} models", first[_LARGE], black, "black's part of it", 0),
        _row(f"export, {_LARGE} models, memory", memory, _MEGABYTES, "limit", 1, "MB"),
    ]


def _live_rows(live: dict[tuple[str, int], list[tuple[float, float]]]) -> list[bench.Row]:
    seconds = {key: median(one[0] for one in taken) for key, taken in live.items()}
    ours = {models: seconds["apply", models] for models in (_SMALL, _LARGE)}
    memory = max(one[1] for one in live["apply", _LARGE])
    return [
        *(
            _row(
                f"live apply, {models} models",
                ours[models],
                seconds["by_hand", models],
                "a script, batched calls",
                1 / _OVER_SCRIPT,
            )
            for models in ours
        ),
        _grows("live apply", ours),
        _row(f"live apply, {_LARGE} models, memory", memory, _MEGABYTES, "limit", 1, "MB"),
    ]


def _grows(what: str, seconds: dict[int, float]) -> bench.Row:
    """Four times as many models may take five times as long."""
    allowed = _GROWTH * seconds[_SMALL]
    name = f"{_GROWTH} × {_SMALL} models"
    return _row(f"{what}, {_LARGE} models", seconds[_LARGE], allowed, name, 1)


def _row(
    metric: str, ours: float, reference: float, name: str, target: float, unit: str = "s"
) -> bench.Row:
    ratio = reference / ours
    return bench.Row(metric, unit, ours, reference, name, ratio, target, ratio >= target)
