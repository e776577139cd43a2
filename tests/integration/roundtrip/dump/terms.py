"""The terms that Odoo's own exporter finds: what the module's POT file would hold."""

from typing import Any
from unittest import mock

import odoo.addons
from odoo.modules.module import Manifest
from odoo.tools.translate import TranslationModuleReader


def dump(env: Any, modules: list[str]) -> dict[str, dict[str, Any]]:
    """Return module → term → where it stands."""
    # The exporter searches all folders with addons: a copy's original must not be among them.
    folders = sorted({Manifest.for_addon(module).addons_path for module in modules})
    with mock.patch.object(odoo.addons, "__path__", folders):
        rows = list(TranslationModuleReader(env.cr, modules=modules))
    found: dict[str, dict[str, Any]] = {module: {} for module in modules}
    for module, kind, name, place, source, _value, comments in rows:
        # Code terms have a line number for a place.
        where = f"{kind}: {name}" if kind == "code" else f"{kind}: {name}, {place}"
        entry = found[module].setdefault(source, {})
        entry[where] = sorted(comments)
    return found
