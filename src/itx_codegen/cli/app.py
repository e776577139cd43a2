"""`itx`: its commands, one file each, and what they share."""

from __future__ import annotations

import typer

from .apply import apply
from .compare import compare
from .export import export
from .extract import extract
from .kinds import kinds
from .plan import plan
from .pull import pull
from .push import push
from .render import render
from .schema import schema
from .validate import validate

app = typer.Typer(
    help="Check, compare and generate modules for Odoo 19 from module documents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("schema")(schema)
app.command("kinds")(kinds)
app.command("validate")(validate)
app.command("render")(render)
app.command("extract")(extract)
app.command("diff")(compare)
app.command("pull")(pull)
app.command("push")(push)
app.command("plan")(plan)
app.command("apply")(apply)
app.command("export")(export)


def main() -> None:
    """Run the command line. Problems: stderr and exit status 1; usage errors: 2."""
    app()
