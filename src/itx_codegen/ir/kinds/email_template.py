"""A template of emails."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...messages import Message, text
from ..node import Names, Source
from ..record_node import RecordNode
from ..roles import (
    DeclaresXmlId,
    HtmlTemplateOn,
    InlineTemplateOn,
    ModelRef,
    XmlIdRef,
)
from ..xml import canonical_fragment


class EmailTemplate(RecordNode):
    """A record of `mail.template`; attributes have its names.

    `object` is the record that an email is about: `{{ object.name }}` in plain texts, QWeb
    (`<t t-out="object.name"/>`) in `body_html`, which must be well-formed XML.
    """

    kind: ClassVar[str] = "email_template"
    record_model: ClassVar[str] = "mail.template"
    label: ClassVar[Message] = text("Email template")
    follows: ClassVar[frozenset[str]] = frozenset({"field"})
    collection: ClassVar[str] = "email_templates"
    named_by: ClassVar[str] = "xml_id"

    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    description: str = ""
    model: Annotated[str, ModelRef()]
    subject: Annotated[str, InlineTemplateOn()] = ""
    body_html: Annotated[Source, HtmlTemplateOn()] = ""
    use_default_to: bool = True
    email_from: Annotated[str, InlineTemplateOn()] = ""
    email_to: Annotated[str, InlineTemplateOn()] = ""
    partner_to: Annotated[str, InlineTemplateOn()] = ""
    email_cc: Annotated[str, InlineTemplateOn()] = ""
    reply_to: Annotated[str, InlineTemplateOn()] = ""
    lang: Annotated[str, InlineTemplateOn()] = ""
    scheduled_date: Annotated[str, InlineTemplateOn()] = ""
    auto_delete: bool = True
    email_layout: Annotated[str, XmlIdRef()] = ""
    report_templates: Annotated[Names, XmlIdRef()] = ()
    attachments: Annotated[Names, XmlIdRef()] = ()

    def required_modules(self) -> frozenset[str]:
        return frozenset({"mail"})

    def normalized(self) -> EmailTemplate:
        return self.model_copy(
            update={
                "body_html": canonical_fragment(self.body_html),
                "report_templates": tuple(sorted(self.report_templates)),
                "attachments": tuple(sorted(self.attachments)),
            }
        )
