"""Equal meanings are equal values in normal form."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from itx_codegen.ir import fingerprints, load, normalized
from tests.unit.codegen.strategies import documents, quick


def one(collection: str, **attributes: Any) -> Any:
    """Return the normal form of a document with one element."""
    data = {"module": {"name": "m"}, collection: [{"uid": "one", **attributes}]}
    return getattr(normalized(load(data)), collection)[0]


def field(**attributes: Any) -> Any:
    return one("models", name="a", fields=[{"uid": "f", "name": "x", **attributes}]).fields[0]


def constraint(definition: str) -> Any:
    rows = [{"uid": "c", "name": "c", "definition": definition}]
    return one("models", name="a", constraints=rows)


VIEW = {"xml_id": "v", "model": "a", "type": "form"}
MENU = {"xml_id": "menu", "name": "Menu"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (field(type="char"), field(type="char", string="X", store=True, copied=True)),
        (field(type="char", readonly=False), field(type="char")),
        (
            field(type="many2one", comodel_name="b"),
            field(type="many2one", comodel_name="b", ondelete="set null"),
        ),
        (
            field(type="many2one", comodel_name="b", required=True),
            field(type="many2one", comodel_name="b", required=True, ondelete="restrict"),
        ),
        (field(type="monetary"), field(type="monetary", currency_field="currency_id")),
        (
            field(type="char", compute="_c"),
            field(type="char", compute="_c", store=False, readonly=True, copied=False),
        ),
        (field(type="char", groups=["b", "a"]), field(type="char", groups="a, b")),
        (one("menus", **MENU, groups=["m.g"]), one("menus", **MENU, groups=["g"])),
        (one("menus", **MENU, action="m.act"), one("menus", **MENU, action="act")),
        (
            one("views", **VIEW, arch="<form>\n  <field  name='a'/>\n</form>"),
            one("views", **VIEW, arch='<form><field name="a"></field></form>'),
        ),
        (
            one("views", **VIEW, arch='<form><button name="%(m.act)d"/></form>'),
            one("views", **VIEW, arch='<form><button name="%(act)d"/></form>'),
        ),
        (
            one("views", **VIEW, arch="<form><p><b>a</b>\n  <i>b</i></p></form>"),
            one("views", **VIEW, arch="<form><p><b>a</b> <i>b</i></p></form>"),
        ),
        (constraint("CHECK  (a\n> 0)"), constraint("CHECK (a > 0)")),
        (one("models", name="a", order="x ,y desc"), one("models", name="a", order="x, y desc")),
    ],
)
def test_same_meaning(left: object, right: object) -> None:
    assert left == right


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (constraint("CHECK (a <> 'x  y')"), constraint("CHECK (a <> 'x y')")),
        (one("menus", **MENU, groups=["other.g"]), one("menus", **MENU, groups=["g"])),
        (
            one("views", **VIEW, arch="<form><!-- a --></form>"),
            one("views", **VIEW, arch="<form><!-- b --></form>"),
        ),
        (
            one("views", **VIEW, arch="<form>a b</form>"),
            one("views", **VIEW, arch="<form>ab</form>"),
        ),
        (
            one("views", **VIEW, arch="<form><p><b>a</b> <i>b</i></p></form>"),
            one("views", **VIEW, arch="<form><p><b>a</b><i>b</i></p></form>"),
        ),
    ],
)
def test_other_meaning(left: object, right: object) -> None:
    assert left != right


@quick
@given(documents())
def test_normal_form_is_its_own_normal_form(document: Any) -> None:
    once = normalized(document)
    assert normalized(once) == once


@quick
@given(documents())
def test_normal_form_keeps_every_element(document: Any) -> None:
    assert normalized(document).by_uid().keys() == document.by_uid().keys()
    assert fingerprints(normalized(document)) == fingerprints(normalized(normalized(document)))
