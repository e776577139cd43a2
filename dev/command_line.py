"""The reference of the command `odf`, made from the command itself."""

from __future__ import annotations

from typing import Any

import typer

from dev.paths import ROOT
from odoo_data_flow.cli.main import app

PAGE = ROOT / "docs" / "reference" / "command-line.md"
_HEAD = """# The command `odf`

Made from the command by `python -m dev.command_line`; a test compares it.
[Flows](flow.md) tells what flows are, [Runs](runs.md) what is left of them.

Exit status: 0 done; 1 flow or data are to blame; 2 wrong usage; 3 done, but rows are quarantined;
75 something outside stopped the run; 130 a person did. After the last two, the same command goes on
where it was. `odf --version` prints the version.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_commands(typer.main.get_command(app), "odf")])


def _commands(command: Any, name: str) -> list[str]:
    """The lines of a command, or of all in a group. (Typer has its own copy of click's classes.)"""
    below = getattr(command, "commands", {})
    if below:
        return [line for key, one in below.items() for line in _commands(one, f"{name} {key}")]
    arguments = [one.metavar for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    paragraphs = [" ".join(text.split()) for text in command.help.split("\n\n")]
    lines = [f"## `{' '.join([name, *arguments])}`", "\n\n".join(paragraphs), ""]
    rows = [_row(option) for option in options if option.name != "help"]
    return [*lines, "| option | default | |", "| --- | --- | --- |", *rows, ""] if rows else lines


def _row(option: Any) -> str:
    names = ", ".join(f"`{name}`" for name in option.opts)
    default = getattr(option.default, "value", option.default)
    if option.required:
        shown = "needed"
    else:
        shown = f"`{default}`" if default and not option.is_flag else ""
    return f"| {names} | {shown} | {option.help} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
