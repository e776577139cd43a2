"""What stands in the tables of both sides, told in the same words, so that it can be compared.

This is the tests' own rule for names; nothing here comes from what is tested.
"""

from .place import Place

MODELS = ("kitchen_brand", "kitchen_sink", "kitchen_part")


def rows(place: Place, table: str, live: bool) -> str:
    """Return count and hash of the rows of a table, column by column in the order of names."""
    source = f"x_{table}" if live else table
    listed = place.ask(
        "SELECT attname FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped"
        f" AND attrelid = '{source}'::regclass"
    )
    columns = sorted(listed.split("\n"), key=lambda column: column.removeprefix("x_"))
    held = ", ".join(f'"{column}"' for column in columns)
    return place.ask(
        "SELECT count(*), md5(string_agg(replace(told, 'x_kitchen_', 'kitchen.'), '' ORDER BY id))"
        f" FROM (SELECT id, ROW({held})::text AS told FROM {source}) AS held"
    )


def links(place: Place, table: str, first: str, second: str) -> str:
    """Return count and hash of a table of links."""
    return place.ask(
        f"SELECT count(*), md5(string_agg({first} || '-' || {second}, ',' ORDER BY {first},"
        f" {second})) FROM {table}"
    )


def contacts(place: Place, live: bool) -> str:
    """Return count and hash of what the app added to contacts."""
    mark = "x_" if live else ""
    sink, count = f"{mark}favourite_sink_id", f"{mark}sink_count"
    return place.ask(
        f"SELECT count({sink}), md5(string_agg(COALESCE({sink}, 0) || '-' || COALESCE({count}, 0),"
        " ',' ORDER BY id)) FROM res_partner"
    )


def beside(place: Place, model: str) -> list[str]:
    """Return what other tables hold for the records of a model: counts and hashes of ids."""
    live = model.startswith("x_")
    field = "x_name" if live else "name"
    told = "count(*), sum(res_id::bigint), md5(string_agg(held.id::text, ',' ORDER BY held.id))"
    return [
        place.ask(f"SELECT {told} FROM ir_attachment AS held WHERE res_model = '{model}'"),
        place.ask(
            "SELECT count(*) FROM ir_attachment WHERE res_model = '{}' AND res_field = '{}'".format(
                model, "x_picture" if live else "picture"
            )
        ),
        place.ask(f"SELECT {told} FROM mail_message AS held WHERE model = '{model}'"),
        place.ask(f"SELECT {told} FROM mail_followers AS held WHERE res_model = '{model}'"),
        place.ask(
            f"SELECT {told} FROM mail_activity AS held JOIN ir_model ON ir_model.id = res_model_id"
            f" WHERE res_model = '{model}' AND ir_model.model = '{model}'"
        ),
        place.ask(
            f"SELECT {told} FROM ir_model_data AS held WHERE model = '{model}'"
            " AND module = '__import__'"
        ),
        place.ask(
            "SELECT count(*), md5(string_agg(held.id::text, ',' ORDER BY held.id))"
            " FROM mail_tracking_value AS held JOIN ir_model_fields AS field"
            f" ON field.id = field_id WHERE field.model = '{model}' AND field.name = '{field}'"
        ),
    ]
