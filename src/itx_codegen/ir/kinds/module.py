"""The module itself: what its manifest says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, JsonValue
from pydantic import Field as PydanticField

from ...messages import Message, text
from ..base64_text import Base64
from ..node import Layer, Names, Node, Source
from ..roles import FreePython
from .dependency import Dependency


def _dependencies(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return [{"name": item} if isinstance(item, str) else item for item in value]
    return value


#: The hooks of a manifest; each is a function in the module's package.
HOOKS = ("pre_init_hook", "post_init_hook", "uninstall_hook", "post_load")


class Module(Node):
    """What is validated, applied and exported. Attributes carry the names of the manifest.

    `version` is its own, without the series. With `auto_install` the module installs itself as soon
    as what it depends on is there; `auto_install_with` names those dependencies that count, if not
    all do. `external_python`, `external_bin` and `external_apt` (library → package) are the parts
    of `external_dependencies`. `images` are path → content in base64, or an empty text for a file
    that the document does not hold. Of hooks, the body stands here; they have `env`. `hooks_head`
    is what stands above them: imports, helpers. Without `icon` (an image in base64), `readme`
    (Markdown) and `index_html`, these are made from the rest. `further_keys` are keys of the
    manifest that have no attribute. `model_xml_ids` says under which XML id a model of others is
    known (`sale.order` → `sale.model_sale_order`), so that records need not search it.
    """

    kind: ClassVar[str] = "module"
    label: ClassVar[Message] = text("Module")
    layer: ClassVar[Layer] = Layer.STRUCTURE
    shorthand: ClassVar[Mapping[str, Mapping[str, Any]]] = {"depends": {"type": "string"}}
    name: str
    title: str = ""
    summary: str = ""
    description: str = ""
    author: str = ""
    maintainer: str = ""
    maintainers: Names = ()
    website: str = ""
    live_test_url: str = ""
    category: str = "Customizations"
    license: str = "LGPL-3"
    price: float = 0.0
    currency: str = ""
    version: str = "1.0.0"
    sequence: int = 100
    application: bool = False
    installable: bool = True
    auto_install: bool = False
    auto_install_with: Names = ()
    countries: Names = ()
    external_python: Names = ()
    external_bin: Names = ()
    external_apt: dict[str, str] = PydanticField(default_factory=dict)
    images: dict[str, Base64] = PydanticField(default_factory=dict)
    icon: Base64 = ""
    readme: Source = ""
    index_html: Source = ""
    pre_init_hook: Annotated[Source, FreePython()] = ""
    post_init_hook: Annotated[Source, FreePython()] = ""
    uninstall_hook: Annotated[Source, FreePython()] = ""
    post_load: Annotated[Source, FreePython()] = ""
    hooks_head: Annotated[Source, FreePython(top=True)] = ""
    further_keys: dict[str, JsonValue] = PydanticField(default_factory=dict)
    model_xml_ids: dict[str, str] = PydanticField(default_factory=dict)
    depends: Annotated[tuple[Dependency, ...], BeforeValidator(_dependencies)] = ()

    def normalized(self) -> Module:
        return self.model_copy(update={"title": self.title or self.name})

    @property
    def hooks(self) -> tuple[str, ...]:
        """The names of the hooks that have code."""
        return tuple(name for name in HOOKS if getattr(self, name).strip())

    @classmethod
    def completed(cls, data: dict[str, Any], parent: Any) -> dict[str, Any]:
        depends = data.get("depends")
        if depends is not None:
            data = {**data, "depends": _dependencies(depends)}
        return _as_in_a_manifest(data)


#: What the module says beside its manifest: in files of its own, or to those who write the others.
BESIDE_MANIFEST = frozenset(
    {"hooks_head", "icon", "index_html", "model_xml_ids", "name", "readme", *HOOKS}
)

#: Everything but the name and what it depends on is for the manifest and the files beside it.
Module.manifest_only = frozenset(Module.own_attributes()) - {"name"}


def _as_in_a_manifest(data: dict[str, Any]) -> dict[str, Any]:
    """Take lists and groups of keys as people know them from manifests."""
    data = dict(data)
    if isinstance(data.get("auto_install"), (list, tuple)):
        data |= {"auto_install": True, "auto_install_with": list(data["auto_install"])}
    if isinstance(data.get("images"), (list, tuple)):
        data["images"] = {path: "" for path in data["images"] if isinstance(path, str)}
    external = data.get("external_dependencies")
    if isinstance(external, dict) and set(external) <= {"python", "bin", "apt"}:
        del data["external_dependencies"]
        data |= {f"external_{sort}": held for sort, held in external.items()}
    return data
