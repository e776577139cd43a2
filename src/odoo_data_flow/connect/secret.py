"""A text that nobody may read by accident."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NoReturn

_HIDDEN = "•••"


class Secret:
    """A password or key. It shows only dots, and can't be copied, pickled, compared or measured.

    Whoever needs the text says so: `reveal()`. Code that reveals it does so inside of an
    expression, never in a local variable, so that no traceback with variables can show it.
    """

    __slots__ = ("__reveal",)

    def __init__(self, text: str) -> None:
        # A closure: no attribute, however it is looked at, is the text.
        self.__reveal: Callable[[], str] = lambda: text

    def reveal(self) -> str:
        """The text itself."""
        return self.__reveal()

    def redact(self, message: str) -> str:
        """`message` with dots wherever the secret stands in it, as it is or escaped."""
        forms = (self.reveal(), json.dumps(self.reveal())[1:-1], repr(self.reveal())[1:-1])
        for form in forms:
            if form:
                message = message.replace(form, _HIDDEN)
        return message

    def __bool__(self) -> bool:
        return bool(self.reveal())

    def __repr__(self) -> str:
        return f"Secret({_HIDDEN})"

    def __str__(self) -> str:
        return _HIDDEN

    def __format__(self, spec: str) -> str:
        return _HIDDEN

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret can't be pickled or copied")

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)
