"""`itx kinds`"""

from __future__ import annotations

import typer

from ..ir.kinds_page import kinds_page


def kinds() -> None:
    """Print all kinds of elements with their attributes, as Markdown."""
    typer.echo(kinds_page(), nl=False)
