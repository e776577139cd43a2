"""Small rules about names that several kinds share."""

from __future__ import annotations


def human(name: str) -> str:
    """Return the label that Odoo derives from a technical name.

    The rule is that of `odoo.orm.fields.Field._get_attrs`: underscores become spaces, words get a
    capital, and the ending `_id` or `_ids` goes away.
    """
    stem = name
    for ending in ("_ids", "_id"):
        if stem.endswith(ending):
            stem = stem[: -len(ending)]
            break
    return stem.replace("_", " ").title()


def underscored(model: str) -> str:
    """Return a model's name as it stands in XML ids and file names: dots become underscores."""
    return model.replace(".", "_")


def shortened(name: str) -> str:
    """Return the part of an XML id after the module, or the whole where no module is named."""
    return name.rpartition(".")[2]
