import re

from odoo import models

_CHANNEL = re.compile(r"odf\.run_(\d+)")


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """Let users listen to runs that they may see."""
        found = {channel: _CHANNEL.fullmatch(str(channel)) for channel in channels}
        wanted = [int(match[1]) for match in found.values() if match]
        others = [channel for channel, match in found.items() if not match]
        runs = self.env["odf.run"]
        if wanted and runs.has_access("read"):
            others.extend(runs.search([("id", "in", wanted)]))
        return super()._build_bus_channel_list(others)
