"""The host of what somebody waits for: findings before a run, the rows of a preview."""

from . import connections
from .odoo_host import OdooHost


class HastyHost(OdooHost):
    """The host of a run, whose connections give up soon."""

    def connection(self, name):
        """See OdooHost."""
        if not name:
            return super().connection(name)
        return connections.client(connections.find(self._env, name), **connections.IN_HASTE)
