"""`odf migrate`: models of one Odoo into another."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..recipes import End, Move, migrate_flow, namespace_of
from .given import QUIET, Context, SaveFlow, context_of, domain_of, folder_of, names_of, save
from .host import CommandLineHost, Tuning
from .output import Format, Output
from .pipeline import EnvFile, PatienceOption, Size, StateUrl, Worker, WorkFolder
from .running import DryRun, Job, Restart, exit_for, exits, show_report

#: Records that one call reads.
_PAGE = 5_000


def migrate(
    source: Annotated[
        str, typer.Option("--from", metavar="NAME", help="The connection to the source.")
    ],
    target: Annotated[
        str, typer.Option("--to", metavar="NAME", help="The connection to the destination.")
    ],
    model: Annotated[
        list[str],
        typer.Option(
            "--model", help="A model, old=new if it got another name; again for each model."
        ),
    ],
    fields: Annotated[
        list[str],
        typer.Option(
            "--fields",
            help="Its fields: name,parent_id,mobile=phone,country_id/code; once for each model.",
        ),
    ],
    domain: Annotated[
        list[str] | None,
        typer.Option("--domain", help="Which of its records; once for each model, [] for all."),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Read everything, not only what is new.")
    ] = False,
    namespace: Annotated[
        str | None,
        typer.Option(
            help="Of external IDs for records that have none at the source; by default "
            "migrated_<database>."
        ),
    ] = None,
    lang: Annotated[str | None, typer.Option(help="Of translated fields, as in fr_FR.")] = None,
    excluded: Annotated[
        bool, typer.Option("--excluded", help="Also records that are marked to stay there.")
    ] = False,
    worker: Worker = 2,
    size: Size = 500,
    patience: PatienceOption = 120,
    context: Context = QUIET,
    dry_run: DryRun = False,
    restart: Restart = False,
    save_flow: SaveFlow = None,
    state: StateUrl = None,
    work_dir: WorkFolder = None,
    output: Format = Output.TEXT,
    env_file: EnvFile = None,
) -> None:
    """Bring records from one Odoo to another: by external ID, what differs, parents first.

    The first run reads everything, later ones what has changed since. A run that was stopped goes
    on where it was. Archived records come along as such.
    """
    domains = domain or ["[]"] * len(model)
    if not len(model) == len(fields) == len(domains):
        raise typer.BadParameter(
            f"{len(model)} × --model, {len(fields)} × --fields, {len(domain or [])} × --domain; "
            "give each model its fields, and each or none a domain.",
            param_hint="--model",
        )
    moves = [
        Move.parse(name, names_of(text), domain_of(condition))
        for name, text, condition in zip(model, fields, domains, strict=True)
    ]
    with exits():
        host = CommandLineHost(
            (save_flow or Path()).parent, env_file, Tuning(worker, size, patience)
        )
        with host.odoo(source) as old, host.odoo(target) as new:
            flow = migrate_flow(
                moves,
                End(source, old),
                End(target, new),
                namespace=namespace or namespace_of(old.connection.database),
                mode="full" if full else "delta",
                lang=lang,
                excluded=excluded,
                context=context_of(context),
            )
        if save_flow:
            save(flow, save_flow)
            return
        # What was seen of some fields says nothing of others.
        places = [step.model_dump_json() for step in flow.steps]
        report = Job(
            flow,
            host,
            work_dir or folder_of(Path(), flow, *places),
            state,
            dry_run,
            restart,
            batch=_PAGE,
            once=True,
        ).execute()
    if output is Output.JSON:
        print(report.model_dump_json(indent=2))
    else:
        show_report(report)
        for path in report.rejects.values():
            print(f"Quarantined rows: {path}", file=sys.stderr)
    exit_for(report)
