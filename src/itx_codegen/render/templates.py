"""The Jinja2 templates. They hold layout only: every value comes ready made."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

#: The Odoo version that is generated for: the folder of the templates, the start of a version.
SERIES = "19.0"


def fill(template: str, **values: object) -> str:
    """Return a template filled in; a value that is missing is an error, never an empty text."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    folder = files("itx_codegen") / "codegen_templates" / SERIES

    def load(name: str) -> str:
        return folder.joinpath(*name.split("/")).read_text(encoding="utf-8")

    return Environment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=select_autoescape(enabled_extensions=("html.jinja",), default=False),
    )
