"""Sentences can be translated: each is a literal where it is said, with named values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import itx_codegen
from itx_codegen.messages import text

SOURCES = sorted(Path(itx_codegen.__file__).parent.rglob("*.py"))


def said(path: Path) -> Iterator[ast.Call]:
    """Yield the calls of `messages.text` in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    if any(node.module == "messages" for node in imports):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "text":
                yield node


def test_a_message_knows_what_it_was_made_from() -> None:
    message = text("%(count)s of %(kind)s", count=2, kind="100%")

    assert message == "2 of 100%"
    assert (message.template, message.values) == (
        "%(count)s of %(kind)s",
        {"count": 2, "kind": "100%"},
    )
    assert text("100%") == "100%"


def test_sentences_are_literals_that_use_their_values() -> None:
    calls = [(path, call) for path in SOURCES for call in said(path)]

    assert len(calls) > 100
    for path, call in calls:
        place = f"{path.name}:{call.lineno}"
        template = call.args[0]
        if path.name == "plan.py" and isinstance(template, ast.Attribute):
            continue  # a stored sentence, made a message again
        assert isinstance(template, ast.Constant), f"{place}: translators can't see it"
        named = set(re.findall(r"%\((\w+)\)s", str(template.value)))
        assert named == {keyword.arg for keyword in call.keywords}, place
