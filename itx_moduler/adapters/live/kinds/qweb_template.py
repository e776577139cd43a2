import re
from dataclasses import dataclass

from lxml import etree

from itx_codegen.ir.xml import parse_arch

from ..registry import register
from .view import Arch, ViewAdapter

_CALL = re.compile(r"""(\bt-call=["'])([\w-]+)(?=["'])""")


@dataclass(frozen=True)
class Template:
    """A template as Odoo's loader would put it together: in an element with its full name."""

    name: str
    inherits: bool
    mode: str
    source: str

    def resolved(self, session):
        full = f"{session.namespace}.{self.name}"
        root = etree.Element("data") if self.inherits else etree.Element("t", {"t-name": full})
        content = parse_arch(self._with_full_calls(session))
        if content.tag in ("t", "data") and not content.attrib:
            root.text = content.text
            root.extend(list(content))
        else:
            root.append(content)
        if self.inherits and self.mode == "primary":
            named = etree.SubElement(root, "xpath", expr=".", position="attributes")
            etree.SubElement(named, "attribute", name="t-name").text = full
        return Arch(etree.tostring(root, encoding="unicode")).resolved(session)

    def _with_full_calls(self, session):
        """Write the live namespace before the module's own templates: Odoo calls them by that."""

        def full(match):
            own = match[2] in session.own_xml_ids
            return f"{match[1]}{session.namespace}.{match[2]}" if own else match[0]

        return _CALL.sub(full, self.source)


@register
class QwebTemplateAdapter(ViewAdapter):
    """A template is a view of type qweb that others call by its key.

    The model of its records is known to the document only, as in an installed module: Odoo applies
    a view's changes only where both are of the same model.
    """

    kind = "qweb_template"

    def values(self, node, element):
        return {
            **self.common_values(node),
            "type": "qweb",
            "key": f"{self.session.namespace}.{node.xml_id}",
        }

    def arch(self, node):
        return Template(node.xml_id, bool(node.inherit_id), node.mode, node.arch)

    def read(self, record, node):
        return {
            "xml_id": self.session.xml_id(record),
            "name": record.name,
            "model": node.model if node is not None else "",
            **self.read_common(record, node),
        }

    def read_arch(self, record):
        root = parse_arch(super().read_arch(record))
        for element in root.iter(etree.Element):
            called = element.get("t-call", "")
            if called.startswith(f"{self.session.namespace}."):
                element.set("t-call", called.removeprefix(f"{self.session.namespace}."))
        alone = len(root) == 1 and not (root.text or "").strip()
        if alone and not (root[0].tail or "").strip():
            return etree.tostring(root[0], encoding="unicode", with_tail=False)
        holder = etree.Element("t")
        holder.text = root.text
        holder.extend(list(root))
        return etree.tostring(holder, encoding="unicode")
