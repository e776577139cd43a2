"""A paper format for reports."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...messages import Message, text
from ..record_node import RecordNode
from ..roles import DeclaresXmlId


class PaperFormat(RecordNode):
    """A size of paper (`custom`: `page_height` × `page_width`) with margins, all in millimetres."""

    kind: ClassVar[str] = "paper_format"
    record_model: ClassVar[str] = "report.paperformat"
    label: ClassVar[Message] = text("Paper format")
    collection: ClassVar[str] = "paper_formats"
    named_by: ClassVar[str] = "xml_id"

    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    format: str = "A4"
    page_height: int = 0
    page_width: int = 0
    orientation: Literal["Portrait", "Landscape"] = "Portrait"
    margin_top: int = 40
    margin_bottom: int = 20
    margin_left: int = 7
    margin_right: int = 7
    header_line: bool = False
    header_spacing: int = 35
    disable_shrinking: bool = False
    css_margins: bool = False
    dpi: int = 90
