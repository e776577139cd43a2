"""Files for the browser: where they stand, and that bundles find them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from lxml import etree

from ...errors import Problem
from ...ir.kinds.assets import ENDINGS, PATH, Assets
from ...ir.kinds.assets_bundle import AssetsBundle
from ...ir.kinds.source_file import SourceFile
from ...ir.xml import parse_arch
from ...messages import Message, text
from ..context import Context
from .views import no_xml

#: What the generator itself puts below `static/`.
_OWN = "static/description/"
_BUNDLE = re.compile(r"[a-z][a-z0-9_]*\.[A-Za-z0-9_]+\Z")
_WITH_TARGET = frozenset({"after", "before", "replace"})


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each file or line of a bundle that the browser would not get."""
    paths = [asset.path for _path, asset in context.of(Assets)]
    paths += [file.path for _path, file in context.of(SourceFile)]
    for path, asset in context.of(Assets):
        for attribute, message in _file(asset):
            yield Problem(f"{path}.{attribute}", message)
    for path, line in context.of(AssetsBundle):
        for attribute, message in _line(line, paths, context.untouched(line)):
            yield Problem(f"{path}.{attribute}", message)


def _file(asset: Assets) -> Iterator[tuple[str, Message]]:
    pure = PurePosixPath(asset.path)
    if (
        pure.parts[:1] != ("static",)
        or ".." in pure.parts
        or str(pure) != asset.path
        or asset.path.startswith(_OWN)
        or not PATH.match(asset.path)
    ):
        yield (
            "path",
            text(
                "%(path)s is no place for a file: write a path below static/, as in "
                "static/src/js/board.js (static/description/ is taken).",
                path=repr(asset.path),
            ),
        )
    elif pure.suffix not in ENDINGS:
        endings = ", ".join(ENDINGS)
        yield "path", text("The file's name must end with one of %(endings)s.", endings=endings)
    if pure.suffix == ".xml":
        try:
            parse_arch(asset.content)
        except etree.XMLSyntaxError as error:
            yield "content", no_xml(error)


def _line(line: AssetsBundle, paths: list[str], untouched: bool) -> Iterator[tuple[str, Message]]:
    if not _BUNDLE.match(line.bundle):
        yield (
            "bundle",
            text(
                "%(name)s is no bundle; write a module and a name, as in web.assets_backend.",
                name=repr(line.bundle),
            ),
        )
    if (line.directive in _WITH_TARGET) != bool(line.target):
        yield (
            "target",
            text("The directives before, after and replace need a target, the others have none."),
        )
    if line.directive == "include":
        if not _BUNDLE.match(line.path):
            yield "path", text("An include names a bundle; %(name)s is none.", name=repr(line.path))
        return
    for attribute in ("path", "target"):
        value = getattr(line, attribute)
        if ".." in PurePosixPath(value).parts:
            yield attribute, text("%(path)s leaves its module.", path=value)
        elif untouched or not value.startswith("static/"):
            continue
        elif not any(matches(path, value) for path in paths):
            yield attribute, text("This module has no file %(path)s.", path=value)


def matches(path: str, pattern: str) -> bool:
    """Tell whether a path fits a pattern in which `**` stands for any folders, or none."""
    if "**/" in pattern and fnmatchcase(path, pattern.replace("**/", "")):
        return True
    return fnmatchcase(path, pattern)
