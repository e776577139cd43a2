"""One addon taken in and given back, in whichever process; and the bare parsing of its files."""

import ast
import csv
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from itx_codegen.extract import ModuleFiles, extract, read_module
from itx_codegen.render import render


class TakenIn(NamedTuple):
    """What came of one addon; `counts` says how many of a sort were kept in which way."""

    name: str
    seconds: float = 0.0
    parsing: float = 0.0
    counts: tuple[tuple[tuple[str, str], int], ...] = ()
    same_files: bool = False
    same_document: bool = False
    same_again: bool = False
    crash: str = ""


def taken_in(folder: Path) -> TakenIn:
    """Extract and render the addon in ``folder``, as it was and written anew."""
    try:
        return _taken_in(folder)
    # What a crash is, is what this is to find out: any error of ours counts as one.
    except Exception:
        return TakenIn(folder.name, crash=traceback.format_exc())


def _taken_in(folder: Path) -> TakenIn:
    _name, files = read_module(folder)
    started = time.perf_counter()
    document, report = extract(files, folder.name)
    given_back = render(document)
    seconds = time.perf_counter() - started
    anew = render(document, regenerate=True)
    started = time.perf_counter()
    _parse(files)
    parsing = time.perf_counter() - started
    return TakenIn(
        folder.name,
        seconds,
        parsing,
        tuple(Counter((entry.sort, entry.kept.value) for entry in report.entries).items()),
        same_files=dict(given_back) == dict(files),
        same_document=extract(given_back, folder.name).document == document,
        same_again=_is_fixed(anew, folder.name),
    )


def _is_fixed(anew: ModuleFiles, name: str) -> bool:
    """Whether what was written anew, taken in, is written anew in the same way."""
    return dict(render(extract(anew, name).document, regenerate=True)) == dict(anew)


def _parse(files: ModuleFiles) -> None:
    """What anybody must do who reads a module: parse its Python, XML and CSV."""
    parser = etree.XMLParser(recover=True)
    for path, content in files.items():
        if path.endswith(".py"):
            ast.parse(content)
        elif path.endswith(".xml"):
            etree.fromstring(content, parser)
        elif path.endswith(".csv"):
            list(csv.reader(content.decode("utf-8", "replace").splitlines()))
