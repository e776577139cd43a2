"""Sentences for people, in English here and translatable by whoever shows them."""

from __future__ import annotations


class Message(str):
    """An English sentence that remembers the template and the values it was made from.

    It is a plain string to everyone who only prints it. Who shows it in another language looks the
    `template` up in a catalogue and fills the `values` in again.
    """

    template: str
    values: dict[str, object]


def text(template: str, **values: object) -> Message:
    """Return `template % values` as a Message. The template is what a translator sees."""
    message = Message(template % values if values else template)
    message.template = template
    message.values = values
    return message
