"""JSON as it comes in: read strictly, so that nothing in it is lost in silence."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from ..errors import DocumentError, Problem
from ..messages import Message, text

#: A null character, which PostgreSQL can't hold, and halves of characters, which UTF-8 can't.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def parsed(source: str) -> Any:
    """Return the values of JSON text; raise DocumentError for text that is no JSON.

    A key that stands twice in one object is refused: Python would keep the last without a word.
    """
    try:
        return json.loads(source, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        message = text(
            "This is no JSON: %(cause)s (line %(line)s, column %(column)s).",
            cause=error.msg,
            line=error.lineno,
            column=error.colno,
        )
        raise DocumentError([Problem("document", message)]) from error
    except RecursionError as error:
        message = text("This JSON is nested too deeply; a module document needs few levels.")
        raise DocumentError([Problem("document", message)]) from error
    except ValueError as error:
        message = text("This JSON can't be read: %(cause)s.", cause=error)
        raise DocumentError([Problem("document", message)]) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            message = text("The key %(key)s stands twice in one object; keep one.", key=repr(key))
            raise DocumentError([Problem("document", message)])
        made[key] = value
    return made


def unstorable(data: object, path: str = "") -> Iterator[Problem]:
    """Yield a problem for each value that neither JSON nor a database can hold."""
    if _storable(data):
        return
    if isinstance(data, dict):
        for key, value in data.items():
            yield from unstorable(str(key), path)
            yield from unstorable(value, f"{path}.{key}" if path else str(key))
    elif isinstance(data, (list, tuple)):
        for position, value in enumerate(data):
            yield from unstorable(value, f"{path}[{position}]")
    else:
        message = _unstorable(data)
        if message is not None:
            yield Problem(_UNSTORABLE.sub("?", path) or "document", message)


def _storable(data: object) -> bool:
    """Say whether all is well, as it nearly always is: where problems are is looked up after."""
    if data is None or data is True or data is False:
        return True
    if isinstance(data, str):
        return not _UNSTORABLE.search(data)
    if isinstance(data, dict):
        return all(map(_storable, data)) and all(map(_storable, data.values()))
    if isinstance(data, (list, tuple)):
        return all(map(_storable, data))
    return _unstorable(data) is None


def _unstorable(value: object) -> Message | None:
    if isinstance(value, str):
        found = _UNSTORABLE.search(value)
        if found:
            code = f"{ord(found[0]):04X}"
            return text("The character U+%(code)s can't be stored; remove it.", code=code)
    if isinstance(value, float) and not math.isfinite(value):
        return text("%(value)s is no number that JSON knows; write another.", value=value)
    return None
