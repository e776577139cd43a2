from ..adapter import LiveAdapter
from ..registry import register


@register
class ActionWindowAdapter(LiveAdapter):
    kind = "action_window"
    model = "ir.actions.act_window"

    def values(self, node, element):
        return {
            "name": node.name,
            "res_model": node.model,
            "view_mode": ",".join(node.view_mode),
            "domain": node.domain or False,
            "context": node.context or "{}",
            "limit": node.limit,
            "help": node.help or False,
        }

    def read(self, record, node):
        return {
            "type": "window",
            "xml_id": self.session.xml_id(record),
            "name": record.name,
            "model": record.res_model,
            "view_mode": tuple(record.view_mode.split(",")),
            "domain": record.domain or "",
            "context": record.context or "",
            "limit": record.limit,
            "help": self._help(record, node),
        }

    def _help(self, record, node):
        """Return the help as described where Odoo's cleaning of HTML made it what it is now."""
        held = str(record.help or "")
        if node is not None and node.help:
            cleaned = record._fields["help"].convert_to_cache(node.help, record)
            if held == str(cleaned):
                return node.help
        return held
