"""The two sides of the move: what the live app calls things, and what the module calls them."""

from odoo.exceptions import UserError
from odoo.tools import SQL

from .names import FIELDS, MODELS, TEXTS
from .rewriting import Naming


def live(env):
    """Return the Naming of the live side."""
    query = SQL("SELECT model, name, relation FROM ir_model_fields WHERE relation IS NOT NULL")
    relations = {(model, name): target for model, name, target in env.execute_query(query)}
    return Naming(MODELS, FIELDS, TEXTS, relations)


def turned(naming):
    """Return the Naming of the other side."""
    fields = {
        naming.models.get(model, model): {new: old for old, new in names.items()}
        for model, names in naming.fields.items()
    }
    texts = {
        naming.models.get(model, model): [naming.field(model, name) for name in names]
        for model, names in naming.texts.items()
    }
    models = {new: old for old, new in naming.models.items()}
    return Naming(models, fields, texts, naming.relations)


def lives_here(env):
    """Tell whether the app lives in this database; raise UserError for another version of it."""
    query = SQL(
        "SELECT model, name FROM ir_model_fields WHERE state = 'manual' AND model = ANY(%s)",
        list(FIELDS),
    )
    there = set(env.execute_query(query))
    wanted = {(model, name) for model, names in FIELDS.items() for name in names}
    missing = sorted(f"{model}.{name}" for model, name in wanted - there)
    if missing and there & wanted:
        raise UserError(
            env._(
                "The app that lives here is not of the version that this module was exported from: "
                "%(fields)s are missing. Apply that version, or export the one that lives here.",
                fields=", ".join(missing),
            )
        )
    return bool(there & wanted)


def computed(env, naming):
    """Return model -> names of the stored fields that Odoo works out itself."""
    query = SQL(
        "SELECT model, array_agg(name::text) FROM ir_model_fields WHERE store AND model = ANY(%s)"
        " AND (compute IS NOT NULL OR related IS NOT NULL) GROUP BY model",
        list(naming.fields),
    )
    return dict(env.execute_query(query))
