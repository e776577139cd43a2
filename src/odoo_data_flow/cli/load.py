"""`odf import` and `odf write`: a file into a model."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from ..errors import FlowError
from ..flow import Flow, WriteStep
from ..recipes import FailFile, Loading, SourceFile, fail_path, field_of, load_flow_of
from ..run import RunReport
from .given import (
    QUIET,
    ConnectionName,
    Context,
    Encoding,
    ModelName,
    SaveFlow,
    Separator,
    base_of,
    context_of,
    folder_of,
    names_of,
    save,
)
from .host import CommandLineHost, Tuning
from .output import Format, Output
from .pipeline import EnvFile, PatienceOption, Size, Worker
from .running import DryRun, Job, Restart, exit_for, exits, show_report

#: Refused rows that are told on the terminal; the file has them all.
_TOLD = 10

SourcePath = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="A .csv, .tsv, .xlsx, .ods, .parquet or .jsonl file with a header."
    ),
]
Ignore = Annotated[str | None, typer.Option(help="Columns to leave out: a,b.")]
Fail = Annotated[
    bool,
    typer.Option("--fail", help="Load the rows that the last run refused: FILE's .fail.csv."),
]
GroupBy = Annotated[
    str | None,
    typer.Option(
        "--groupby",
        help="Columns (many2one) whose records no two calls may touch at the same time: a,b. "
        "Parents are such without being named.",
    ),
]


def import_file(
    file: SourcePath,
    connection: ConnectionName,
    model: ModelName,
    worker: Worker = 2,
    size: Size = 500,
    patience: PatienceOption = 120,
    context: Context = QUIET,
    groupby: GroupBy = None,
    ignore: Ignore = None,
    deferred_fields: Annotated[
        str | None,
        typer.Option(help="Fields to write when all records are there, in a second pass: a,b."),
    ] = None,
    fail: Fail = False,
    sep: Separator = None,
    encoding: Encoding = None,
    dry_run: DryRun = False,
    restart: Restart = False,
    save_flow: SaveFlow = None,
    output: Format = Output.TEXT,
    env_file: EnvFile = None,
) -> None:
    """Create and update the records of a model from a file, by their external IDs.

    Columns are named as in Odoo's export: id, name, parent_id/id, country_id/.id, category_id/id.
    An unchanged row costs no write. Refused rows go to FILE's .fail.csv.
    """
    with exits():
        path = fail_path(file) if fail else file
        loading = Loading(
            _source(path, file, sep, encoding),
            connection,
            model,
            ignored=names_of(ignore),
            deferred=names_of(deferred_fields),
            grouped=names_of(groupby),
            context=context_of(context),
        )
        host = CommandLineHost(base_of(file, save_flow), env_file, Tuning(worker, size, patience))
        _execute(loading, file, host, dry_run, restart, save_flow, output)


def write_file(
    file: SourcePath,
    connection: ConnectionName,
    model: ModelName,
    worker: Worker = 2,
    size: Size = 500,
    patience: PatienceOption = 120,
    context: Context = QUIET,
    groupby: GroupBy = None,
    ignore: Ignore = None,
    fail: Fail = False,
    sep: Separator = None,
    encoding: Encoding = None,
    dry_run: DryRun = False,
    restart: Restart = False,
    save_flow: SaveFlow = None,
    output: Format = Output.TEXT,
    env_file: EnvFile = None,
) -> None:
    """Update records from a file, by external ID (id) or id of the database (.id); create none.

    Only the columns of the file are written, and of them only what differs.
    """
    with exits():
        path = fail_path(file) if fail else file
        loading = Loading(
            _source(path, file, sep, encoding),
            connection,
            model,
            create=False,
            ignored=names_of(ignore),
            grouped=names_of(groupby),
            context=context_of(context),
        )
        host = CommandLineHost(base_of(file, save_flow), env_file, Tuning(worker, size, patience))
        _execute(loading, file, host, dry_run, restart, save_flow, output)


def _source(path: Path, file: Path, separator: str | None, encoding: str | None) -> SourceFile:
    if path != file and not path.is_file():
        raise FlowError("--fail", f"there is no {path}: the last run of {file} refused no row.")
    return SourceFile.of(path, separator, encoding)


def _execute(
    loading: Loading,
    file: Path,
    host: CommandLineHost,
    dry_run: bool,
    restart: bool,
    save_flow: Path | None,
    output: Output,
) -> None:
    with host.odoo(loading.connection) as odoo:
        flow = load_flow_of(loading, host.folder, odoo)
    if save_flow:
        save(flow, save_flow)
        return
    source = loading.source
    places = (loading.connection, loading.model, str(source.path.resolve()))
    job = Job(
        flow,
        host,
        folder_of(host.folder, flow, *places),
        dry_run=dry_run,
        restart=restart,
        once=True,
    )
    try:
        report = job.execute()
    except FlowError as error:
        _place(error, flow, source.path)
        raise
    refused = FailFile.of(source.columns(), report.rejects)
    kept = fail_path(file)
    if not dry_run:
        separator = str(source.options.get("separator", ","))
        refused.write(kept, separator, str(source.options.get("encoding", "utf-8")))
    failed = str(kept) if refused.rows else None
    if output is Output.JSON:
        print(json.dumps({**report.model_dump(mode="json"), "fail_file": failed}, indent=2))
    else:
        show_report(report)
        _tell(refused, report, source.path.name, failed)
    exit_for(report)


def _place(error: FlowError, flow: Flow, path: Path) -> None:
    """Name the column of the file where an error names a field of the flow, which nobody wrote."""
    found = re.fullmatch(r"steps\.(\w+)\.mapping\.([^/+-]+).*", error.path)
    for step in flow.steps:
        if found and isinstance(step, WriteStep) and step.name == found[1]:
            columns = [
                name
                for field, name in step.mapping.items()
                if field_of(field).rstrip("+-") == found[2]
            ]
            error.path = f"{path}, column {', '.join(map(repr, columns))}"


def _foreseen(report: RunReport, name: str) -> Iterator[str]:
    """A line for each row that would be refused. A dry run keeps no file of them."""
    among = " of those that could be read" if report.steps[0].quarantined else ""
    for write in report.writes:
        for reject in write.rejects:
            where = f", column {reject.column}" if reject.column else ""
            yield f"{name}, row {reject.row + 1}{among}{where}: {reject.reason}"


def _tell(refused: FailFile, report: RunReport, name: str, failed: str | None) -> None:
    """The first refused rows, and where all of them are."""
    lines = list(refused.lines(name))
    if report.dry_run:
        lines = list(_foreseen(report, name))
    for line in islice(lines, _TOLD):
        print(line, file=sys.stderr)
    if len(lines) > _TOLD:
        print(f"… and {len(lines) - _TOLD:,} more.", file=sys.stderr)
    if failed:
        print(
            f"Refused rows: {failed}. Correct them there and run the command again with --fail.",
            file=sys.stderr,
        )
