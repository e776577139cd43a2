"""What readers and file writers share: options that are checked, and a registry by format."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from .errors import FlowError
from .messages import text
from .validation import sentence


class Options(BaseModel):
    """The options of one format, as attributes; unknown ones are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Kind = TypeVar("Kind", bound=Options)


class Formats(Generic[Kind]):
    """Format name → class that handles it, made from the `options` of a step."""

    def __init__(self) -> None:
        self._classes: dict[str, type[Kind]] = {}

    def register(self, name: str) -> Callable[[type[Kind]], type[Kind]]:
        """Class decorator. Registering a format twice is a mistake in the code and raises."""

        def add(cls: type[Kind]) -> type[Kind]:
            if name in self._classes:
                raise ValueError(f"format {name!r} is registered twice")
            self._classes[name] = cls
            return cls

        return add

    @property
    def names(self) -> tuple[str, ...]:
        """The formats that are known."""
        return tuple(sorted(self._classes))

    def of(self, name: str) -> type[Kind]:
        """The class that handles a format. Raises KeyError."""
        return self._classes[name]

    def make(self, name: str, options: Mapping[str, Any]) -> Kind:
        """The handler of a format. Raises FlowError (path `format` or `options.…`)."""
        if name not in self._classes:
            known = ", ".join(self.names)
            raise FlowError(
                "format",
                text(
                    "%(name)s is not known here; use one of %(known)s.",
                    name=repr(name),
                    known=known,
                ),
            )
        return made(self._classes[name], name, options)


def made(kind: type[Kind], name: str, options: Mapping[str, Any]) -> Kind:
    """The options as attributes. `name`: whose they are. Raises FlowError (path `options.…`)."""
    try:
        return kind.model_validate(dict(options))
    except ValidationError as error:
        # A key that is misspelt is often what another one lacks: it tells more.
        first = min(error.errors(), key=lambda item: item["type"] != "extra_forbidden")
        path = ".".join(["options", *(str(part) for part in first["loc"])])
        if first["type"] == "extra_forbidden":
            fields = ", ".join(kind.model_fields) or text("none")
            raise FlowError(
                path,
                text(
                    "is no option of %(name)s; its options: %(fields)s.", name=name, fields=fields
                ),
            ) from error
        raise FlowError(path, sentence(first)) from error


def known_encoding(name: str) -> str:
    """A validator: the codec that a name stands for."""
    try:
        return codecs.lookup(name).name
    except LookupError as error:
        raise ValueError(text("there is no encoding %(name)s", name=repr(name))) from error
