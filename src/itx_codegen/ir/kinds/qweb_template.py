"""A QWeb template: what reports and pages are made from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from ...messages import Message, text
from ..naming import shortened
from ..node import Names, Source
from ..record_node import RecordNode
from ..roles import DeclaresXmlId, ModelRef, QwebOn, XmlIdRef
from ..xml import canonical_text


class QwebTemplate(RecordNode):
    """A view of type qweb, which others call by its XML id.

    `arch` is one element; a `<t>` or `<data>` without attributes only holds several others. With
    `model`, `docs`, `doc`, `o` and `object` in it are records of that model, as in a report. With
    `inherit_id` it changes the template of that XML id.
    """

    kind: ClassVar[str] = "qweb_template"
    record_model: ClassVar[str] = "ir.ui.view"
    label: ClassVar[Message] = text("QWeb template")
    collection: ClassVar[str] = "qweb_templates"
    named_by: ClassVar[str] = "xml_id"

    xml_id: Annotated[str, DeclaresXmlId()]
    name: str = ""
    model: Annotated[str, ModelRef()] = ""
    inherit_id: Annotated[str, XmlIdRef(("qweb_template",))] = ""
    mode: Literal["", "primary", "extension"] = ""
    priority: int = 16
    groups: Annotated[Names, XmlIdRef(("group",))] = ()
    enabled: bool = True
    arch: Annotated[Source, QwebOn()]

    def normalized(self) -> QwebTemplate:
        return self.model_copy(
            update={
                "name": self.name or self.xml_id,
                "mode": self.effective_mode,
                "groups": tuple(sorted(self.groups)),
                "arch": canonical_text(self.arch),
            }
        )

    @property
    def effective_mode(self) -> Literal["primary", "extension"]:
        """Odoo's rule: what inherits extends unless it is said otherwise."""
        if self.mode:
            return self.mode
        return "extension" if self.inherit_id else "primary"

    @classmethod
    def completed(cls, data: dict[str, Any], parent: Mapping[str, Any]) -> dict[str, Any]:
        if not data.get("xml_id") and data.get("inherit_id"):
            return {**data, "xml_id": f"{shortened(str(data['inherit_id']))}_inherit"}
        return data
