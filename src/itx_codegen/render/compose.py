"""From parts to files."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TypeVar

from ..errors import DocumentError, Problem
from ..messages import text
from .manifest import manifest
from .order import CycleError, ordered
from .parts import (
    Asset,
    Class,
    Depends,
    Member,
    PackageImport,
    Part,
    Record,
    Row,
    Term,
    Test,
    Translated,
    WholeFile,
)
from .parts import python as python_part
from .parts import record as record_part
from .parts import row as row_part
from .parts import term as term_part
from .parts import test as test_part
from .parts.data import DataPart
from .python_source import formatted
from .site import Scope
from .templates import SERIES, fill
from .tree import FileTree

PartT = TypeVar("PartT", bound=Part)


def compose(parts: Sequence[Part], scope: Scope) -> FileTree:
    """Return the files that the parts make. Raises DocumentError where two claim the same place."""
    files = code_files(parts)
    _refuse_twice((((test.path, test.name), test) for test in of(parts, Test)), "name of a test")
    tests = _grouped(of(parts, Test), lambda test: test.path)
    files |= {path: test_part.compose(held) for path, held in tests.items()}
    data = data_files(parts, scope)
    files |= data
    files |= _packages(files, of(parts, PackageImport))
    version = f"{SERIES}.{scope.document.module.version}"
    terms = of(parts, Term)
    files[f"i18n/{scope.module}.pot"] = term_part.compose(terms, scope.module, version)
    for lang, held in _grouped(of(parts, Translated), lambda one: one.lang).items():
        content = term_part.compose(terms, scope.module, version, lang, held)
        files[f"i18n/{lang}.po"] = content
    depends = [part.module for part in of(parts, Depends)]
    demo = [path for path in data if path.startswith("demo/")]
    loaded = [path for path in data if path not in demo]
    files["__manifest__.py"] = manifest(
        scope.document.module, depends, loaded, demo, assets_of(parts)
    )
    return FileTree(files)


def code_files(parts: Sequence[Part]) -> dict[str, bytes]:
    """Return the files that elements make alone, and those of models."""
    _refuse_twice(_owners_of_files(parts), "file")
    return {part.path: part.content for part in of(parts, WholeFile)} | _classes(parts)


def assets_of(parts: Sequence[Part]) -> dict[str, list[object]]:
    """Return bundle → lines, as the manifest lists them."""
    assets: dict[str, list[object]] = {}
    for line in of(parts, Asset):
        assets.setdefault(line.bundle, []).append(line.line)
    return assets


def of(parts: Iterable[Part], kind: type[PartT]) -> list[PartT]:
    """Return the parts of one sort, in order."""
    return [part for part in parts if isinstance(part, kind)]


def _grouped(parts: Iterable[PartT], key: Callable[[PartT], Hashable]) -> dict[str, list[PartT]]:
    groups: dict[str, list[PartT]] = {}
    for part in parts:
        groups.setdefault(str(key(part)), []).append(part)
    return groups


def _classes(parts: Sequence[Part]) -> dict[str, bytes]:
    classes = of(parts, Class)
    members = of(parts, Member)
    _refuse_twice(((owner.path, owner) for owner in classes), "file")
    _refuse_twice((((one.model, one.name), one) for one in members), "attribute of the class")
    by_model = _grouped(members, lambda member: member.model)
    return {
        owner.path: python_part.compose(owner, by_model.get(owner.model, [])) for owner in classes
    }


def data_files(parts: Sequence[Part], scope: Scope) -> dict[str, bytes]:
    """Return the data files in the order in which they must be loaded."""
    data = of(parts, DataPart)
    _refuse_twice(((part.xml_id, part) for part in data if part.xml_id), "XML id")
    groups = _grouped(data, lambda part: part.path)
    by_stage = sorted(groups.values(), key=lambda held: (held[0].stage, held[0].path))
    try:
        files = ordered(
            by_stage,
            gives=lambda held: {part.xml_id for part in held},
            needs=lambda held: {name for part in held for name in part.refers},
        )
        inside = [
            ordered(held, gives=lambda part: {part.xml_id}, needs=lambda part: part.refers)
            for held in files
        ]
    except CycleError as error:
        raise DocumentError(_ring(error)) from error
    result = {}
    for held in inside:
        rows, elements = of(held, Row), of(held, Record)
        result[held[0].path] = row_part.compose(rows) if rows else record_part.compose(elements)
    return result


def _ring(error: CycleError) -> list[Problem]:
    members = [one if isinstance(one, list) else [one] for one in error.members]
    parts = [part for member in members for part in of(member, DataPart)]
    message = text("it is in a ring of references, so none of these can be loaded first.")
    return [Problem(part.origin, message) for part in parts]


def _owners_of_files(parts: Sequence[Part]) -> Iterator[tuple[str, Part]]:
    """Yield (path, part) for the files of generated tests, and those that one element makes."""
    for path, tests in _grouped(of(parts, Test), lambda test: test.path).items():
        yield path, tests[0]
    for whole in of(parts, WholeFile):
        yield whole.path, whole


def _packages(files: Iterable[str], package_imports: Sequence[PackageImport]) -> dict[str, bytes]:
    """Return the `__init__.py` files: of the module, of its models and of its tests."""
    imported = {
        folder: sorted(
            PurePosixPath(path).stem
            for path in files
            if PurePosixPath(path).parent.name == folder and path.endswith(".py")
        )
        for folder in ("models", "tests")
    }
    imported["tests"] = [stem for stem in imported["tests"] if stem.startswith("test_")]
    found = {f"{folder}/__init__.py": stems for folder, stems in imported.items() if stems}
    found["__init__.py"] = ["models"] if imported["models"] else []
    return {
        path: _package(path, stems, package_imports if path == "__init__.py" else ())
        for path, stems in found.items()
    }


def _package(path: str, stems: Sequence[str], imported: Sequence[PackageImport]) -> bytes:
    groups = _grouped(imported, lambda one: one.module)
    names = {module: [one.name for one in held] for module, held in sorted(groups.items())}
    source = fill("package.py.jinja", names=stems, imported=names)
    return formatted(source, path).strip(b"\n") + b"\n"


def _refuse_twice(places: Iterable[tuple[Hashable, Part]], what: str) -> None:
    seen: dict[Hashable, str] = {}
    problems = []
    for place, part in places:
        if place in seen:
            message = text(
                "it gets the same %(what)s as %(other)s; rename one of the two.",
                what=what,
                other=seen[place],
            )
            problems.append(Problem(part.origin, message))
        seen.setdefault(place, part.origin)
    if problems:
        raise DocumentError(problems)
