"""What a rendered module contains, seen on small documents."""

import ast
import struct
import zlib
from typing import Any

import pytest

from itx_codegen.errors import DocumentError
from itx_codegen.ir import load
from itx_codegen.render import FileTree, render
from itx_codegen.render.icon import icon


def _render(**parts: Any) -> FileTree:
    return render(load({"module": {"name": "m"}, **parts}))


def _fields(*fields: dict[str, Any], **more: Any) -> str:
    model = {"name": "a.b", "fields": [{"name": "name", "type": "char"}, *fields], **more}
    return _render(models=[model]).text("models/a_b.py")


def test_smallest_module() -> None:
    tree = _render()

    assert ast.literal_eval(tree.text("__manifest__.py")) == {
        "name": "m",
        "version": "19.0.1.0.0",
        "category": "Customizations",
        "license": "LGPL-3",
        "depends": ["base"],
    }
    assert tree.text("__init__.py").strip() == ""


def test_arguments_that_equal_the_default_are_left_out() -> None:
    source = _fields(
        {"name": "partner_id", "type": "many2one", "string": "Partner", "comodel_name": "a.b"},
        {"name": "size", "type": "integer", "readonly": False, "copied": True, "store": True},
    )

    assert 'partner_id = fields.Many2one(comodel_name="a.b")' in source
    assert "size = fields.Integer()" in source


def test_arguments_that_differ_are_written() -> None:
    source = _fields(
        {
            "name": "size",
            "type": "float",
            "string": "Width",
            "digits": [9, 6],
            "default": 0,
            "copied": False,
            "readonly": True,
        },
    )

    assert (
        'size = fields.Float(\n        string="Width", readonly=True, copy=False, '
        "default=0, digits=(9, 6)\n    )"
    ) in source


def test_domains_without_names_are_lists_that_the_server_applies() -> None:
    source = _fields(
        {"name": "a_id", "type": "many2one", "comodel_name": "a.b", "domain": "[('id','>',1)]"},
        {"name": "b_id", "type": "many2one", "comodel_name": "a.b", "domain": "[('id','>',a_id)]"},
    )

    assert 'domain=[("id", ">", 1)]' in source
    assert "domain=\"[('id','>',a_id)]\"" in source


def test_groups_of_a_field_carry_their_module() -> None:
    tree = _render(
        groups=[{"xml_id": "g", "name": "G"}],
        models=[
            {
                "name": "a.b",
                "fields": [{"name": "c", "type": "char", "groups": ["g", "base.group_user"]}],
            }
        ],
    )

    assert 'groups="m.g,base.group_user"' in tree.text("models/a_b.py")


def test_runtime_of_flows_is_a_dependency_only_where_there_are_flows() -> None:
    with_flow = _render(scripts=[{"name": "s", "code": "def transform(df, ctx):\n    return df\n"}])

    assert ast.literal_eval(with_flow.text("__manifest__.py"))["depends"] == ["odf_core"]
    assert ast.literal_eval(_render().text("__manifest__.py"))["depends"] == ["base"]


def test_data_stand_after_what_they_refer_to() -> None:
    tree = _render(
        models=[{"name": "a.b", "fields": [{"name": "name", "type": "char"}]}],
        views=[
            {
                "model": "a.b",
                "type": "form",
                "arch": "<form><button name='%(act)d' type='action'/></form>",
            }
        ],
        actions=[{"type": "window", "xml_id": "act", "name": "Act", "model": "a.b"}],
        menus=[
            {"xml_id": "child", "name": "Child", "parent": "root", "action": "act"},
            {"xml_id": "root", "name": "Root"},
        ],
    )

    assert ast.literal_eval(tree.text("__manifest__.py"))["data"] == [
        "views/m_actions.xml",
        "views/a_b_views.xml",
        "views/m_menus.xml",
    ]
    menus = tree.text("views/m_menus.xml")
    assert menus.index('id="root"') < menus.index('id="child"')


def test_crons_survive_upgrades_as_people_set_them() -> None:
    tree = _render(crons=[{"xml_id": "c", "name": "C", "model": "res.users", "code": "x = 1"}])

    assert '<odoo noupdate="1">' in tree.text("data/m_crons.xml")


def test_attributes_of_a_class_that_clash_are_refused() -> None:
    model = {
        "name": "a.b",
        "fields": [{"name": "name", "type": "char", "compute": "_check_it"}],
        "methods": [{"name": "_check_it", "code": "pass"}],
        "constraints": [{"name": "check_it", "definition": "UNIQUE (name)"}],
    }

    with pytest.raises(DocumentError, match="check_it"):
        _render(models=[model])


def test_problems_of_the_validation_stop_the_rendering() -> None:
    with pytest.raises(DocumentError, match="1bad"):
        render(load({"module": {"name": "1bad"}}))


def test_icon_is_a_png_of_128_pixels() -> None:
    data = icon("airfield_register")

    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (128, 128)
    start = data.index(b"IDAT")
    (length,) = struct.unpack(">I", data[start - 4 : start])
    assert len(zlib.decompress(data[start + 4 : start + 4 + length])) == 128 * 17
    assert icon("other") != data


@pytest.mark.parametrize("path", ["/etc/passwd", "../x", "a/../b", "a//b", ".", "./a"])
def test_tree_holds_only_plain_paths(path: str) -> None:
    with pytest.raises(ValueError, match="no relative path"):
        FileTree({path: b""})
