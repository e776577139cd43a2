"""The order in which a module's records come when nothing else is asked for.

Where sequences are equal, the order in which records were made decides it.
"""

from collections import defaultdict
from typing import Any

from .identity import Identities


def dump(env: Any, module: str, known: Identities) -> dict[str, Any]:
    ids: dict[str, list[int]] = defaultdict(list)
    for row in known.of_module(module):
        if row.model in env and not row.model.startswith("ir.model"):
            ids[row.model].append(row.res_id)
    return {"order": {model: _ordered(env[model], some, known) for model, some in ids.items()}}


def _ordered(model: Any, ids: list[int], known: Identities) -> dict[str, Any]:
    found = model.with_context(active_test=False).search([("id", "in", ids)])
    return {"names": [known.name(model._name, res_id) for res_id in found.ids]}
