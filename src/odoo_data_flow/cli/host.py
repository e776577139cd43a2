"""What the command line gives a flow: the folder of its file, and named connections."""

from __future__ import annotations

from dataclasses import dataclass
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

#: HTTP connections that a connection keeps open at least.
_POOL = 8


@dataclass(frozen=True)
class Tuning:
    """How rows come from and go to an Odoo: calls at the same time, rows that one call creates, and
    seconds for which a server that is written to may be away.
    """

    workers: int = 2
    batch_size: int = 500
    patience: float = 120.0


class CommandLineHost(FolderHost):
    """`env_file`: where settings of connections may stand besides the environment."""

    def __init__(
        self, folder: Path, env_file: Path | None = None, tuning: Tuning | None = None
    ) -> None:
        super().__init__(folder)
        self._env_file = env_file
        self._tuning = tuning or Tuning()

    def connection(self, name: str) -> Any:
        if not name:
            return super().connection(name)
        return named_source(name, self._env_file) or self._server(name)

    def odoo(self, name: str) -> Odoo:
        """The Odoo server of that name. Raises FlowError."""
        source = named_source(name, self._env_file)
        if source:
            raise FlowError(name, "leads to no Odoo server; give it a URL https://….")
        return self._server(name)

    def _server(self, name: str) -> Odoo:
        workers = self._tuning.workers
        return Odoo.from_settings(
            name, self._env_file, pool_size=max(_POOL, workers), readers=workers
        )

    def writer(self, connection: str | None, dry_run: bool) -> RunWriter:
        if connection is None:
            return super().writer(connection, dry_run)
        source = named_source(connection, self._env_file)
        if isinstance(source, Database):
            return PostgresWriter(source, dry_run=dry_run)
        if source:
            raise FlowError("connection", f"{connection} is a web service; it is only read.")
        return OdooRpcWriter(
            self._server(connection),
            workers=self._tuning.workers,
            batch_size=self._tuning.batch_size,
            patience=self._tuning.patience,
            dry_run=dry_run,
        )

    def identity(self, connection: str) -> str:
        source = named_source(connection, self._env_file)
        if source:
            return source.name
        settings = connection_settings(connection, self._env_file)
        return f"{settings.url} {settings.database}"
