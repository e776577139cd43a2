"""All addons of Odoo are taken in and given back, in one run: what it costs, what is modelled.

One run, in two processes: the times are sums of what each addon took.
"""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from dev import bench, odoo_source
from tests.bench._taken_in import TakenIn, taken_in

_PROCESSES = 2
#: So many percent of these are to be modelled; all sorts of actions are taken together.
_TARGET = 95
_ACTIONS = ("window action", "server action", "url action", "client action", "report")
_TARGETED = {
    "fields": ("field",),
    "views": ("view", "qweb template"),
    "access rights": ("access right",),
    "actions": _ACTIONS,
}


def measure() -> list[bench.Row]:
    """Take in every addon; print what stays verbatim and what crashed."""
    folder = odoo_source.ensure() / "odoo" / "addons"
    addons = sorted(manifest.parent for manifest in folder.glob("*/__manifest__.py"))
    with ProcessPoolExecutor(_PROCESSES) as pool:
        found = list(pool.map(taken_in, addons))
    for one in found:
        if one.crash:
            print(f"{one.name}: {one.crash}")
    counts: Counter[tuple[str, str]] = Counter()
    for one in found:
        counts.update(dict(one.counts))
    _print_table(counts)
    return [*_rows_of_all(found), *_shares(counts)]


def _rows_of_all(found: list[TakenIn]) -> list[bench.Row]:
    seconds, parsing = sum(one.seconds for one in found), sum(one.parsing for one in found)
    whole = len(found)
    return [
        # No target: it says how much more it is than parsing.
        bench.Row(
            f"extract and render, {whole} addons",
            "s",
            seconds,
            parsing,
            "parsing the files alone",
            parsing / seconds,
            0,
            True,
        ),
        _count("without a crash", sum(not one.crash for one in found), whole),
        _count("the same files back", sum(one.same_files for one in found), whole),
        _count("the same document again", sum(one.same_document for one in found), whole),
        _count("written anew: the same again", sum(one.same_again for one in found), whole),
    ]


def _count(metric: str, ours: int, whole: int) -> bench.Row:
    ratio = ours / whole
    return bench.Row(metric, "", ours, whole, "all addons", ratio, 1, ratio >= 1)


def _shares(counts: Counter[tuple[str, str]]) -> list[bench.Row]:
    rows = []
    for name, sorts in _TARGETED.items():
        modelled = sum(counts[sort, "modelled"] for sort in sorts)
        whole = sum(_whole(counts, sort) for sort in sorts)
        share = 100 * modelled / whole if whole else 0.0
        ratio = share / _TARGET
        metric = f"modelled, of {whole} {name}"
        rows.append(bench.Row(metric, "%", share, _TARGET, "wanted", ratio, 1, ratio >= 1))
    return rows


def _print_table(counts: Counter[tuple[str, str]]) -> None:
    kept = ("modelled", "verbatim", "unsupported")
    line = "{:<24}" + "{:>14}" * (len(kept) + 1)
    print(line.format("sort", "in all", *kept))
    for sort in sorted({sort for sort, _kept in counts}):
        whole = _whole(counts, sort)
        shares = (f"{100 * counts[sort, way] / whole:.1f} %" for way in kept)
        print(line.format(sort, whole, *shares))


def _whole(counts: Counter[tuple[str, str]], sort: str) -> int:
    return sum(count for (one, _kept), count in counts.items() if one == sort)
