"""What was exported into a folder the last time: a small file that stays in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from ..errors import DocumentError, Problem
from ..ir import Document, load
from ..messages import text

#: The name of the file.
RECORD = ".itx-export.json"


class Record(NamedTuple):
    """The document that was exported, and the SHA-256 of each file that came of it.

    `bases` are the earlier versions that its scripts upgrade from.
    """

    document: Document
    bases: tuple[Document, ...]
    files: Mapping[str, str]


def record_bytes(document: Document, bases: Iterable[Document], tree: Mapping[str, bytes]) -> bytes:
    """Return the content of the file.

    It is one line, so that Git never merges two of them: the mixture would be what nobody exported.
    """
    content = {
        "document": document.to_json(),
        "bases": [base.to_json() for base in bases],
        "files": {path: digest(data) for path, data in sorted(tree.items())},
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode("utf-8") + b"\n"


def recorded(folder: Path) -> Record | None:
    """Return what was exported into a folder last; None where nothing tells.

    Raises DocumentError where the file can't be read.
    """
    file = folder / RECORD
    if not file.is_file():
        return None
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        bases = tuple(map(load, content["bases"]))
        return Record(load(content["document"]), bases, dict(content["files"]))
    except (ValueError, KeyError, TypeError) as error:
        message = text(
            "It doesn't tell what was exported last. Take it from the last commit where it was "
            "whole; or delete it, and name that document with --base."
        )
        raise DocumentError([Problem(str(file), message)]) from error


def last_document(folder: Path) -> Document | None:
    """Return the document that was exported into a folder last; likewise."""
    record = recorded(folder)
    return record.document if record else None


def digest(data: bytes) -> str:
    """Return the hash of a file."""
    return hashlib.sha256(data).hexdigest()
