"""Connections of flows: records of `odf.connection`, without any secret."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir import flow_records as flows
from ...ir.kinds.connection import Connection
from .. import records, xml_source
from ..dispatch import renders
from ..parts import Depends, Part, Stage
from ..site import Site


@renders(Connection)
def connection(node: Connection, site: Site) -> Iterator[Part]:
    """One record that upgrades leave alone: addresses and secrets are the database's own."""
    yield Depends(site.path, flows.RUNTIME)
    own = node.normalized()
    xml_id = flows.connection_id(own.name)
    element = xml_source.record(
        flows.CONNECTION,
        xml_id,
        [
            xml_source.text("name", own.name),
            xml_source.text("title", own.title),
            xml_source.text("kind", own.type),
            records.optional("url", own.url),
            records.optional("database", own.database),
            records.optional("login", own.login),
            xml_source.text("protocol", own.protocol) if own.protocol != "auto" else None,
            records.optional("database_url", own.database_url),
        ],
    )
    path = f"data/{site.scope.module}_connections.xml"
    yield records.placed(site, path, Stage.CONNECTIONS, element, noupdate=True)
    yield records.term(site, f"{flows.CONNECTION},title", xml_id, own.title)
