"""What pydantic finds wrong with a document or with options, in the words of who wrote them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .messages import Message, text

#: Type of the problem → what is told. `found`: the value as it stands.
_SENTENCES: dict[str, Callable[[str], Message]] = {
    "missing": lambda found: text("is missing; add it."),
    "extra_forbidden": lambda found: text(
        "is not a known key here; remove it or correct its spelling."
    ),
    "string_pattern_mismatch": lambda found: text(
        "%(value)s is no identifier: use lower-case letters, digits and underscores, and begin "
        "with a letter or an underscore.",
        value=found,
    ),
    "union_tag_not_found": lambda found: text(
        "has no `type`; it is one of read, transform, write."
    ),
    "union_tag_invalid": lambda found: text(
        "%(value)s is no type of a step; use read, transform or write.", value=found
    ),
    "string_type": lambda found: text("%(value)s is no text; write a text.", value=found),
    "string_too_short": lambda found: text("is empty; fill it."),
    "too_short": lambda found: text("is empty; fill it."),
    "int_type": lambda found: text("%(value)s is no whole number.", value=found),
    "int_parsing": lambda found: text("%(value)s is no whole number.", value=found),
    "int_from_float": lambda found: text("%(value)s is no whole number.", value=found),
    "bool_type": lambda found: text("%(value)s is neither true nor false.", value=found),
    "bool_parsing": lambda found: text("%(value)s is neither true nor false.", value=found),
    "list_type": lambda found: text("%(value)s is no list; write it like [a, b].", value=found),
    "tuple_type": lambda found: text("%(value)s is no list; write it like [a, b].", value=found),
    "dict_type": lambda found: text(
        "%(value)s is no mapping; write it like {name: value}.", value=found
    ),
    "model_type": lambda found: text(
        "%(value)s is no mapping; write it like {name: value}.", value=found
    ),
    "model_attributes_type": lambda found: text(
        "%(value)s is no mapping; write it like {name: value}.", value=found
    ),
}


def sentence(item: Mapping[str, Any]) -> Message:
    """One of `ValidationError.errors()`, as cause and remedy."""
    kind, context = item["type"], item.get("ctx") or {}
    value = context.get("tag", item.get("input")) if kind == "union_tag_invalid" else item["input"]
    found = repr(value)
    if kind in _SENTENCES:
        return _SENTENCES[kind](found)
    if kind == "literal_error":
        return text(
            "%(value)s is not possible here; use one of %(known)s.",
            value=found,
            known=str(context["expected"]).replace(" or ", ", "),
        )
    if kind == "greater_than_equal":
        return text(
            "%(value)s is too small; use %(least)s or more.", value=found, least=context["ge"]
        )
    if kind == "value_error":
        return text("%(cause)s (found %(value)s).", cause=_cause(context["error"]), value=found)
    return text("%(msg)s (found %(value)s).", msg=item["msg"], value=found)


def _cause(error: Exception) -> str:
    """What a validator says; a Message if it is one."""
    first = error.args[0] if error.args else ""
    return first if isinstance(first, str) else str(error)
