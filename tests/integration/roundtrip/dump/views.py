"""Views as they are shown: with all that inherits from them put in."""

from typing import Any

from .canonical import canonical_markup
from .identity import Identities


def dump(env: Any, module: str, known: Identities) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row in known.of_module(module):
        if row.model != "ir.ui.view":
            continue
        view = env["ir.ui.view"].browse(row.res_id)
        while view.inherit_id and view.mode == "extension":
            view = view.inherit_id
        name = known.name("ir.ui.view", view.id) or f"view {view.name}"
        if name not in found:
            found[name] = {"arch": canonical_markup(view.get_combined_arch(), known)}
    return {"combined arch": found}
