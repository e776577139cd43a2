"""A kind is one file in each layer: the registry finds it, and no layer may lack it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from itx_codegen.ir import Layer, Node, Side, all_kinds, collections, registry
from itx_codegen.ir.kinds.module import Module
from itx_codegen.plan import kinds_of
from itx_codegen.render.dispatch import dispatch

ADDONS = ("itx_moduler", "odf_ui_builder")
#: A kind that only is short for others has neither renderer nor adapter.
FULL = {name for name, kind in all_kinds().items() if not kind.short}
ALIVE = {name for name in FULL if all_kinds()[name].side is not Side.EXPORT}


def class_attributes(folders: list[Path], attribute: str) -> Iterator[str]:
    """Yield what classes of an addon say of themselves: Odoo itself is not needed to read it."""
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Assign)
                    and isinstance(node.targets[0], ast.Name)
                    and node.targets[0].id == attribute
                    and isinstance(node.value, ast.Constant)
                    and node.value.value
                ):
                    yield str(node.value.value)


@pytest.mark.parametrize("name", sorted(all_kinds()))
def test_kind_stands_in_a_file_of_its_name(name: str) -> None:
    assert all_kinds()[name].__module__ == f"itx_codegen.ir.kinds.{name}"


@pytest.mark.parametrize("name", sorted(all_kinds()))
def test_kind_describes_itself(name: str) -> None:
    kind = all_kinds()[name]
    assert kind.label not in ("", Node.label)
    assert kind.named_by in kind.own_attributes()
    assert set(kind.changed) <= set(kind.own_attributes())
    assert kind.manifest_only <= set(kind.own_attributes())
    assert kind.follows <= set(all_kinds())


def test_every_kind_has_a_place_in_the_document() -> None:
    held = {kind for kinds in collections().values() for kind in kinds}
    inside = {child for kind in all_kinds().values() for child in kind.child_kinds().values()}
    assert held | inside | {Module} == set(all_kinds().values())


def test_every_kind_is_rendered() -> None:
    assert dispatch().kinds() == FULL


def test_what_is_short_for_others_is_known_as_one_of_them() -> None:
    assert {kind.known_as for kind in all_kinds().values()} <= {"", *FULL}
    assert not [name for name in FULL if all_kinds()[name].known_as]


def test_every_kind_is_made_in_a_stage() -> None:
    made = [*kinds_of(Layer.STRUCTURE), *kinds_of(Layer.SURFACE)]
    assert sorted(made) == sorted(all_kinds())


def test_every_kind_that_lives_has_one_live_adapter(repository: Path) -> None:
    folders = [repository / "itx_moduler/adapters/live/kinds", repository / ADDONS[1] / "adapters"]
    assert sorted(class_attributes(folders, "kind")) == sorted(ALIVE)


def test_every_kind_has_one_snapshot_model(repository: Path) -> None:
    folders = [repository / addon / "models" for addon in ADDONS]
    assert sorted(class_attributes(folders, "_ir_kind")) == sorted(all_kinds())


def test_two_classes_of_one_kind_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "from itx_codegen.ir.node import Node\n\n\nclass {}(Node):\n    kind = 'thing'\n"
    package = tmp_path / "twice"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "one.py").write_text(source.format("One"))
    (package / "two.py").write_text(source.format("Two"))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(registry, "kinds", __import__("twice"))

    with pytest.raises(registry.DuplicateKindError, match="are both 'thing'"):
        registry.all_kinds.__wrapped__()

    for name in ("twice", "twice.one", "twice.two"):
        sys.modules.pop(name, None)
