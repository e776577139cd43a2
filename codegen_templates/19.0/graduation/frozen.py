"""Keeps the rows of the live app as they are, from the beginning of the move on."""

from odoo.tools import SQL

from .rows import table_of

#: What Odoo writes by itself when something else has changed.
_OF_ODOO = ("write_date", "write_uid")


def freeze(env, naming, computed, link_tables, module):
    """Let PostgreSQL refuse changes of the app's rows, whoever makes them, with a sentence.

    What follows from changes elsewhere still happens: computed fields, and links to records that
    are deleted (`pg_trigger_depth`).
    """
    env.cr.execute(
        SQL(
            "CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION 'Records of %% move to the module %%, or have done so: nothing is"
            " changed here any more. Use the module when its installation is done.',"
            " TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';"
            " END $$",
            _function(module, "frozen"),
        )
    )
    for model in naming.models:
        columns = _columns(env, table_of(model), {*computed.get(model, ()), *_OF_ODOO})
        of = SQL(" OF %s", SQL(", ").join(map(SQL.identifier, columns)))
        _refuse(env, table_of(model), of, module)
    for table in link_tables:
        _refuse(env, table, SQL(), module)


def _refuse(env, table, of, module):
    env.cr.execute(
        SQL(
            "CREATE OR REPLACE TRIGGER moduler_frozen BEFORE INSERT OR DELETE OR UPDATE%s ON %s"
            " FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION %s(%s)",
            of,
            SQL.identifier(table),
            _function(module, "frozen"),
            module,
        )
    )


def mirror(env, table, columns, module, events):
    """Let what is written to the app's columns of another module's table reach the new ones."""
    if not columns:
        return
    function = _function(module, f"mirror${table.source}")
    sets = [
        SQL("NEW.%s := NEW.%s;", SQL.identifier(one.target), SQL.identifier(one.source))
        for one in columns
    ]
    env.cr.execute(
        SQL(
            "CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN %s RETURN NEW; END $$",
            function,
            SQL(" ").join(sets),
        )
    )
    env.cr.execute(
        SQL(
            "CREATE OR REPLACE TRIGGER moduler_mirror BEFORE %s OF %s ON %s"
            " FOR EACH ROW EXECUTE FUNCTION %s()",
            events,
            SQL(", ").join(SQL.identifier(one.source) for one in columns),
            SQL.identifier(table.source),
            function,
        )
    )


def thaw(env, module):
    """Take off all that keeps the rows of the app as they are."""
    query = SQL(
        "SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
        " AND starts_with(proname, %s)",
        f"moduler${module}$",
    )
    for (name,) in env.execute_query(query):
        env.cr.execute(SQL("DROP FUNCTION %s() CASCADE", SQL.identifier(name)))


def _function(module, what):
    return SQL.identifier(f"moduler${module}${what}"[:63])


def _columns(env, table, without):
    query = SQL(
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0"
        " AND NOT attisdropped AND attname <> ALL(%s) ORDER BY attnum",
        table,
        list(without),
    )
    return [name for (name,) in env.execute_query(query)]
