"""What the command line gives a flow: the folder of its file, and named connections."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..client import Odoo
from ..connect import connection_settings
from ..connect.database import Database
from ..connect.sources import named_source
from ..errors import FlowError
from ..run import FolderHost
from ..write import RunWriter
from ..write.odoo_rpc import OdooRpcWriter
from ..write.postgres import PostgresWriter


class CommandLineHost(FolderHost):
    """`env_file`: where settings of connections may stand besides the environment."""

    def __init__(self, folder: Path, env_file: Path | None = None) -> None:
        super().__init__(folder)
        self._env_file = env_file

    def connection(self, name: str) -> Any:
        source = named_source(name, self._env_file)
        return source or Odoo.from_settings(name, self._env_file)

    def writer(self, connection: str | None, dry_run: bool) -> RunWriter:
        if connection is None:
            return super().writer(connection, dry_run)
        source = named_source(connection, self._env_file)
        if isinstance(source, Database):
            return PostgresWriter(source, dry_run=dry_run)
        if source:
            raise FlowError("connection", f"{connection} is a web service; it is only read.")
        return OdooRpcWriter(Odoo.from_settings(connection, self._env_file), dry_run=dry_run)

    def identity(self, connection: str) -> str:
        source = named_source(connection, self._env_file)
        if source:
            return source.name
        settings = connection_settings(connection, self._env_file)
        return f"{settings.url} {settings.database}"
