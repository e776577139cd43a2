from odoo.fields import Command

from ..adapter import LiveAdapter
from ..references import ModelRef, Ref, Refs
from ..registry import register


@register
class ActionWindowAdapter(LiveAdapter):
    """Views have buttons for actions, and actions name views: the views are chosen at the end."""

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
            "target": node.target,
            "path": node.path or False,
            "res_id": Ref(node.res_id),
            "usage": node.usage or False,
            "mobile_view_mode": node.mobile_view_mode or False,
            "cache": node.cache,
            "group_ids": Refs(node.groups),
            "binding_model_id": ModelRef(node.binding_model),
            "binding_view_types": ",".join(node.binding_view_types),
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
            "target": record.target,
            "path": record.path or "",
            "res_id": self._one_record(record),
            "usage": record.usage or "",
            "mobile_view_mode": record.mobile_view_mode or "",
            "cache": record.cache,
            "groups": self.session.xml_ids(record.group_ids),
            "binding_model": record.binding_model_id.model or "",
            "binding_view_types": tuple((record.binding_view_types or "").split(",")),
            "help": self._help(record, node),
            **self._chosen(record),
        }

    def _one_record(self, action):
        if not action.res_id or action.res_model not in self.env:
            return ""
        return self.session.xml_id(self.env[action.res_model].browse(action.res_id))

    def _help(self, record, node):
        """Return the help as described where Odoo's cleaning of HTML made it what it is now."""
        held = str(record.help or "")
        if node is not None and node.help:
            cleaned = record._fields["help"].convert_to_cache(node.help, record)
            if held == str(cleaned):
                return node.help
        return held

    def _chosen(self, record):
        """Return which views an action names, as attributes of the element."""
        by_type = {line.view_mode: line.view_id for line in record.view_ids if line.view_id}
        return {
            "view_id": self.session.xml_id(record.view_id),
            "views": {mode: self.session.xml_id(view) for mode, view in by_type.items()},
            "search_view_id": self.session.xml_id(record.search_view_id),
        }

    def settle(self):
        """Let each action show the views that it names; all views are there now."""
        for uid, element in self.session.elements.items():
            node = element.node
            if node.kind != self.kind:
                continue
            record = self.records(uid)
            wanted = {name: getattr(node, name) for name in ("view_id", "views", "search_view_id")}
            if self._chosen(record) != wanted:
                record.write(self._view_values(node))

    def _view_values(self, node):
        lines = []
        if any(node.views.values()):
            for sequence, mode in enumerate(node.view_mode):
                view = node.views.get(mode)
                named = {"view_id": self.session.ref(view).id} if view else {}
                lines.append(Command.create({"sequence": sequence, "view_mode": mode, **named}))
        return {
            "view_id": Ref(node.view_id).resolved(self.session),
            "search_view_id": Ref(node.search_view_id).resolved(self.session),
            "view_ids": [Command.clear(), *lines],
        }
