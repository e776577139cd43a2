"""`odf activity analyse | mark | policy`: records that are not in use stay at the source."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer
import yaml
from rich.console import Console
from rich.table import Table

from ..activity import (
    DECLARED,
    DEFAULT,
    Analysis,
    Marks,
    ModelPolicy,
    RpcMarker,
    analyse,
    dump_policy,
    load_policy,
    source_of,
    write_marks,
)
from ..client import Odoo
from ..connect.database import Database
from ..connect.sources import named_source
from ..errors import FlowError, InvalidFlow
from .output import Format, Output, failure
from .pipeline import EnvFile

activity = typer.Typer(
    help="Find records that are not in use, and mark them so that they stay at the source.",
    no_args_is_help=True,
)

Connection = Annotated[
    str,
    typer.Argument(metavar="[NAME]", help="The connection: ODF_<NAME>_URL and so on."),
]
PolicyFile = Annotated[
    Path | None,
    typer.Option("--policy", metavar="FILE", help="What counts as a sign of life (YAML or JSON)."),
]
Models = Annotated[
    list[str] | None,
    typer.Option("--model", metavar="MODEL", help="Only this one; can be given several times."),
]
MonthsOption = Annotated[
    int | None, typer.Option("--months", min=1, help="Instead of those of the policy.")
]
Into = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Every record and why: a .csv or .parquet file."
    ),
]


@activity.command("analyse")
def analyse_(
    connection: Connection = "",
    policy: PolicyFile = None,
    model: Models = None,
    months: MonthsOption = None,
    into: Into = None,
    output: Format = Output.TEXT,
    env_file: EnvFile = None,
) -> None:
    """Find out which records had no transaction in the last months. Changes nothing."""
    with _told():
        now = _now()
        policies = _chosen(policy, model, months)
        with _place(connection, env_file) as place, source_of(place) as source:
            found = [analyse(one, source, now) for one in policies]
        _keep(found, into)
    _print([(analysis, None) for analysis in found], output)


@activity.command()
def mark(
    connection: Connection = "",
    policy: PolicyFile = None,
    model: Models = None,
    months: MonthsOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be marked; write nothing.")
    ] = False,
    into: Into = None,
    output: Format = Output.TEXT,
    env_file: EnvFile = None,
) -> None:
    """Mark the records that are not in use at the source, and take our mark from those that are
    again. What people have marked or unmarked stays as it is.
    """
    with _told(), Odoo.from_settings(connection, env_file) as odoo:
        policies, now = _chosen(policy, model, months), _now()
        # Closed before anything is written: new fields wait for whoever reads the tables.
        with source_of(odoo) as source:
            found = [analyse(one, source, now) for one in policies]
        _keep(found, into)
        marker = RpcMarker(odoo)
        # Each is shown with what was written; an error leaves those before it done.
        done = [(one, None if dry_run else write_marks(one, marker, now)) for one in found]
    _print(done, output)
    if any(marks.refused for _analysis, marks in done if marks):
        raise typer.Exit(3)


@activity.command("policy")
def policy_() -> None:
    """Print what counts as a sign of life if no policy is given, to begin one of your own."""
    document = dump_policy(DECLARED)
    document = {"months": DECLARED.months, **document}
    print(yaml.safe_dump(document, sort_keys=False, allow_unicode=True), end="")


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except InvalidFlow as error:
        raise failure(error.problems) from error
    except FlowError as error:
        raise failure([error.problem]) from error


@contextmanager
def _place(name: str, env_file: Path | None) -> Iterator[Odoo | Database]:
    """What a connection leads to."""
    place = named_source(name, env_file) if name else None
    if isinstance(place, Database):
        yield place
    elif place:
        raise FlowError("connection", f"{name} is a web service, not an Odoo or its database.")
    else:
        with Odoo.from_settings(name, env_file) as odoo:
            yield odoo


def _chosen(
    path: Path | None, models: Sequence[str] | None, months: int | None
) -> list[ModelPolicy]:
    given = load_policy(path) if path else None
    names = models or [one.model for one in (given or DEFAULT).models]
    chosen = [(given or DECLARED).of(name) for name in names]
    return [one.model_copy(update={"months": months or one.months}) for one in chosen]


def _keep(found: Sequence[Analysis], path: Path | None) -> None:
    if path is None:
        return
    frames = [one.frame.select(pl.lit(one.model).alias("model"), pl.all()) for one in found]
    frame = pl.concat(frames)
    try:
        if path.suffix == ".parquet":
            frame.write_parquet(path)
        else:
            frame.write_csv(path)
    except OSError as error:
        raise FlowError("output", f"{path} can't be written: {error.strerror}.") from error


def _print(done: Sequence[tuple[Analysis, Marks | None]], output: Output) -> None:
    if output is Output.JSON:
        print(json.dumps([_report(*one) for one in done], indent=2))
        return
    for analysis, marks in done:
        _show(analysis, marks)


def _report(analysis: Analysis, marks: Marks | None) -> dict[str, Any]:
    return {
        "model": analysis.model,
        "since": analysis.since.isoformat(" ", "seconds"),
        "records": analysis.frame.height,
        "in_use": int(analysis.frame["active"].sum()),
        "counts": analysis.counts,
        "reasons": analysis.reasons,
        "evidence": [asdict(one) for one in analysis.found],
        "written": asdict(marks) if marks else None,
    }


_MEANINGS = {
    "mark": "to be marked: not in use",
    "unmark": "our mark is to go: in use again",
    "marked": "marked already",
    "active": "in use",
    "kept": "come along, because a person took our mark away",
    "by_hand": "stay behind, because a person marked them",
}


def _show(analysis: Analysis, marks: Marks | None) -> None:
    table = Table(title=f"{analysis.model}, since {analysis.since:%Y-%m-%d}")
    table.add_column("records", justify="right")
    table.add_column("")
    for verdict, count in analysis.counts.items():
        table.add_row(f"{count:,}", _MEANINGS[verdict])
    table.add_section()
    for one in analysis.found:
        table.add_row((one.missing and "-") or f"{one.records:,}", one.missing or one.evidence)
    Console().print(table)
    if marks is None:
        return
    for note in marks.notes:
        print(note)
    print(
        f"{marks.marked:,} marked, {marks.unmarked:,} marks taken away, {marks.left:,} left to "
        f"people, {len(marks.refused):,} refused."
    )
    for number, reason in list(marks.refused.items())[:10]:
        print(f"{analysis.model} {number}: {reason}")


def _now() -> datetime:
    return datetime.now(timezone.utc).replace(tzinfo=None)
