"""Connections that steps name and only this database has, described for the module: no secret."""

from odoo.addons.odf_core.adapters import connections

from itx_codegen.ir.addresses import can_be_passed_on

#: Described as they are, and only where others may know them.
_PLAIN = ("database", "login", "protocol")
_ADDRESSES = ("url", "database_url")


def missing(flows):
    """The connections (`odf.connection`) that steps of flows name and their module does not bring,
    as far as this database has them and the user may see them.
    """
    here = flows.env["odf.connection"]
    if not here.has_access("read"):
        return here
    module = flows.module_id
    known = set(module.with_context(active_test=False).connection_ids.mapped("name"))
    named = {*flows.step_ids.mapped("connection")} - known - {False}
    return here.union(*(connections.lookup(flows.env, name) for name in sorted(named)))


def describe(flows):
    """Add to their module the connections that are `missing`, and return these."""
    found = missing(flows)
    flows.env["itx.moduler.connection"].create(
        [{"module_id": flows.module_id.id, **_described(connection)} for connection in found]
    )
    return found


def _described(connection):
    """The values of an element. What the user may not see of a connection is left empty."""
    seen = [name for name in (*_PLAIN, *_ADDRESSES) if _may_see(connection, name)]
    held = {name: connection[name] for name in seen}
    return {
        "name": connection.name,
        "title": connection.title,
        "type": connection.kind,
        **{
            name: value
            for name, value in held.items()
            if value and (name not in _ADDRESSES or can_be_passed_on(value))
        },
    }


def _may_see(connection, name):
    return connection._has_field_access(connection._fields[name], "read")
