from .. import starts
from ..adapter import LiveAdapter
from ..references import Ref
from ..registry import register


@register
class CronAdapter(LiveAdapter):
    kind = "cron"
    model = "ir.cron"

    def values(self, node, element):
        return {
            "name": node.name,
            "state": "code",
            "interval_number": node.interval_number,
            "interval_type": node.interval_type,
            "priority": node.priority,
            "active": node.enabled,
            **({"user_id": Ref(node.user)} if node.user else {}),
            **starts.values(node, self.session, returns=False),
        }

    def read(self, record, node):
        return {
            "xml_id": self.session.xml_id(record),
            "name": record.name,
            "interval_number": record.interval_number,
            "interval_type": record.interval_type,
            "priority": record.priority,
            "enabled": record.active,
            # Where the description names nobody it is left to people.
            "user": self.session.xml_id(record.user_id) if node is not None and node.user else "",
            **starts.read(record, self.session, returns=False),
        }
