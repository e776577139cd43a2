"""Texts are cut into pieces without loss, and merged piece by piece where lines would clash."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itx_codegen.update.formats import csv_rows, manifest, merger_of, po, python, xml
from itx_codegen.update.keyed import Splitter, in_order, three_way
from itx_codegen.update.lines import OPENING
from itx_codegen.update.renames import Renames
from tests.unit.codegen.strategies import quick

_GOLDEN = Path(__file__).resolve().parents[3] / "golden"
_SPLITTERS: dict[str, Splitter] = {
    ".csv": csv_rows.pieces,
    ".po": po.pieces,
    ".pot": po.pieces,
    ".py": python.pieces,
    ".xml": xml.pieces,
}
_NONE = Renames({})


def merged(path: str, base: str, new: str, tree: str) -> str:
    """Merge as a file of that name, and expect no conflict."""
    result = three_way(base, new, tree, _NONE, merger_of(path))
    assert OPENING not in result, result
    return result


@pytest.mark.parametrize("suffix", _SPLITTERS)
def test_every_generated_file_is_the_sum_of_its_pieces(suffix: str) -> None:
    files = [file for file in _GOLDEN.rglob(f"expected/**/*{suffix}") if file.stat().st_size]
    cut = 0
    for file in files:
        split = manifest.pieces if file.name == "__manifest__.py" else _SPLITTERS[suffix]
        text = file.read_text(encoding="utf-8")
        found = split(text)
        if found is not None:
            cut += 1
            whole = "".join(piece.text for piece in found)
            assert whole.rstrip("\n") == text.rstrip("\n"), file
    assert cut >= 0.9 * len(files), f"{cut} of {len(files)} files were cut"


# A file of each format with these names in it, in this order: `shown(names)`.
_SHOWN: dict[str, Callable[[list[str]], str]] = {
    "security/ir.model.access.csv": lambda names: "".join(
        f"{name}\n" for name in ["id,name,perm_read", *(f'{n},"{n}, too",1' for n in names)]
    ),
    "i18n/th.po": lambda names: 'msgid ""\nmsgstr ""\n'
    + "".join(f'\n#: model:{n}\nmsgid "{n}"\nmsgstr "ไทย {n}"\n' for n in names),
    "__init__.py": lambda names: "".join(f"from . import {n}\n" for n in names),
    "models/names.py": lambda names: "class Names:\n    first = 1\n"
    + "".join(f"\n    @some\n    def {n}(self):\n        return 1\n" for n in names),
    "imports.py": lambda names: f"from odoo import {', '.join(['api', *names])}\n",
    "__manifest__.py": lambda names: '{\n    "name": "x",\n    "data": [\n'
    + "".join(f'        "{n}.xml",\n' for n in names)
    + "    ],\n}\n",
    "views/x.xml": lambda names: '<?xml version="1.0"?>\n<odoo>\n    <record id="first"/>\n'
    + "".join(f'\n    <!-- {n} -->\n    <record id="{n}">\n    </record>\n' for n in names)
    + "</odoo>\n",
}

_WORDS = [f"zq{letter}" for letter in "abcdefgh"]
_fates = st.lists(
    st.sampled_from(["kept", "of_new", "of_tree", "lost_in_new", "lost_in_tree"]),
    min_size=len(_WORDS),
    max_size=len(_WORDS),
)


@pytest.mark.parametrize("path", _SHOWN)
@quick
@given(fates=_fates)
def test_additions_and_removals_of_both_sides_never_clash(path: str, fates: list[str]) -> None:
    def side(*held: str) -> list[str]:
        return [word for word, fate in zip(_WORDS, fates, strict=True) if fate in held]

    shown = _SHOWN[path]
    base = shown(side("kept", "lost_in_new", "lost_in_tree"))
    new = shown(side("kept", "of_new", "lost_in_tree"))
    tree = shown(side("kept", "of_tree", "lost_in_new"))
    result = merged(path, base, new, tree)

    there = [word for word in _WORDS if word in result]
    assert there == side("kept", "of_new", "of_tree")
    assert merged(path, base, new, result) == result


_orders = st.lists(st.sampled_from("abcdefg"), unique=True)


@quick
@given(base=_orders, new=_orders, tree=_orders)
def test_no_key_is_lost_or_doubled_by_the_order(
    base: list[str], new: list[str], tree: list[str]
) -> None:
    assert sorted(in_order(base, new, tree)) == sorted({*base, *new, *tree})
    assert in_order(base, new, base)[: len(new)] == new or set(base) - set(new)
    assert in_order(base, base, tree)[: len(tree)] == tree or set(base) - set(tree)


def test_a_row_that_both_changed_is_merged_by_columns() -> None:
    head = "id,name,group_id:id,perm_write,perm_unlink\n"
    base, new, tree = (
        head + row for row in ("a,A,group,0,0\n", 'a,A,"x, y",0,0\n', "a,A,group,0,1\n")
    )
    assert merged("security/ir.model.access.csv", base, new, tree) == head + 'a,A,"x, y",0,1\n'


def test_a_list_on_one_line_is_merged_by_its_elements() -> None:
    base = '{\n    "name": "x",\n    "depends": ["base"],\n}\n'
    new = base.replace('"base"', '"base", "mail"')
    tree = base.replace('["base"]', '["base", "contacts"]')

    result = merged("__manifest__.py", base, new, tree)

    elements = "".join(f'        "{name}",\n' for name in ("base", "mail", "contacts"))
    assert result == f'{{\n    "name": "x",\n    "depends": [\n{elements}    ],\n}}\n'


def test_a_manifest_without_a_last_comma_gets_it() -> None:
    base = "{\n    'name': 'x',\n    'data': [\n        'a.xml'\n    ]\n}\n"
    new = base.replace("'a.xml'\n", "'a.xml',\n        'b.xml'\n")
    tree = base.replace("    ]\n", "    ],\n    'auto_install': True\n").replace(
        "'a.xml'\n", "'a.xml',\n        # mine\n        'c.xml'\n"
    )

    result = merged("__manifest__.py", base, new, tree)

    assert eval(result) == {  # a manifest is a literal
        "name": "x",
        "data": ["a.xml", "b.xml", "c.xml"],
        "auto_install": True,
    }
    assert "# mine" in result


@pytest.mark.parametrize(
    "text",
    [
        "{\n    'summary': ('a' 'b'),\n}\n",
        "{\n    'summary': (\n        'a'\n        'b'\n    ),\n}\n",
        "{\n    'name': 'x', 'author': 'y',\n}\n",
        "{\n    **OTHER,\n}\n",
        "{'name': 'x'}\n",
        "NAME = 'x'\n{\n    'name': NAME,\n}\n",
    ],
)
def test_a_manifest_that_is_laid_out_otherwise_is_left_to_its_lines(text: str) -> None:
    assert manifest.pieces(text) is None


def test_bundles_in_a_manifest_are_merged_by_their_lines() -> None:
    def shown(*lines: str) -> str:
        inside = "".join(f'            "{line}",\n' for line in lines)
        return f'{{\n    "assets": {{\n        "web.x": [\n{inside}        ],\n    }},\n}}\n'

    result = merged("__manifest__.py", shown("a"), shown("a", "b"), shown("a", "c"))

    assert result == shown("a", "b", "c")


def test_a_field_of_a_form_and_one_of_a_programmer_stand_side_by_side() -> None:
    base = (
        '<odoo>\n    <record id="v">\n        <field name="arch" type="xml">\n'
        '            <list>\n                <field name="a"/>\n            </list>\n'
        "        </field>\n    </record>\n</odoo>\n"
    )
    field = '                <field name="a"/>\n'
    new = base.replace(field, field + field.replace('"a"', '"b"'))
    tree = base.replace(field, field + field.replace('"a"', '"c"'))

    result = merged("views/v.xml", base, new, tree)

    assert result == base.replace(field, "".join(field.replace('"a"', f'"{n}"') for n in "abc"))


def test_a_translation_stays_where_the_places_of_its_text_change() -> None:
    base = '#. module: x\n#: model:a\nmsgid "Book"\nmsgstr ""\n'
    new = base.replace("model:a", "model:b")
    tree = base.replace('msgstr ""', 'msgstr "หนังสือ"')

    assert merged("i18n/th.po", base, new, tree) == new.replace('msgstr ""', 'msgstr "หนังสือ"')


def test_what_is_called_otherwise_takes_its_edits_along() -> None:
    base = (
        "class OldName:\n    pages = 1\n\n    def _compute_pages(self):\n        y = 1\n"
        "        x = 1\n        return x\n"
    )
    new = base.replace("OldName", "NewName").replace("pages", "leaves")
    tree = base.replace("x = 1", "x = 2") + "\n    def mine(self):\n        return 3\n"
    renames = Renames({"OldName": "NewName", "pages": "leaves"})

    result = three_way(base, new, tree, renames, python.merge)

    assert result == new.replace("x = 1", "x = 2") + "\n    def mine(self):\n        return 3\n"


def test_what_a_programmer_has_called_alike_replaces_nothing() -> None:
    base = "class A:\n    pages = 1\n\n    x = 1\n"
    new = base.replace("pages", "leaves").replace("x = 1", "x = 2")
    tree = base.replace("    pages = 1\n", "    pages = 1\n    leaves = 1\n")

    result = three_way(base, new, tree, Renames({"pages": "leaves"}), python.merge)

    assert result == tree.replace("x = 1", "x = 2").replace("    pages = 1\n", "")
