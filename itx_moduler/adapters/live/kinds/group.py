from dataclasses import dataclass

from odoo.fields import Command

from ..adapter import LiveAdapter
from ..references import Ref, Refs
from ..registry import register


@dataclass(frozen=True)
class Members:
    """Users to put into a group; those whom people have put in stay."""

    names: tuple

    def resolved(self, session):
        return [Command.link(session.ref(name).id) for name in self.names]


@register
class GroupAdapter(LiveAdapter):
    kind = "group"
    model = "res.groups"
    later = frozenset({"implied_ids"})

    def values(self, node, element):
        return {
            "name": node.name,
            "comment": node.comment or False,
            "privilege_id": Ref(node.privilege),
            "sequence": node.sequence,
            "implied_ids": Refs(node.implied),
            "user_ids": Members(node.users),
            "share": node.share,
        }

    def read(self, record, node):
        return {
            "xml_id": self.session.xml_id(record),
            "name": record.name,
            "comment": record.comment or "",
            "privilege": self.session.xml_id(record.privilege_id),
            "sequence": record.sequence,
            "implied": self.session.xml_ids(record.implied_ids),
            "users": self._members(record, node),
            "share": record.share,
        }

    def _members(self, record, node):
        """Return who of those that the element names is in the group; the others people chose."""
        named = node.users if node is not None else ()
        found = {name: self.env.ref(name, raise_if_not_found=False) for name in named}
        return tuple(name for name, user in found.items() if user and user in record.user_ids)
