"""Tests and migrations: files that Odoo finds and runs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ...errors import Problem
from ...ir.kinds.migration import Migration
from ...ir.kinds.test import Test
from ...messages import Message, text
from ...source import margin_removed, parsed
from ..context import Context

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_TAG = re.compile(r"[+-]?\w[\w.]*\Z")
_VERSION = re.compile(r"\d+\.\d+\.\d+\Z")


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each test and migration that Odoo would not run."""
    for path, test in context.of(Test):
        for message in (*_name(test.name), *_test(test)):
            yield Problem(path, message)
    for path, migration in context.of(Migration):
        for message in (*_name(migration.name), *_migration(context, migration)):
            yield Problem(path, message)


def _name(name: str) -> Iterator[Message]:
    if not _NAME.match(name):
        yield text(
            "%(name)s is no identifier; use small letters, digits and _, and begin with a letter.",
            name=repr(name),
        )


def _test(test: Test) -> Iterator[Message]:
    for tag in test.tags:
        if not _TAG.match(tag):
            yield text("%(tag)s is no tag of a test; use letters, digits and _.", tag=repr(tag))
    try:
        tree = parsed(margin_removed(test.code))
    except SyntaxError:
        return
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    if not any(function.name.startswith("test_") for function in functions):
        yield text("Nothing would be tested: write a method whose name begins with test_.")


def _migration(context: Context, migration: Migration) -> Iterator[Message]:
    own = context.document.module.version
    if not _VERSION.match(migration.version):
        yield text(
            "%(value)s is no version; write three numbers, as in 1.0.0.", value=migration.version
        )
    elif _VERSION.match(own) and _numbers(migration.version) > _numbers(own):
        yield text(
            "Version %(version)s is later than the module's own %(own)s, so the script would "
            "never run.",
            version=migration.version,
            own=own,
        )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))
