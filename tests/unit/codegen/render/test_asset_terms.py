"""Texts to translate in files for the browser."""

from __future__ import annotations

import pytest

from itx_codegen.render.asset_terms import asset_terms


@pytest.mark.parametrize(
    ("path", "content", "terms"),
    [
        ("static/src/a.js", """_t("One") + _t('It\\'s two') + _t(`Three`)""",
         ["One", "It's two", "Three"]),
        ("static/src/a.js", """my_t("no") + x._t("no") + _t(name) + _t(`no ${it}`)""", []),
        ("static/src/a.js", """_t( "a %s", 1)""", ["a %s"]),
        ("static/tests/a.js", """_t("no")""", []),
        ("static/src/a.scss", """_t("no")""", []),
        ("static/src/a.xml", "<t><p title='Read'>Text <b>bold</b> end</p></t>",
         ["Text", "Read", "bold", "end"]),
        ("static/src/a.xml", "<t><Dialog title='no' size.translate='Big'/></t>", ["Big"]),
        ("static/src/a.xml", "<t><p t-translation='off'>no</p><script>no</script><p>...</p></t>",
         []),
        ("static/src/a.xml", "<t>", []),
    ],
)  # fmt: skip
def test_terms(path: str, content: str, terms: list[str]) -> None:
    assert list(asset_terms(path, content)) == terms
