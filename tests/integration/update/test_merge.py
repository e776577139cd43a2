"""Three trees become one: whoever changed something is honoured, and who clash are told."""

from hypothesis import given
from hypothesis import strategies as st

from itx_codegen.update import Merged, merge_trees
from itx_codegen.update.formats import csv_rows, python, xml
from itx_codegen.update.keyed import three_way
from itx_codegen.update.lines import OPENING
from itx_codegen.update.renames import Renames

Tree = dict[str, bytes]
_NONE = Renames({})

_PATHS = ["__init__.py", "a.py", "b.xml", "c.csv", "d.bin", "e.txt"]
_CONTENTS = [
    b"",
    b"x = 1\n",
    b"x = 1\ny = 2\n",
    b"<a>\n  <b/>\n</a>\n",
    b"id,name\na,A\n",
    b"\0\xff",
    b"no end",
    b"one\r\ntwo\r\n",
    "ไทย\n".encode(),
]
_trees = st.dictionaries(st.sampled_from(_PATHS), st.sampled_from(_CONTENTS))


def carried_out(tree: Tree, merged: Merged) -> Tree:
    """What the tree is afterwards."""
    kept = {path: data for path, data in tree.items() if path not in merged.removed}
    return {**kept, **merged.written}


def merge(base: Tree, new: Tree, tree: Tree) -> Tree:
    """Merge, and expect no conflict."""
    merged = merge_trees(base, new, tree)
    assert not merged.conflicts
    return carried_out(tree, merged)


@given(base=_trees, new=_trees)
def test_a_tree_that_nobody_edited_becomes_the_new_export(base: Tree, new: Tree) -> None:
    assert merge(base, new, base) == new


@given(base=_trees, tree=_trees)
def test_an_export_without_changes_leaves_the_tree_as_it_is(base: Tree, tree: Tree) -> None:
    merged = merge_trees(base, base, tree)
    assert (merged.written, merged.removed, merged.conflicts) == ({}, (), ())


@given(base=_trees, new=_trees)
def test_what_both_sides_made_alike_stays(base: Tree, new: Tree) -> None:
    merged = merge_trees(base, new, new)
    assert (merged.written, merged.removed, merged.conflicts) == ({}, (), ())


@given(base=_trees, new=_trees, tree=_trees)
def test_every_file_is_that_of_a_side_or_told(base: Tree, new: Tree, tree: Tree) -> None:
    merged = merge_trees(base, new, tree)
    told = {conflict.path.removesuffix(".exported-now") for conflict in merged.conflicts}
    after = carried_out(tree, merged)
    for path in {*base, *new, *tree} - told:
        sides = (new.get(path), tree.get(path))
        both = base.get(path) not in sides
        assert both or after.get(path) in sides
        if path not in base and path not in new:
            assert after[path] == tree[path]
    again = merge_trees(new, new, after)
    assert (again.written, again.removed) == ({}, ())


def test_files_of_the_programmer_stay_and_deletions_too() -> None:
    base = {"a.py": b"a = 1\n", "b.py": b"b = 1\n"}
    new = {"a.py": b"a = 1\n", "b.py": b"b = 2\n", "c.py": b"c = 1\n"}
    tree = {"b.py": b"b = 1\n", "mine.py": b"m = 1\n"}

    assert merge(base, new, tree) == {
        "b.py": b"b = 2\n",
        "c.py": b"c = 1\n",
        "mine.py": b"m = 1\n",
    }


def test_deleted_here_and_changed_there_is_a_conflict_with_both_in_it() -> None:
    for new, tree in (({"a.py": b"a = 2\n"}, {}), ({}, {"a.py": b"a = 2\n"})):
        merged = merge_trees({"a.py": b"a = 1\n"}, new, tree)
        [conflict] = merged.conflicts
        assert conflict.place == "a.py:1"
        content = carried_out(tree, merged)["a.py"]
        assert b"a = 2\n" in content
        assert b"||||||| exported before\na = 1\n" in content


def test_a_picture_that_both_changed_stays_and_the_new_one_is_put_beside() -> None:
    merged = merge_trees({"p.png": b"\0a"}, {"p.png": b"\0b"}, {"p.png": b"\0c"})

    assert merged.written == {"p.png.exported-now": b"\0b"}
    assert [one.place for one in merged.conflicts] == ["p.png.exported-now"]


def test_a_conflict_is_told_with_its_line() -> None:
    base = b"class A:\n    x = 1\n    y = 1\n"
    merged = merge_trees(
        {"a.py": base}, {"a.py": base.replace(b"y = 1", b"y = 2")}, {"a.py": base[:-2] + b"3\n"}
    )
    assert [(one.path, one.line) for one in merged.conflicts] == [("a.py", 3)]


def test_lines_keep_the_ends_that_the_programmer_gave_them() -> None:
    base, new = b"one\ntwo\nthree\nfour\n", b"one\ntwo\nthree\nfive\n"

    assert merge({"a": base}, {"a": new}, {"a": b"1\r\ntwo\r\nthree\r\nfour\r\n"}) == {
        "a": b"1\r\ntwo\r\nthree\r\nfive\r\n"
    }


def test_a_mixture_that_nobody_could_read_is_a_conflict() -> None:
    """Each side is well-formed; the lines that Git takes from both would not be."""
    base = b"x = [\n    1,\n    2,\n    3,\n    4,\n    5,\n]\n"
    new = base.replace(b"3,", b"3] + [")
    tree = base.replace(b"[", b"(").replace(b"]", b")")

    merged = merge_trees({"a.py": base}, {"a.py": new}, {"a.py": tree})

    assert [conflict.place for conflict in merged.conflicts] == ["a.py:1"]


def test_an_edit_moves_along_with_a_file_that_is_called_otherwise() -> None:
    names = Renames({"book": "volume"})
    base = {"models/book.py": b"a = 1\n\n\nb = 1\n", "models/other.py": b"o = 1\n"}
    new = {"models/volume.py": b"a = 2\n\n\nb = 1\n", "models/other.py": b"o = 1\n"}
    tree = {**base, "models/book.py": b"a = 1\n\n\nb = 3\n"}

    merged = merge_trees(base, new, tree, names)

    assert merged.removed == ("models/book.py",)
    assert merged.written == {"models/volume.py": b"a = 2\n\n\nb = 3\n"}


def test_a_file_that_the_programmer_has_renamed_alike_is_the_same_file() -> None:
    names = Renames({"book": "volume"})
    merged = merge_trees(
        {"book.py": b"a = 1\n\n\nb = 1\n"},
        {"volume.py": b"a = 2\n\n\nb = 1\n"},
        {"volume.py": b"a = 1\n\n\nb = 3\n"},
        names,
    )
    assert merged.written == {"volume.py": b"a = 2\n\n\nb = 3\n"}
    assert not merged.conflicts


def test_rows_are_not_merged_by_columns_that_stand_elsewhere() -> None:
    base = "id,perm_read,perm_write\na,1,0\n"
    new = "id,perm_read,perm_write\na,1,1\n"
    tree = "id,perm_write,perm_read\na,0,1\n"
    assert OPENING in three_way(base, new, tree, _NONE, csv_rows.merge)


def test_elements_that_cannot_be_told_apart_are_not_taken_for_each_other() -> None:
    """Numbering them would take the second group for the first once one is put before it."""
    base = '<form>\n  <group>\n    <field name="a"/>\n  </group>\n  <p>1</p>\n</form>\n'
    new = base.replace("<form>\n", '<form>\n  <group>\n    <field name="z"/>\n  </group>\n')
    tree = base.replace('"a"', '"a" invisible="1"')

    assert OPENING in three_way(base, new, tree, _NONE, xml.merge)


def test_two_methods_of_one_name_are_a_conflict_wherever_they_stand() -> None:
    base = "class A:\n    x = 1\n\n    def z(self):\n        return 0\n"
    new = base.replace("    x = 1\n", "    x = 1\n\n    def go(self):\n        return 1\n")
    tree = base + "\n    def go(self):\n        return 2\n"

    assert OPENING in three_way(base, new, tree, _NONE, python.merge)
