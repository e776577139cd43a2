"""What the keys of rows stand for: external IDs, or ids of the database."""

import polars as pl

from odoo_data_flow.messages import text
from odoo_data_flow.read import convert

from . import external_ids

#: The largest id that a database can have.
_LARGEST = 2**31 - 1


class ExternalKeys:
    """External IDs. `namespace`: of those without a dot."""

    def __init__(self, env, namespace):
        self._env = env
        self._namespace = namespace
        self._taken = external_ids.modules(env) - {namespace}

    def normalized(self, column):
        """The keys of a source (polars Series) as text, equal ones alike; null for none."""
        return external_ids.qualified(column, self._namespace)

    def fault(self, key):
        """Why a text can't be a key, or None."""
        if " " in key:
            return text("holds a space; an external ID must not.")
        return None

    def claim_fault(self, key):
        """Why a new record can't have a key, or None. What bears the name of an installed module is
        that module's: its upgrade takes such records for its own.
        """
        module = key.partition(".")[0]
        if module not in self._taken:
            return None
        return text(
            "External IDs that begin with %(module)s. are those of the installed module "
            "%(module)s; only its own flows may make new ones. Give the row another key.",
            module=module,
        )

    def resolve(self, keys):
        """What keys stand for: dict of key → (model, record id), known ones only."""
        return external_ids.resolve(self._env, keys)

    def absent(self, key):
        """Why a row of this key can't be written when it must not be created."""
        return text(
            "There is no record with the external ID %(key)s, and none may be created.", key=key
        )


class DatabaseKeys:
    """Ids of one model. `records`: the model."""

    def __init__(self, records):
        self._records = records

    def normalized(self, column):
        """See ExternalKeys."""
        keys = convert(column, "str").str.strip_chars().replace({"": None})
        return convert(keys, "int").cast(pl.String).fill_null(keys)

    def fault(self, key):
        """See ExternalKeys."""
        if _is_id(key):
            return None
        return text("is no id of a record.")

    def claim_fault(self, _key):
        """See ExternalKeys. No record is made by its id."""
        return None

    def resolve(self, keys):
        """See ExternalKeys. Whether they are there shows when their records are read."""
        return {key: (self._records._name, int(key)) for key in keys if key and _is_id(key)}

    def absent(self, key):
        """See ExternalKeys."""
        return text(
            "There is no record of %(model)s with the id %(key)s.",
            model=self._records._name,
            key=key,
        )


def _is_id(key):
    return key.isdecimal() and 0 < int(key) <= _LARGEST
