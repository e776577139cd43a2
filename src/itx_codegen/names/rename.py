"""A person renames something in a draft: whatever speaks of it follows."""

from __future__ import annotations

from dataclasses import replace

from ..ir import Document
from ..ir.kinds.field import Field
from ..ir.kinds.model import Model
from .renaming import Renaming, actions, relations
from .rewrite import rewritten


def renamed(before: Document, uid: str, new: str) -> Document:
    """Return the document in which the model or field `uid` is called `new` everywhere.

    `before` still uses the old name throughout. Raises KeyError for a uid that is neither.
    """
    element = before.by_uid()[uid]
    module = (before.module.name, before.module.name)
    table = Renaming(module, relations=relations(before), actions=actions(before))
    if isinstance(element.node, Model):
        table = replace(table, models={element.node.name: new})
    elif isinstance(element.node, Field):
        model = before.by_uid()[element.parent].node.ident
        table = replace(table, fields={model: {element.node.name: new}})
    else:
        raise KeyError(uid)
    return rewritten(before, table)
