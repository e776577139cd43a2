"""The module itself: what its manifest says."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from ...messages import Message, text
from ..node import Layer, Node
from .dependency import Dependency


def _dependencies(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return [{"name": item} if isinstance(item, str) else item for item in value]
    return value


class Module(Node):
    """What is validated, applied and exported. `version` is its own, without the series."""

    kind: ClassVar[str] = "module"
    label: ClassVar[Message] = text("Module")
    layer: ClassVar[Layer] = Layer.STRUCTURE
    manifest_only: ClassVar[frozenset[str]] = frozenset(
        {
            "title",
            "summary",
            "description",
            "author",
            "website",
            "category",
            "license",
            "version",
            "application",
        }
    )

    name: str
    title: str = ""
    summary: str = ""
    description: str = ""
    author: str = ""
    website: str = ""
    category: str = "Customizations"
    license: str = "LGPL-3"
    version: str = "1.0.0"
    application: bool = False
    depends: Annotated[tuple[Dependency, ...], BeforeValidator(_dependencies)] = ()

    def normalized(self) -> Module:
        return self.model_copy(update={"title": self.title or self.name})

    @classmethod
    def completed(cls, data: dict[str, Any], parent: Any) -> dict[str, Any]:
        depends = data.get("depends")
        if depends is not None:
            data = {**data, "depends": _dependencies(depends)}
        return data
