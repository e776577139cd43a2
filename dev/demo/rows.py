"""Reads whole tables and compares them."""

from collections.abc import Mapping
from typing import Any

from dev.demo.client import Client
from dev.failure import Failure

#: By the IATA code of an airfield, what stands in its row: field to value.
Rows = dict[str, dict[str, Any]]

#: The fields that hold data, by the names that they have in code; a region counts by its name.
_FIELDS = (
    *("name", "iata", "city", "country", "status", "latitude", "longitude", "position"),
    *("military", "region_id"),
)


def read(client: Client, model: str, prefix: str = "", renamed: Mapping[str, str] = {}) -> Rows:
    """Return all rows of a model of airfields.

    :param prefix: what the names of fields begin with in this database.
    :param renamed: those fields that have another name there.
    """
    names = {field: prefix + renamed.get(field, field) for field in _FIELDS}
    found = client.read(model, [], *names.values(), order=names["iata"])
    return {
        record[names["iata"]]: {field: _plain(record[name]) for field, name in names.items()}
        for record in found
    }


def must_equal(rows: Rows, expected: Rows, subject: str) -> None:
    """Compare two tables.

    :raises Failure: naming the first row that differs.
    """
    for code in sorted(rows.keys() | expected.keys()):
        if rows.get(code) != expected.get(code):
            raise Failure(
                f"{subject}, airfield {code}",
                f"is {rows.get(code)}",
                f"it should be {expected.get(code)}",
            )


def _plain(value: Any) -> Any:
    """A many2one is a pair of id, which differs between databases, and name."""
    return value[1] if isinstance(value, list) else value
