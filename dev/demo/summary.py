"""What the demo measured: a file for programs, a table for people."""

import json
from typing import Any

from rich.console import Console
from rich.table import Table

from dev.demo.place import Place


def write(place: Place, measured: dict[str, Any]) -> None:
    """Write what was measured as JSON."""
    text = json.dumps(measured, indent=1, ensure_ascii=False)
    place.summary.write_text(text + "\n", encoding="utf-8")


def show(place: Place, measured: dict[str, Any], console: Console) -> None:
    """Print the most of it as a table."""
    live, generated = measured["live"], measured["generated"]
    second, version = generated["second_run"], measured["second_version"]
    table = Table(title="airfield_register", title_justify="left", show_header=False)
    table.add_row("rows read from airports.csv", f"{measured['rows_read']:,}")
    table.add_row("airfields, live", f"{live['airfields']:,} in {live['regions']} regions")
    table.add_row("airfields, generated module", f"{measured['rows_loaded']:,}, the same rows")
    table.add_row(
        "second run",
        f"{second['created']} created, {second['updated']} updated, "
        f"{second['unchanged']:,} unchanged",
    )
    table.add_row("tests of the generated module", f"{generated['tests']} pass")
    table.add_row("version 2", f"{version['rows_kept']:,} rows kept their data")
    table.add_row("ZIP", f"{measured['zip']}\nsha256 {measured['sha256']}")
    table.add_row("databases", ", ".join(measured["databases"]))
    table.add_row("picture", str(place.picture))
    stages = "  ".join(f"{name} {taken:.1f}" for name, taken in measured["seconds"].items())
    table.add_row("seconds", stages)
    table.add_row("all this", str(place.summary))
    console.print(table)
