import re

from odoo import models

_CHANNEL = re.compile(r"odf\.run_(\d+)")


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        return super()._build_bus_channel_list(self._odf_with_runs(channels))

    def _odf_with_runs(self, channels):
        """The channels with the runs that names among them stand for and the user may see."""
        found = {channel: _CHANNEL.fullmatch(str(channel)) for channel in channels}
        wanted = [int(match[1]) for match in found.values() if match]
        others = [channel for channel, match in found.items() if not match]
        runs = self.env["odf.run"]
        if wanted and runs.has_access("read"):
            others.extend(runs.search([("id", "in", wanted)]))
        return others
