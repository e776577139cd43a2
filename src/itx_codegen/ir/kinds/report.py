"""A printed report."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...messages import Message, text
from ..node import Names
from ..record_node import RecordNode
from ..roles import DeclaresXmlId, DomainOn, ExpressionOn, ModelRef, XmlIdRef


class Report(RecordNode):
    """Prints records of a model by the template `report_name`.

    `print_report_name` and `attachment` are expressions on `object`, a record: the name of the
    file, and that under which it is kept (`attachment_use`: print what is kept again). `binding`
    says whether it stands in the *Print* menu. `paperformat` is the XML id of a paper format.
    """

    kind: ClassVar[str] = "report"
    record_model: ClassVar[str] = "ir.actions.report"
    label: ClassVar[Message] = text("Report")
    follows: ClassVar[frozenset[str]] = frozenset({"paper_format", "qweb_template"})
    collection: ClassVar[str] = "reports"
    named_by: ClassVar[str] = "xml_id"

    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    model: Annotated[str, ModelRef()]
    report_type: Literal["qweb-pdf", "qweb-html", "qweb-text"] = "qweb-pdf"
    report_name: Annotated[str, XmlIdRef(("qweb_template",))]
    print_report_name: Annotated[str, ExpressionOn()] = ""
    attachment: Annotated[str, ExpressionOn()] = ""
    attachment_use: bool = False
    paperformat: Annotated[str, XmlIdRef(("paper_format", "data"))] = ""
    domain: Annotated[str, DomainOn()] = ""
    multi: bool = False
    binding: bool = True
    groups: Annotated[Names, XmlIdRef(("group",))] = ()

    def required_modules(self) -> frozenset[str]:
        return frozenset({"web"})

    def normalized(self) -> Report:
        domain = self.domain.strip()
        return self.model_copy(
            update={
                "print_report_name": self.print_report_name.strip(),
                "attachment": self.attachment.strip(),
                "domain": "" if domain == "[]" else domain,
                "groups": tuple(sorted(self.groups)),
            }
        )
