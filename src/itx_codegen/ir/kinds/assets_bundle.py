"""A line in a bundle of assets: which files go where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from ...messages import Message, text
from ..node import Node
from ..roles import AssetPath


class AssetsBundle(Node):
    """One line of `assets` in the manifest: what is done with `path` in `bundle`.

    A path that begins with `static/` is of this module; others begin with a module's name. It may
    be a pattern (`static/src/**/*.js`). *include* takes the name of a bundle for `path`; *before*,
    *after* and *replace* need the `target` that they are about.
    """

    kind: ClassVar[str] = "assets_bundle"
    label: ClassVar[Message] = text("Asset bundle line")
    follows: ClassVar[frozenset[str]] = frozenset({"assets"})
    collection: ClassVar[str] = "assets_bundles"
    ordered: ClassVar[bool] = True

    name: str = ""
    bundle: str = "web.assets_backend"
    directive: Literal["append", "prepend", "before", "after", "remove", "replace", "include"] = (
        "append"
    )
    path: Annotated[str, AssetPath()]
    target: Annotated[str, AssetPath()] = ""

    def required_modules(self) -> frozenset[str]:
        return frozenset({"web"}) if self.bundle.startswith("web.") else frozenset()

    @classmethod
    def completed(cls, data: dict[str, Any], parent: Mapping[str, Any]) -> dict[str, Any]:
        if not data.get("name") and data.get("path"):
            bundle, directive = data.get("bundle", "web.assets_backend"), data.get("directive")
            data = {**data, "name": f"{bundle}: {directive or 'append'} {data['path']}"}
        return data
