"""A person renames something in a draft: whatever speaks of it follows."""

from __future__ import annotations

from ..ir import Document
from ..ir.kinds.field import Field
from ..ir.kinds.model import Model
from .renaming import Renaming, relations
from .rewrite import rewritten


def renamed(before: Document, uid: str, new: str) -> Document:
    """Return the document in which the model or field `uid` is called `new` everywhere.

    `before` still uses the old name throughout. Raises KeyError for a uid that is neither.
    """
    element = before.by_uid()[uid]
    module = (before.module.name, before.module.name)
    if isinstance(element.node, Model):
        table = Renaming(module, models={element.node.name: new}, relations=relations(before))
    elif isinstance(element.node, Field):
        model = before.by_uid()[element.parent].node.ident
        fields = {model: {element.node.name: new}}
        table = Renaming(module, fields=fields, relations=relations(before))
    else:
        raise KeyError(uid)
    return rewritten(before, table)
