import re
from dataclasses import dataclass

from ..adapter import LiveAdapter
from ..registry import register

_XML_ID = re.compile(r"%\(([\w.]+)\)d")
_ACTION_BUTTON = re.compile(r'<button\b[^>]*\btype="action"[^>]*>')
_NUMBER_NAME = re.compile(r'\bname="(\d+)"')


@dataclass(frozen=True)
class Arch:
    """An arch as it is written; `%(xml_id)d` becomes the id of the record."""

    source: str

    def resolved(self, session):
        def id_of(match):
            name = match[1]
            # As in a data file: what names no record is text.
            known = "." in name or name in session.own_xml_ids
            return str(session.ref(name).id) if known else match[0]

        return _XML_ID.sub(id_of, self.source)


@register
class ViewAdapter(LiveAdapter):
    kind = "view"
    model = "ir.ui.view"

    def values(self, node, element):
        return {
            "name": node.name,
            "model": node.model,
            "type": node.type,
            "priority": node.priority,
            "arch": Arch(node.arch),
        }

    def read(self, record, node):
        return {
            "xml_id": self.session.xml_id(record),
            "name": record.name,
            "model": record.model,
            "type": record.type,
            "priority": record.priority,
            "arch": _ACTION_BUTTON.sub(self._action_name, record.arch_db),
        }

    def _action_name(self, button):
        """Say by XML id which action a button opens, as a document does."""

        def named(match):
            actions = self.env["ir.actions.actions"].browse(int(match[1])).exists()
            if not actions:
                return match[0]
            action = self.env[actions.type].browse(actions.id)
            return f'name="%({self.session.xml_id(action)})d"'

        return _NUMBER_NAME.sub(named, button[0])

    def set_aside(self, names):
        """Take the module's views off that show one of the live field `names`, until `settle`."""
        for element in self.session.elements_before.values():
            node = element.node
            if node.kind == self.kind and any(name in node.arch for name in names):
                self._still_there(node.uid).write({"active": False})

    def settle(self):
        """Show the views again that were set aside."""
        records = self.env[self.model].union(
            *(self._still_there(uid) for uid, e in self.session.elements.items() if self._is(e))
        )
        hidden = records.filtered(lambda view: not view.active)
        if hidden:
            hidden.write({"active": True})

    def _is(self, element):
        return element.node.kind == self.kind
