"""`odf export`: a model into a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..recipes import export_flow
from .given import (
    ConnectionName,
    Context,
    Encoding,
    ModelName,
    SaveFlow,
    Separator,
    base_of,
    context_of,
    domain_of,
    folder_of,
    names_of,
    save,
)
from .host import CommandLineHost, Tuning
from .output import Format, Output
from .pipeline import EnvFile, Worker
from .running import Job, Restart, exit_for, exits, show_report


def export(
    connection: ConnectionName,
    model: ModelName,
    fields: Annotated[
        str,
        typer.Option(
            help="What to export, as in Odoo's export: id (external ID), .id, name, parent_id/id, "
            "country_id/code."
        ),
    ],
    into: Annotated[
        Path, typer.Option("--output", "-o", help="The file: .csv, .parquet or .jsonl.")
    ],
    domain: Annotated[
        str, typer.Option(help="Which records: a domain, as Python or JSON writes it.")
    ] = "[]",
    worker: Worker = 2,
    context: Context = "{}",
    size: Annotated[int, typer.Option(min=1, help="Records that one call reads.")] = 4000,
    archived: Annotated[bool, typer.Option("--archived", help="Archived records too.")] = False,
    lang: Annotated[str | None, typer.Option(help="Of translated fields, as in fr_FR.")] = None,
    namespace: Annotated[
        str | None,
        typer.Option(
            help="A record without an external ID is called <namespace>.<model>_<id>; without a "
            "namespace it has none."
        ),
    ] = None,
    sep: Separator = None,
    encoding: Encoding = None,
    restart: Restart = False,
    save_flow: SaveFlow = None,
    output: Format = Output.TEXT,
    env_file: EnvFile = None,
) -> None:
    """Write the records of a model to a file, a column for each field. The file is replaced as a
    whole or not at all; an export that was stopped goes on where it was.
    """
    with exits():
        base = base_of(into, save_flow)
        flow = export_flow(
            connection,
            model,
            names_of(fields),
            domain_of(domain),
            into,
            base,
            separator=sep,
            encoding=encoding,
            archived=archived,
            lang=lang,
            namespace=namespace,
            context=context_of(context),
        )
        if save_flow:
            save(flow, save_flow)
            return
        folder = folder_of(base, flow, *(step.model_dump_json() for step in flow.steps))
        host = CommandLineHost(base, env_file, Tuning(worker))
        report = Job(flow, host, folder, restart=restart, batch=size, once=True).execute()
    if output is Output.JSON:
        print(report.model_dump_json(indent=2))
    else:
        show_report(report)
    exit_for(report)
