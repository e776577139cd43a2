"""Names inside of the templates of emails."""

from itx_codegen.names import Renaming
from itx_codegen.names.templates import html_template, inline_template

_TABLE = Renaming(
    ("shop", "x_shop"),
    models={"shop.job": "x_shop_job"},
    fields={"shop.job": {"name": "x_name", "next_id": "x_next_id", "part_ids": "x_part_ids"}},
    relations={
        ("shop.job", "next_id"): "shop.job",
        ("shop.job", "part_ids"): "shop.job",
    },
)


def _inline(text: str) -> str:
    return inline_template(text, _TABLE, "shop.job")


def _html(text: str) -> str:
    return html_template(text, _TABLE, "shop.job")


def test_expressions_in_plain_text_follow() -> None:
    text = "Job {{object.name}}: {{ object.next_id.name or '' ||| name }} name"
    assert (
        _inline(text) == "Job {{object.x_name}}: {{ object.x_next_id.x_name or '' ||| name }} name"
    )


def test_what_is_no_expression_stays() -> None:
    for text in ("", "{{ }}", "{{ object. }}", "100 % {name} {{", "object.name"):
        assert _inline(text) == text


def test_attributes_of_qweb_follow() -> None:
    body = (
        '<p t-if="object.name" class="name">name <t t-out="object.next_id.name">name</t></p>'
        '<a t-att-href="object.name" t-attf-class="#{object.name} {{ object.name }}"></a>'
    )
    assert _html(body) == (
        '<p t-if="object.x_name" class="name">name <t t-out="object.x_next_id.x_name">name</t></p>'
        '<a t-att-href="object.x_name" t-attf-class="#{object.x_name} {{ object.x_name }}"></a>'
    )


def test_names_of_the_template_are_followed() -> None:
    body = (
        '<t t-set="job" t-value="object.next_id"/><b t-out="job.name"/>'
        '<t t-foreach="job.part_ids" t-as="part"><i t-out="part.name"/></t>'
    )
    found = _html(body)
    assert 't-out="job.x_name"' in found
    assert 't-foreach="job.x_part_ids"' in found
    assert 't-out="part.x_name"' in found


def test_html_without_new_names_stays_to_the_letter() -> None:
    for body in ("", "text", "<p>a<br/>\n  b</p>", "<p>not closed", "<!-- object.name --><p />"):
        assert _html(body) == body
