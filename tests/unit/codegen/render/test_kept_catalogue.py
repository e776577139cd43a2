"""Catalogues of a module that was taken in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polib
from hypothesis import given
from hypothesis import strategies as st

from itx_codegen.data_files.messages import messages, quoted
from itx_codegen.extract import Kept, extract
from itx_codegen.ir import load
from itx_codegen.render import FileTree, render

HEAD = """# Translation of Library.
msgid ""
msgstr ""
"Language: th\\n"

"""
BOOK = """#. module: lib
#: model:ir.ui.menu,name:lib.books
msgid "Books"
msgstr "หนังสือ"

"""
REST = """#. module: lib
#: model:x,y:lib.z
msgid ""
"Two\\n"
"lines \\"q\\""
msgstr ""
"สอง\\n"
"บรรทัด"

#. module: lib
msgid "None yet"
msgstr ""

#, fuzzy
msgid "Doubtful"
msgstr "?"

#~ msgid "Old"
#~ msgstr "เก่า"
"""
POT = """#. module: lib
#: model:ir.ui.menu,name:lib.books
msgid "Books"
msgstr ""
"""
TREE = {
    "__init__.py": b"",
    "__manifest__.py": b"{'name': 'L', 'data': ['menus.xml']}\n",
    "menus.xml": b'<odoo>\n    <menuitem id="books" name="Books"/>\n</odoo>\n',
    "i18n/lib.pot": POT.encode(),
    "i18n/th.po": (HEAD + BOOK + REST).encode(),
    "i18n/fr.po": POT.replace('""', '"Livres"').encode(),
}


def changed(edit: Callable[[dict[str, Any]], Any]) -> FileTree:
    """Return the module after an edit of the document's JSON; its Thai is modelled."""
    data = extract(TREE, "lib", ["th_TH"]).document.to_json()
    edit(data)
    return render(load(data))


def test_the_messages_of_a_language_that_is_asked_for_are_elements() -> None:
    document, report = extract(TREE, "lib", ["th_TH"])
    assert [(one.lang, one.source, one.value) for one in document.translations] == [
        ("th", "Books", "หนังสือ"),
        ("th", 'Two\nlines "q"', "สอง\nบรรทัด"),
    ]
    assert report.table()["translation"] == {
        Kept.MODELLED: 2,
        Kept.VERBATIM: 6,
        Kept.UNSUPPORTED: 0,
    }
    assert dict(render(document)) == TREE
    assert not extract(TREE, "lib").document.translations


def test_a_touched_translation_changes_alone() -> None:
    made = changed(lambda data: data["translations"][1].update(value="ก\n"))
    assert made.text("i18n/th.po") == (HEAD + BOOK + REST).replace(
        '""\n"สอง\\n"\n"บรรทัด"', '"ก\\n"'
    )


def test_a_removed_translation_goes() -> None:
    made = changed(lambda data: data["translations"].pop(0))
    assert made.text("i18n/th.po") == HEAD + REST


def test_new_translations_and_terms_come_to_the_catalogues() -> None:
    def edit(data: dict[str, Any]) -> None:
        data["menus"].append({"xml_id": "more", "name": "More"})
        data["menus"].append({"xml_id": "again", "name": "Books"})
        data["translations"].pop(0)
        for lang in ("th", "de"):
            data["translations"].append({"lang": lang, "source": "Books", "value": "B"})

    made = changed(edit)
    template = polib.pofile(made.text("i18n/lib.pot"))
    assert [(one.msgid, one.occurrences) for one in template] == [
        (
            "Books",
            [("model:ir.ui.menu,name:lib.books", ""), ("model:ir.ui.menu,name:lib.again", "")],
        ),
        ("More", [("model:ir.ui.menu,name:lib.more", "")]),
    ]
    assert polib.pofile(made.text("i18n/th.po")).find("Books").msgstr == "B"
    german = polib.pofile(made.text("i18n/de.po")).find("Books")
    assert ("model:ir.ui.menu,name:lib.books", "") in german.occurrences
    assert made.text("i18n/fr.po") == TREE["i18n/fr.po"].decode()


_TEXT = st.text('a"\\\n\tก', max_size=6)


@given(st.lists(st.tuples(_TEXT.filter(bool), _TEXT), max_size=4), st.booleans())
def test_the_parts_of_a_catalogue_are_its_text(pairs: list[tuple[str, str]], crlf: bool) -> None:
    catalogue = polib.POFile(wrapwidth=10)
    catalogue.extend(polib.POEntry(msgid=source, msgstr=value) for source, value in pairs)
    text = str(catalogue)
    text = text.replace("\n", "\r\n") if crlf else text
    found = list(messages(text))
    assert "".join(message.text for message in found) == text
    assert [(one.source, one.value) for one in found if one.source] == pairs
    for message in found:
        if message.source:
            (again,) = (one for one in messages(message.translated("x", "a\nb")) if one.source)
            assert (again.source, again.value) == ("x", "a\nb")


@given(_TEXT)
def test_a_text_is_quoted_as_catalogues_are_read(text: str) -> None:
    (entry,) = polib.pofile(f"msgid {quoted(text + 'x')}\nmsgstr {quoted(text)}\n")
    assert (entry.msgid, entry.msgstr) == (f"{text}x", text)
