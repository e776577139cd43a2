"""External IDs in bulk: what they stand for, and new ones."""

import polars as pl
from odoo.tools import SQL


def qualified(keys, namespace):
    """Keys of a source (polars Series) as full external IDs; null where there is none."""
    text = keys.cast(pl.String).str.strip_chars()
    name = pl.col(text.name)
    return (
        text.to_frame()
        .select(
            pl.when(name == "")
            .then(None)
            .when(name.str.contains(".", literal=True))
            .then(name)
            .otherwise(pl.lit(f"{namespace}.") + name)
        )
        .to_series()
    )


def resolve(env, external_ids):
    """What external IDs stand for: dict of external ID → (model, record id), known ones only.

    Read by SQL, as Odoo itself looks up a single one: no access right is asked for knowing what an
    external ID stands for, and a search over 50,000 of them would cost seconds.
    """
    external_ids = [name for name in external_ids if name and "." in name]
    if not external_ids:
        return {}
    modules, names = zip(*(name.split(".", 1) for name in external_ids), strict=True)
    env["ir.model.data"].flush_model(["module", "name", "model", "res_id"])
    rows = env.execute_query(
        SQL(
            """
            SELECT data.module || '.' || data.name, data.model, data.res_id
              FROM ir_model_data AS data
              JOIN unnest(%s::varchar[], %s::varchar[]) AS key (module, name)
                ON data.module = key.module AND data.name = key.name
            """,
            list(modules),
            list(names),
        )
    )
    return {name: (model, record_id) for name, model, record_id in rows}


def register(env, model, records):
    """Give new records external IDs. `records`: dict of external ID → record id.

    They are protected from updates: else the upgrade of a module that has the namespace's name
    would delete the records, because no file of the module declares them.
    """
    # sudo: only administrators may write external IDs; who may create the record, as just done, may
    # also have it known by the name that the source gives it. A name that stands for another record
    # is refused by the writer, so that nothing is taken away.
    data = env["ir.model.data"].sudo()
    values = []
    for external_id, record_id in records.items():
        module, name = external_id.split(".", 1)
        values.append(
            {
                "module": module,
                "name": name,
                "model": model,
                "res_id": record_id,
                "noupdate": True,
            }
        )
    data.create(values)


def forget(env, external_ids):
    """Remove external IDs whose record is gone, so that a new record can have them."""
    for external_id in external_ids:
        module, name = external_id.split(".", 1)
        # sudo: see register(); there is no record any more that could be taken away.
        env["ir.model.data"].sudo().search([("module", "=", module), ("name", "=", name)]).unlink()
