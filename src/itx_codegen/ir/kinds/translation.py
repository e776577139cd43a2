"""A text of the module in another language."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from ...messages import Message, text
from ..node import Names, Node, Source

_LONGEST = 60


class Translation(Node):
    """`value` is what `source` is called in `lang` (`th_TH`), wherever the module says it.

    Where a text stands is found by the generator. `places` adds places that it can't find, written
    as in a PO file: `code:addons/library/models/book.py:0`.
    """

    kind: ClassVar[str] = "translation"
    label: ClassVar[Message] = text("Translation")
    collection: ClassVar[str] = "translations"
    #: It translates what all of these say.
    follows: ClassVar[frozenset[str]] = frozenset(
        {
            "action_client",
            "action_server",
            "action_url",
            "action_window",
            "automation",
            "cron",
            "data",
            "email_template",
            "menu",
            "privilege",
            "qweb_template",
            "report",
            "view",
        }
    )

    name: str = ""
    lang: str
    source: Source
    value: Source
    places: Names = ()

    def normalized(self) -> Translation:
        return self.model_copy(update={"places": tuple(sorted(self.places))})

    @classmethod
    def completed(cls, data: dict[str, Any], parent: Mapping[str, Any]) -> dict[str, Any]:
        if not data.get("name") and data.get("source"):
            source = data["source"]
            lines = source if isinstance(source, (list, tuple)) else str(source).split("\n")
            data = {**data, "name": f"{data.get('lang')}: {_in_short(lines)}"}
        return data


def _in_short(lines: Sequence[object]) -> str:
    """Return a text on one line; one that is cut ends with what tells it from others."""
    whole = "\n".join(map(str, lines))
    line = " ".join(whole.split())
    if len(line) <= _LONGEST and line == whole:
        return line
    mark = hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{line[:_LONGEST]}… {mark}"
