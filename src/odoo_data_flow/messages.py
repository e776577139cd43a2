"""Sentences for people, in English here and translatable by whoever shows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_PLACES = re.compile(r"%\(\w+\)s|%%")


class Message(str):
    """An English sentence that remembers the template and the values it was made from.

    It is a plain string to everyone who only prints it. A value may be a Message itself.
    """

    # A million reasons are a million of these: without a dict each.
    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]


def text(template: str, **values: object) -> Message:
    """Return `template % values` as a Message. The template is what a translator sees.

    Values that are neither texts nor numbers are kept as texts: no error, with all that hangs on
    it, lives on in what is told of it.
    """
    for name, value in values.items():
        if not isinstance(value, (str, int, float)):
            values[name] = str(value)
    message = Message(template % values if values else template)
    message.template = template
    message.values = values
    return message


def joined(*sentences: str) -> Message:
    """One Message of several sentences, those without a word left out."""
    values = {f"part{place}": part for place, part in enumerate(filter(None, sentences), 1)}
    # What others say, a server for one, may lack its full stop.
    stops = ["" if part.endswith((".", "!", "?", ":")) else "." for part in values.values()]
    if stops:
        stops[-1] = ""
    return text(
        " ".join(f"%({name})s{stop}" for name, stop in zip(values, stops, strict=True)), **values
    )


def told(message: str, translate: Callable[[str], str]) -> str:
    """The sentence in another language, as a plain string; one that is no Message stays as it is.

    `translate`: gives the template in that language, or as it is.
    """
    if not isinstance(message, Message):
        return message
    template = translate(message.template)
    if not message.values:
        return template
    return template % {
        name: told(value, translate) if isinstance(value, Message) else value
        for name, value in message.values.items()
    }


def packed(message: str) -> dict[str, Any]:
    """A sentence in JSON, for another process; inverse of `unpacked`. Values become texts."""
    if not isinstance(message, Message):
        return {"text": message}
    values = {
        name: packed(value) if isinstance(value, Message) else {"text": str(value)}
        for name, value in message.values.items()
    }
    return {"template": message.template, "values": values}


def unpacked(content: Mapping[str, Any]) -> str:
    """The sentence that `packed` has put into JSON. Raises ValueError, KeyError, TypeError or
    AttributeError for anything else.
    """
    if "template" not in content:
        return str(content["text"])
    if "%" in _PLACES.sub("", content["template"]):
        # Who may write any template could ask for a place of a million characters.
        raise ValueError("the template asks for more than texts")
    values = {name: unpacked(value) for name, value in content["values"].items()}
    return text(content["template"], **values)
