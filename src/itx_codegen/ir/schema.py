"""The JSON Schema of the module document."""

from __future__ import annotations

from typing import Any

from .document import Document


def json_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of what `load` reads; `uid` may always be left out."""
    schema: dict[str, Any] = Document.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "ITX module document"
    return schema
