"""The modules that make the round trip: Odoo's and the OCA's, as they are published."""

import ast
from collections.abc import Iterable
from pathlib import Path

from dev import oca_addons, odoo_source

#: Small and large; with wizards, reports, crons, templates, inheritance, controllers, tours.
MODULES = (
    "sales_team",
    "certificate",
    "gamification",
    "contacts",
    "base_automation",
    "auditlog",
    "date_range",
)


def sources() -> dict[str, Path]:
    """Return module → its folder."""
    found = {path.name: path for root in roots() for path in (root / "odoo" / "addons").iterdir()}
    return {name: found[name] for name in MODULES}


def roots() -> Iterable[Path]:
    """The folders that hold ``odoo/addons`` with these modules."""
    return oca_addons.ensure(), odoo_source.ensure()


def needed() -> list[str]:
    """The modules that these depend on."""
    manifests = (path / "__manifest__.py" for path in sources().values())
    depends = {
        name
        for manifest in manifests
        for name in ast.literal_eval(manifest.read_text(encoding="utf-8"))["depends"]
    }
    return sorted(depends - {*MODULES})
