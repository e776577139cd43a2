"""External IDs in bulk: what they stand for, and new ones."""

import polars as pl
from odoo.tools import SQL

from odoo_data_flow.read import convert

#: States of modules that are there, or are just coming or going.
_PRESENT = ("installed", "to install", "to upgrade", "to remove")


def qualified(keys, namespace):
    """Keys of a source (polars Series) as full external IDs; null where there is none."""
    text = convert(keys, "str").str.strip_chars()
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


def modules(env):
    """The names of installed modules, a set: namespaces of external IDs that are theirs."""
    # sudo: everybody may know what is installed; reading it as records is for administrators.
    installed = env["ir.module.module"].sudo().search([("state", "in", _PRESENT)])
    return set(installed.mapped("name"))


def register(records, names, given=()):
    """Give new records external IDs; one that stood for a record that is gone gets the new one.

    They are protected from updates: else the upgrade of a module that has the namespace's name
    would delete the records, because no file of the module declares them. They are marked, so that
    they stay when it is uninstalled. A record that Odoo has made with one of these by delegation
    (the template of a product) is called as Odoo's import calls it, `<name>_<model>`, unless its
    field is one of those `given` with the record.

    Written by SQL, as Odoo's own import does: only administrators may write external IDs, but who
    may create the record, as just done, may also have it known by the name that the source gives
    it. The caller has seen to it that no name stands for another record that is there.
    """
    named = list(zip(names, records, strict=True))
    for model, field in records._inherits.items():
        if field not in given:
            suffix = model.replace(".", "_")
            named += [(f"{name}_{suffix}", record[field]) for name, record in named[: len(records)]]
    modules, plain = zip(*(name.split(".", 1) for name, _record in named), strict=True)
    rows = records.env.execute_query(
        SQL(
            """
            INSERT INTO ir_model_data
                   (module, name, model, res_id, noupdate, odf_loaded, create_uid, write_uid)
            SELECT module, name, model, res_id, true, true, %s, %s
              FROM unnest(%s::varchar[], %s::varchar[], %s::varchar[], %s::int[])
                AS key (module, name, model, res_id)
                ON CONFLICT (module, name) DO UPDATE
               SET model = excluded.model, res_id = excluded.res_id
            RETURNING xmax <> 0
            """,
            records.env.uid,
            records.env.uid,
            list(modules),
            list(plain),
            [record._name for _name, record in named],
            [record.id for _name, record in named],
        )
    )
    if any(known for (known,) in rows):
        # What Odoo remembers of the name is another record.
        records.env.registry.clear_cache()
    if records._name == "res.groups":
        records.env.registry.clear_cache("groups")
