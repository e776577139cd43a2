"""The terms that a translator has to know, as catalogues: how they are made and kept up to date.

The addon of each keeps its own up to date; those of odf_core, which knows no tools of authors, are
looked after in odf_ui_builder. After a change of terms: `bin/odoo shell -d NAME`, then
`catalogues.update(env)`; then translate what is new in each `th.po`.
"""

import ast
import io
import re
from pathlib import Path

import polib
from odoo.modules.module import get_module_path
from odoo.tools.translate import trans_export

import itx_codegen
import odoo_data_flow

ADDONS = ("itx_moduler", "odf_core", "odf_ui_builder")
LANGUAGES = ("th",)
#: Addon → the library whose sentences it shows, and the addons whose adapters make more of them.
_CORES = {
    "itx_moduler": (itx_codegen, ("itx_moduler", "odf_ui_builder")),
    "odf_core": (odoo_data_flow, ("odf_core",)),
}
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


def pot(env, addon):
    """Return the catalogue of an addon's terms as they are now, with no translation.

    Those of itx_moduler and odf_core also have the sentences of the libraries that they show to
    people.
    """
    buffer = io.BytesIO()
    trans_export(False, [addon], buffer, "po", env)
    catalogue = polib.pofile(buffer.getvalue().decode("utf-8"))
    catalogue.metadata = {
        "Project-Id-Version": "Odoo Server 19.0",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    known = {entry.msgid: entry for entry in catalogue}
    for term in core_terms(addon):
        entry = known.get(term)
        if entry is None:
            entry = polib.POEntry(msgid=term, comment=f"module: {addon}")
            catalogue.append(entry)
        # Odoo looks up only what is said to stand in the Python code of the addon.
        entry.occurrences.append((f"code:addons/{addon}/adapters/messages.py", "0"))
        if "odoo-python" not in entry.comment:
            entry.comment += "\nodoo-python"
    catalogue.sort(key=lambda entry: entry.msgid)
    return catalogue


def core_terms(addon):
    """Return the sentences that an addon shows of its library and of adapters, and the labels of
    kinds; none of an addon that shows none.

    They are the first arguments of `text(…)`, and what the attribute `label` of a class is set to.
    """
    if addon not in _CORES:
        return []
    library, addons = _CORES[addon]
    adapters = [Path(get_module_path(one)) / "adapters" for one in addons]
    found = set()
    for path in _sources(Path(library.__file__).parent, *adapters):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "text":
                value = node.args[0]
            elif isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "label":
                value = node.value
            else:
                continue
            if isinstance(value, ast.Constant) and _has_words(value.value):
                found.add(value.value)
    return sorted(found)


def _has_words(term):
    return bool(re.search(r"\w", _PLACEHOLDER.sub("", term)))


def _sources(*folders):
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def folder(addon):
    """Return the folder of an addon's catalogues."""
    return Path(get_module_path(addon)) / "i18n"


def update(env):
    """Write each addon's POT anew, and bring each language's catalogue into step with it."""
    for addon in ADDONS:
        catalogue = pot(env, addon)
        catalogue.save(str(folder(addon) / f"{addon}.pot"))
        for language in LANGUAGES:
            path = folder(addon) / f"{language}.po"
            translated = polib.pofile(str(path)) if path.exists() else polib.POFile()
            kept = {entry.msgid: entry.msgstr for entry in translated}
            for entry in catalogue:
                entry.msgstr = kept.get(entry.msgid, "")
            catalogue.metadata["Language"] = language
            catalogue.save(str(path))


class CompleteCatalogues:
    """Tests for a TransactionCase: the catalogues of `addons` are up to date and translated."""

    addons = ()

    def test_the_catalogue_of_terms_is_up_to_date(self):
        for addon in self.addons:
            with self.subTest(addon):
                path = folder(addon) / f"{addon}.pot"
                known = {entry.msgid for entry in polib.pofile(str(path))}
                present = {entry.msgid for entry in pot(self.env, addon)}
                self.assertEqual(known, present)

    def test_every_term_is_translated(self):
        for addon in self.addons:
            terms = {e.msgid for e in polib.pofile(str(folder(addon) / f"{addon}.pot"))}
            for language in LANGUAGES:
                with self.subTest(addon, language=language):
                    path = folder(addon) / f"{language}.po"
                    translated = polib.pofile(str(path)).translated_entries()
                    self.assertEqual(terms - {entry.msgid for entry in translated}, set())

    def test_a_translation_keeps_the_values_of_its_term(self):
        for addon in self.addons:
            for language in LANGUAGES:
                for entry in polib.pofile(str(folder(addon) / f"{language}.po")):
                    with self.subTest(addon, term=entry.msgid):
                        self.assertEqual(
                            sorted(_PLACEHOLDER.findall(entry.msgid)),
                            sorted(_PLACEHOLDER.findall(entry.msgstr)),
                        )
