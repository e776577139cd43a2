"""What the demo measured: a file for programs, a table for people."""

import json
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from dev.demo import people
from dev.demo.place import Place
from dev.paths import ROOT


def write(place: Place, measured: dict[str, Any]) -> None:
    """Write what was measured as JSON."""
    text = json.dumps(measured, indent=1, ensure_ascii=False)
    place.summary.write_text(text + "\n", encoding="utf-8")


def show(place: Place, measured: dict[str, Any], console: Console) -> None:
    """Print the most of it as a table, and how to look around."""
    live, generated = measured["live"], measured["generated"]
    repeated = generated["second_run"]
    table = Table(show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("rows of airports.csv", f"{measured['rows_read']:,}")
    table.add_row("live airfields", f"{live['airfields']:,} in {live['regions']} regions")
    table.add_row("generated module", f"{measured['rows_loaded']:,} airfields, the same")
    written = repeated["created"] + repeated["updated"]
    table.add_row("its second run", f"{written} written, {repeated['unchanged']:,} unchanged")
    table.add_row("its own tests", f"{generated['tests']} passed")
    table.add_row("version 2", f"{measured['second_version']['rows_kept']:,} rows kept their data")
    table.add_row("ZIP", f"{_shown(measured['zip'])}\nsha256 {measured['sha256']}")
    table.add_row("picture", _shown(measured["picture"]))
    table.add_row("seconds", "\n".join(f"{n:<9}{s:>6.1f}" for n, s in measured["seconds"].items()))
    table.add_row("all of it", _shown(str(place.summary)))
    console.print(table)
    console.print("To look around, start one and log in (the password is the login):")
    addons = f"ODOO_EXTRA_ADDONS={_shown(str(place.addons))}"
    for database, login, environment in (
        (place.author, people.MANAGER, ""),
        (place.runner, people.REGISTRAR, f"{addons} "),
    ):
        console.print(f"  {environment}bin/odoo -d {database}   # {login}", soft_wrap=True)


def _shown(path: str) -> str:
    """A path, short when it is in this checkout."""
    return str(Path(path).relative_to(ROOT)) if Path(path).is_relative_to(ROOT) else path
