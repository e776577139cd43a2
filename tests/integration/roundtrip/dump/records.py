"""Every record that a module has an XML id for, field by field; the sort is the model."""

from collections import defaultdict
from typing import Any

from .identity import Identities
from .values import Values


def dump(env: Any, module: str, known: Identities) -> dict[str, Any]:
    values = Values(env, known)
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in known.of_module(module):
        # An XML id outlives its record, and a model may be gone.
        record = env[row.model].browse(row.res_id).exists() if row.model in env else None
        of_record = values.of(record) if record else {"(record)": "gone"}
        found[row.model][row.full] = {"(noupdate)": row.noupdate, **of_record}
    return dict(found)
