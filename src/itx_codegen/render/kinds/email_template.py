"""Email templates: records of `mail.template`."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...ir.kinds.email_template import EmailTemplate
from .. import records, samples, xml_source
from ..dispatch import renders
from ..literals import literal
from ..markup import as_kept, verbatim
from ..parts import Part, Stage, Test
from ..site import Site
from ..templates import fill

_PLAIN = (
    "subject",
    "email_from",
    "email_to",
    "partner_to",
    "email_cc",
    "reply_to",
    "lang",
    "scheduled_date",
)


@renders(EmailTemplate)
def email_template(node: EmailTemplate, site: Site) -> Iterator[Part]:
    """One record that upgrades leave alone (people write their own letters), and a test."""
    own = node.normalized()
    element = xml_source.record(
        "mail.template",
        own.xml_id,
        [
            xml_source.text("name", own.name),
            records.optional("description", own.description),
            records.model_link(site, "model_id", own.model),
            *(records.optional(name, getattr(own, name)) for name in _PLAIN),
            None if own.use_default_to else xml_source.evaluated("use_default_to", False),
            None if own.auto_delete else xml_source.evaluated("auto_delete", False),
            _layout(own, site),
            records.links(site, "report_template_ids", own.report_templates),
            records.links(site, "attachment_ids", own.attachments),
            verbatim("body_html", own.body_html),
        ],
    )
    path = f"data/{site.scope.module}_email_templates.xml"
    yield records.placed(site, path, Stage.EMAIL_TEMPLATES, element, noupdate=True)
    for name in ("name", "description", "subject"):
        yield records.term(site, f"mail.template,{name}", own.xml_id, getattr(own, name))
    yield records.term(site, "mail.template,body_html", own.xml_id, as_kept(own.body_html))
    name = own.xml_id.replace("-", "__")
    yield Test(
        site.path, "tests/test_email_template.py", "TestEmailTemplate", name, _written(own, site)
    )


def _layout(own: EmailTemplate, site: Site) -> etree._Element | None:
    """Return the field that names the layout: the XML id itself, not a record."""
    return records.optional(
        "email_layout_xmlid", own.email_layout and site.scope.full(own.email_layout)
    )


def _written(own: EmailTemplate, site: Site) -> str:
    """Return a test that writes an email about a record."""
    names = {
        "letter": literal(site.scope.full(own.xml_id)).source,
        "model": literal(own.model).source,
    }
    model = site.scope.models.get(own.model)
    if model is None:
        return fill("tests/email_template.py.jinja", values="", **names)
    try:
        values = literal(samples.Sampler(site.scope).values(model)).source
    except samples.NoSampleError as error:
        return fill("tests/skip.py.jinja", reason=literal(str(error)).source)
    return fill("tests/email_template.py.jinja", values=values, **names)
