"""`itx extract`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ..extract import Kept, Report, read_module
from ..extract import extract as extracted
from .common import Format, Output, show, told

Module = Annotated[
    Path, typer.Argument(metavar="DIR|ZIP", help="A module: its folder, or a ZIP with it.")
]
Target = Annotated[
    Path, typer.Option("--output", "-o", metavar="DOC", help="The document to write.")
]
Told = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="Where to write what became of everything."),
]
Languages = Annotated[
    list[str] | None,
    typer.Option("--lang", help="A language of which terms are modelled; may be repeated."),
]


def extract(
    module: Module,
    target: Target,
    report: Told = None,
    lang: Languages = None,
    output: Format = Output.TEXT,
) -> None:
    """Take in a module: write its document, and say what is modelled and what carried as text."""
    with told(output):
        name, tree = read_module(module)
        taken = extracted(tree, name, lang)
        written = json.dumps(taken.document.to_json(), ensure_ascii=False, indent=1)
        target.write_text(written + "\n", encoding="utf-8")
        result = taken.report.to_json()
        if report is not None:
            report.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if output is Output.JSON:
        show(result)
    else:
        _print(taken.report)


def _print(report: Report) -> None:
    table = Table("found", *(kept.value for kept in Kept))
    for sort, row in report.table().items():
        table.add_row(sort, *(str(row[kept] or "") for kept in Kept))
    sums = [sum(row[kept] for row in report.table().values()) for kept in Kept]
    table.add_section()
    table.add_row("all", *map(str, sums))
    Console().print(table)
    for entry in report.of(Kept.MODELLED):
        if entry.reason:
            place = f"{entry.path}:{entry.line}: {entry.sort} {entry.name}"
            told_of = f"{place}: a data record only. {entry.reason}"
            Console().print(told_of, soft_wrap=True, markup=False, highlight=False)
