"""What is wrong with manifests, tests and migrations."""

from typing import Any

import pytest

from itx_codegen.errors import DocumentError
from itx_codegen.ir import load
from itx_codegen.validate import check


def _said(module: dict[str, Any], **lists: Any) -> list[tuple[str, str]]:
    document = load({"module": {"name": "shelf", "depends": ["base", "web"], **module}, **lists})
    return [(problem.path, str(problem.message)) for problem in check(document)]


@pytest.mark.parametrize(
    "module",
    [
        {"auto_install": ["web"], "countries": ["th", "FR"], "price": 12.5, "currency": "EUR"},
        {"external_dependencies": {"python": ["ldap"], "apt": {"ldap": "python3-ldap"}}},
        {"images": ["static/description/banner.png"], "website": "https://example.com"},
        {"post_init_hook": "env['res.partner'].search([])", "hooks_head": "import logging"},
        {"further_keys": {"bootstrap": True}, "installable": False},
    ],
)
def test_what_a_manifest_may_say(module: dict[str, Any]) -> None:
    assert _said(module) == []


@pytest.mark.parametrize(
    ("module", "attribute"),
    [
        ({"license": "MIT"}, "license"),
        ({"auto_install": ["crm"]}, "auto_install_with"),
        ({"auto_install_with": ["web"]}, "auto_install_with"),
        ({"countries": ["Thailand"]}, "countries"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"price": -1}, "price"),
        ({"currency": "euro"}, "currency"),
        ({"icon": "aGVsbG8="}, "icon"),
        ({"images": ["../up.png"]}, "images"),
        ({"images": ["static/../../etc/x.png"]}, "images"),
        ({"images": ["/static/description/x.png"]}, "images"),
        ({"further_keys": {"data": ["x.xml"]}}, "further_keys"),
        ({"uninstall_hook": "def"}, "uninstall_hook"),
        ({"hooks_head": "import"}, "hooks_head"),
    ],
)
def test_what_a_manifest_must_not_say(module: dict[str, Any], attribute: str) -> None:
    assert [path for path, _ in _said(module)] == [f"module.{attribute}"]


def test_an_icon_that_is_no_base64_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"module\.icon"):
        load({"module": {"name": "shelf", "icon": "***"}})


def test_line_breaks_in_base64_go_away() -> None:
    document = load({"module": {"name": "shelf", "icon": "aGVs\nbG8="}})
    assert document.module.icon == "aGVsbG8="


@pytest.mark.parametrize(
    ("test", "cause"),
    [
        ({"name": "a b", "code": "def test_a(self):\n    pass"}, "no identifier"),
        ({"name": "a", "code": "def helper(self):\n    pass"}, "Nothing would be tested"),
        ({"name": "a", "code": "def test_a(self)"}, "Python can't read"),
        ({"name": "a", "code": "def test_a(self):\n    pass", "tags": ["a b"]}, "no tag"),
        ({"name": "a", "code": "def test_a(self):\n    pass", "head": "("}, "Python can't read"),
    ],
)
def test_tests_that_would_not_run(test: dict[str, Any], cause: str) -> None:
    said = _said({}, tests=[test])
    assert len(said) == 1
    assert cause in said[0][1]


@pytest.mark.parametrize(
    ("migration", "cause"),
    [
        ({"version": "1.1", "code": "pass"}, "is no version"),
        ({"version": "2.0.0", "code": "pass"}, "never run"),
        ({"version": "1.0.0", "name": "A-b", "code": "pass"}, "no identifier"),
        ({"version": "1.0.0", "code": "return ("}, "Python can't read"),
    ],
)
def test_migrations_that_would_not_run(migration: dict[str, Any], cause: str) -> None:
    said = _said({"version": "1.4.0"}, migrations=[migration])
    assert len(said) == 1
    assert cause in said[0][1]


def test_migrations_that_run() -> None:
    migrations = [
        {"version": version, "code": "cr.execute('SELECT 1')"}
        for version in ("1.4.0", "1.3.9", "0.0.0")
    ]
    assert _said({"version": "1.4.0"}, migrations=migrations) == []
