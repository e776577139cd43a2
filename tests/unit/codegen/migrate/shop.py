"""A small module, and versions of it that differ in one thing."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from itx_codegen.ir import Document, load
from itx_codegen.lower import lowered
from itx_codegen.migrate import Upgrade, Version, upgrade

FIRST: dict[str, Any] = {
    "module": {"uid": "shop", "name": "shop", "version": "1.0.0"},
    "models": [
        {
            "uid": "tag",
            "name": "shop.tag",
            "fields": [{"uid": "tag_name", "name": "name", "type": "char"}],
        },
        {
            "uid": "item",
            "name": "shop.item",
            "fields": [
                {"uid": "title", "name": "title", "type": "char"},
                {"uid": "amount", "name": "amount", "type": "char", "index": True},
                {"uid": "tags", "name": "tag_ids", "type": "many2many", "comodel_name": "shop.tag"},
                {"uid": "link", "name": "tag_id", "type": "many2one", "comodel_name": "shop.tag"},
                {"uid": "photo", "name": "photo", "type": "binary"},
                {
                    "uid": "state",
                    "name": "state",
                    "type": "selection",
                    "selection": [
                        {"uid": "new", "value": "new", "name": "New"},
                        {"uid": "old", "value": "old", "name": "Old"},
                    ],
                },
            ],
            "constraints": [
                {"uid": "one", "name": "title_unique", "definition": "UNIQUE(title)"},
            ],
        },
    ],
}


def after(change: Any, base: dict[str, Any] | None = None, version: str = "1.1.0") -> Document:
    """Return the next version: `change` gets the data, and its elements by uid."""
    data = deepcopy(base or FIRST)
    data["module"]["version"] = version
    found = {}
    for model in data["models"]:
        found[model["uid"]] = model
        found |= {one["uid"]: one for one in model["fields"]}
    change(data, found)
    return load(data)


def first() -> Document:
    return load(deepcopy(FIRST))


def upgraded(*documents: Document) -> Upgrade:
    """Return what leads from the first documents to the last."""
    *bases, head = (Version(lowered(document), {}) for document in documents)
    return upgrade(bases, head)


def facts(found: Upgrade, version: str = "1.1.0") -> dict[str, dict[str, object]]:
    """Return script → its tables that are not empty, of the step to a version."""
    return {
        script.template: {name: held for name, held in script.facts.items() if held}
        for step in found.steps
        if step.head == version
        for script in step.scripts
    }
