"""The manifest: its keys as attributes of the module, and the text of each value."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from ..ir.kinds.module import HOOKS, Module
from ..messages import Message, text
from ..render.templates import SERIES
from ..source import parsed
from .draft import Cut, Draft, NotReadError, Raw

#: Key → attribute, where the manifest's value is the attribute's.
_PLAIN: Mapping[str, str] = {
    "name": "title",
    **{
        name: name
        for name in (
            "application",
            "author",
            "category",
            "currency",
            "description",
            "installable",
            "license",
            "live_test_url",
            "maintainer",
            "sequence",
            "summary",
            "website",
        )
    },
}
_NAMES = ("countries", "maintainers")
_FILES = text("Which files are loaded follows from the files; the list is kept as text.")
_HOOK = text("The code of hooks is carried as text.")
_OTHER = text("The value is not one that documents have for this key.")
_VERSION = re.compile(r"\d+(\.\d+){1,2}\Z")


def split_manifest(path: str, source: str, draft: Draft) -> list[Cut]:
    """Put what the manifest says into the draft; return the pieces of its text.

    Raises NotReadError where it is no plain dictionary.
    """
    return _Manifest(path, source, draft).split()


class _Manifest:
    def __init__(self, path: str, source: str, draft: Draft) -> None:
        self.path = path
        self.content = source.encode("utf-8")
        self.draft = draft
        self.module = draft.module
        self.starts = [0]
        for line in self.content.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.bound: list[tuple[int, int, Raw, str]] = []

    def split(self) -> list[Cut]:
        tree = parsed(self.content.decode("utf-8").removeprefix("\ufeff"))
        held = [one.value for one in tree.body if isinstance(one, ast.Expr)]
        found = next((one for one in held if isinstance(one, ast.Dict)), None)
        if found is None or self.content.startswith(b"\xef\xbb\xbf"):
            raise NotReadError(text("It is not written as one dictionary."))
        for key, value in zip(found.keys, found.values, strict=True):
            if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
                raise NotReadError(text("Not all of its keys are plain texts."))
            self._key(key.value, value)
        cuts: list[Cut] = []
        at = 0
        for start, end, raw, part in sorted(self.bound, key=lambda one: one[:2]):
            cuts.append(Cut(self.content[at:start].decode("utf-8")))
            cuts.append(Cut(self.content[start:end].decode("utf-8"), raw, part))
            at = end
        return [*cuts, Cut(self.content[at:].decode("utf-8"))]

    def _key(self, key: str, node: ast.expr) -> None:
        value = ast.literal_eval(node)
        if key == "depends" and isinstance(node, (ast.List, ast.Tuple)):
            self._depends(node)
            self._found(key, node, self.module)
        elif key == "assets" and isinstance(node, ast.Dict):
            self._assets(node)
        elif key in ("data", "demo"):
            self._found(key, node, None, _FILES)
        elif key in HOOKS:
            self._found(key, node, None, _HOOK)
        else:
            said = self._said(key, value)
            if said is None:
                self._found(key, node, None, _OTHER)
                return
            attributes, part = said
            for name, held in attributes.items():
                if isinstance(held, dict) and isinstance(self.module.get(name), dict):
                    self.module[name].update(held)
                else:
                    self.module[name] = held
            self._found(key, node, self.module)
            self._bind(node, self.module, part)

    def _said(self, key: str, value: Any) -> tuple[Raw, str] | None:
        """Return the attributes that say a key, and the part of the module that its text is."""
        if key in _PLAIN:
            attribute = _PLAIN[key]
            fits = type(value) is Module.model_fields[attribute].annotation
            return ({attribute: value}, attribute) if fits else None
        if key in _NAMES:
            return ({key: list(value)}, key) if _names(value) else None
        if key in _OWN_WAY:
            found = _OWN_WAY[key](value)
            return (found, ",".join(found)) if found is not None else None
        try:
            json.dumps(value)
        except TypeError:
            return None
        if isinstance(value, tuple):
            return None
        return {"further_keys": {key: value}}, f"further_keys.{key}"

    def _depends(self, node: ast.List | ast.Tuple) -> None:
        known = {one["name"] for one in self.module.setdefault("depends", [])}
        for one in node.elts:
            name = ast.literal_eval(one)
            if isinstance(name, str) and name not in known:
                known.add(name)
                raw = {"name": name}
                self.module["depends"].append(raw)
                self._bind(one, raw)
                self.draft.found("dependency", self.path, one.lineno, name, raw)

    def _assets(self, node: ast.Dict) -> None:
        names: set[str] = set()
        for key, lines in zip(node.keys, node.values, strict=True):
            bundle = ast.literal_eval(key) if key is not None else ""
            for one in lines.elts if isinstance(lines, (ast.List, ast.Tuple)) else ():
                raw = self._line(str(bundle), ast.literal_eval(one))
                shown = ast.unparse(one)
                if raw is None:
                    self.draft.found(
                        "asset bundle line", self.path, one.lineno, shown, reason=_OTHER
                    )
                    continue
                raw["name"] = _free(raw["name"], names)
                self.draft.add("assets_bundles", raw)
                self.draft.found("asset bundle line", self.path, one.lineno, shown, raw)
                self._bind(one, raw)

    def _line(self, bundle: str, value: Any) -> Raw | None:
        """Return a line of a bundle (`odoo.addons.base.models.ir_asset`)."""
        parts = [value] if isinstance(value, str) else value
        if not isinstance(parts, (list, tuple)) or not all(isinstance(one, str) for one in parts):
            return None
        directive, *paths = ["append", *parts] if len(parts) == 1 else parts
        wanted = 2 if directive in ("before", "after", "replace") else 1
        if len(paths) != wanted:
            return None
        target, path = paths if wanted == 2 else ["", *paths]
        raw = {
            "bundle": bundle,
            "directive": directive,
            "path": path if directive == "include" else self._local(path),
            **({"target": self._local(target)} if target else {}),
        }
        return {"name": f"{bundle}: {directive} {path}", **raw}

    def _local(self, path: str) -> str:
        """Return a path below `static/` of this module without the module's name."""
        own = path.removeprefix(f"{self.draft.name}/")
        return own if own != path and own.startswith("static/") else path

    def _found(self, key: str, node: ast.expr, raw: Raw | None, reason: Message | str = "") -> None:
        self.draft.found("manifest key", self.path, node.lineno, key, raw, reason)

    def _bind(self, node: ast.expr, raw: Raw, part: str = "") -> None:
        start = self.starts[node.lineno - 1] + node.col_offset
        end = self.starts[(node.end_lineno or 1) - 1] + (node.end_col_offset or 0)
        self.bound.append((start, end, raw, part))


def _names(value: object) -> bool:
    return isinstance(value, (list, tuple)) and all(
        isinstance(one, str) and one and one == one.strip() and "," not in one for one in value
    )


def _version(value: Any) -> Raw | None:
    if not isinstance(value, str):
        return None
    version = value.removeprefix(f"{SERIES}.")
    return {"version": version} if _VERSION.match(version) else None


def _price(value: Any) -> Raw | None:
    return {"price": float(value)} if type(value) in (int, float) else None


def _auto_install(value: Any) -> Raw | None:
    if isinstance(value, bool):
        return {"auto_install": value}
    if value and _names(value):
        return {"auto_install": True, "auto_install_with": list(value)}
    return None


def _images(value: Any) -> Raw | None:
    return {"images": dict.fromkeys(value, "")} if _names(value) else None


def _external(value: Any) -> Raw | None:
    if not isinstance(value, dict) or not set(value) <= {"python", "bin", "apt"}:
        return None
    apt = value.get("apt", {})
    texts = isinstance(apt, dict) and all(isinstance(one, str) for one in apt.values())
    if not texts or not all(_names(value[sort]) for sort in ("python", "bin") if sort in value):
        return None
    return {
        f"external_{sort}": dict(held) if sort == "apt" else list(held)
        for sort, held in value.items()
    }


_OWN_WAY: Mapping[str, Callable[[Any], Raw | None]] = {
    "auto_install": _auto_install,
    "external_dependencies": _external,
    "images": _images,
    "price": _price,
    "version": _version,
}


def _free(name: str, names: set[str]) -> str:
    """Return a name that no line has yet, and take it."""
    number = 1
    free = name
    while free in names:
        number += 1
        free = f"{name} ({number})"
    names.add(free)
    return free
