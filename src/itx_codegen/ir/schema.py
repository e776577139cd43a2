"""The JSON Schema of the module document."""

from __future__ import annotations

from typing import Any

from .document import Document
from .registry import all_kinds


def json_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of what `load` reads; `uid` may always be left out.

    What people know from manifests, `load` reads in that spelling too; the schema has one way.
    """
    schema: dict[str, Any] = Document.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "ITX module document"
    for kind in all_kinds().values():
        for attribute, spelling in kind.shorthand.items():
            held = schema["$defs"][kind.__name__]["properties"][attribute]
            held["items"] = {"anyOf": [held["items"], dict(spelling)]}
    return schema
