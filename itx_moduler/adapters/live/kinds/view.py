import re
from dataclasses import dataclass

from itx_codegen.errors import CodegenError
from itx_codegen.ir.xml import canonical_arch
from itx_codegen.messages import text

from ..adapter import LiveAdapter
from ..references import Ref, Refs
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
        # Without a type, Odoo takes that of the parent.
        typed = {"type": node.type} if node.type else {}
        return {**self.common_values(node), "model": node.model, **typed}

    def common_values(self, node):
        """Return the values that views and templates share."""
        return {
            "name": node.name,
            "inherit_id": Ref(node.inherit_id),
            "mode": node.mode,
            "priority": node.priority,
            "group_ids": Refs(node.groups),
            "active": node.enabled,
            "arch": self.arch(node),
        }

    def arch(self, node):
        """Return what the record's arch is for an element, references not looked up yet."""
        return Arch(node.arch)

    def strays(self):
        return self.not_ours([("model", "in", self.live_models()), ("type", "!=", "qweb")])

    def read(self, record, node):
        return {
            "xml_id": self.session.xml_id(record),
            "name": record.name,
            "model": record.model,
            "type": "" if record.inherit_id else record.type,
            **self.read_common(record, node),
        }

    def read_common(self, record, node):
        """Return the attributes that views and templates share."""
        alike = node is not None and self._is_arch_of(record, node)
        return {
            "inherit_id": self.session.xml_id(record.inherit_id),
            "mode": record.mode,
            "priority": record.priority,
            "groups": self.session.xml_ids(record.group_ids),
            "enabled": record.active,
            "arch": node.arch if alike else self.read_arch(record),
        }

    def _is_arch_of(self, record, node):
        """Tell whether a record has the arch that an element describes, however it is spelled."""
        try:
            wanted = self.arch(node).resolved(self.session)
        except CodegenError:
            # It refers to something that does not live yet.
            return False
        return canonical_arch(wanted) == canonical_arch(record.arch_db)

    def read_arch(self, record):
        """Return the arch of a record as a document says it."""
        return _ACTION_BUTTON.sub(self._action_name, record.arch_db)

    def _action_name(self, button):
        """Say by XML id which action a button opens, as a document does."""

        def named(match):
            actions = self.env["ir.actions.actions"].browse(int(match[1])).exists()
            if not actions:
                return match[0]
            action = self.env[actions.type].browse(actions.id)
            return f'name="%({self.session.xml_id(action)})d"'

        return _NUMBER_NAME.sub(named, button[0])

    def add(self, operations):
        """Make the records, each after its parent: Odoo checks a view against it at once."""
        self._refuse_unknown_types(operations)
        for level in self._levels(operations, self.session.elements):
            super().add(level)

    def change(self, operations):
        """Write what differs; views that change with their parents rest until all is written."""
        uids = {operation.uid for operation in operations}
        children = [uid for uid in uids if self.session.elements[uid].node.inherit_id]
        self.env[self.model].union(*(self.records(uid) for uid in children)).write(
            {"active": False}
        )
        for level in self._levels(operations, self.session.elements):
            super().change(level)

    def difference(self, uid):
        changed = super().difference(uid)
        # Whether it is in use is for `settle` to say, when its parent is as it will be.
        if self.session.elements[uid].node.inherit_id:
            changed.pop("active", None)
        return changed

    def remove(self, operations):
        """Delete the records, parents after the views that inherit from them."""
        for level in reversed(self._levels(operations, self.session.elements_before)):
            super().remove(level)

    def _refuse_unknown_types(self, operations):
        known = {value for value, _label in self.env[self.model]._fields["type"].selection}
        for operation in operations:
            element = self.session.elements[operation.uid]
            if getattr(element.node, "type", "") not in {"", *known}:
                raise CodegenError(
                    text(
                        "%(path)s: views of the type %(type)s come with a module that is not "
                        "installed here.",
                        path=element.path,
                        type=element.node.type,
                    )
                )

    def _levels(self, operations, elements):
        """Return the operations in lists, the views of each inheriting from those before."""
        waiting = {elements[operation.uid].node.ident: [] for operation in operations}
        for operation in operations:
            waiting[elements[operation.uid].node.ident].append(operation)
        parents = {
            elements[operation.uid].node.ident: elements[operation.uid].node.inherit_id
            for operation in operations
        }
        levels = []
        while waiting:
            ready = [name for name in waiting if parents[name] not in waiting]
            if not ready:
                raise CodegenError(
                    text(
                        "These views inherit from each other in a circle: %(names)s.",
                        names=", ".join(sorted(waiting)),
                    )
                )
            levels.append([operation for name in ready for operation in waiting.pop(name)])
        return levels

    def set_aside(self, names):
        """Take the module's views off that show one of the live field `names`, until `settle`."""
        for element in self.session.elements_before.values():
            node = element.node
            if node.kind == self.kind and any(name in node.arch for name in names):
                self._still_there(node.uid).write({"active": False})

    def settle(self):
        """Show the views again that were set aside, each after its parent."""
        ours = [e for e in self.session.elements.values() if e.node.kind == self.kind]
        resting = [e for e in ours if e.node.enabled and not self.records(e.node.uid).active]
        depth = {e.node.ident: e.node.inherit_id for e in ours}

        def place(element):
            name, steps = element.node.ident, 0
            while depth.get(name) and steps <= len(depth):
                name, steps = depth[name], steps + 1
            return steps

        for element in sorted(resting, key=place):
            self.records(element.node.uid).write({"active": True})
