"""Of records of all kinds."""

from .loss import SAMPLE, Loss

_DATA = "data/sample_data.xml"
_AUTOMATION = "data/sample_automation.xml"

LOSSES = [
    Loss(
        "ir.sequence",
        f"{SAMPLE}.sequence_sample",
        "padding",
        _DATA,
        '<field name="padding">5</field>',
    ),
    Loss(
        "roundtrip.sample.tag",
        f"{SAMPLE}.tag_kept",
        "(noupdate)",
        _DATA,
        '<data noupdate="1">',
        "<data>",
    ),
    Loss("ir.config_parameter", f"{SAMPLE}.parameter_sample", "value", _DATA, ">100<", ">10<"),
    Loss(
        "ir.asset",
        f"{SAMPLE}.asset_sample",
        "sequence",
        _DATA,
        '        <field name="sequence">20</field>\n',
    ),
    Loss("roundtrip.sample", f"{SAMPLE}.sample_first", "weight", _DATA, "12.5", "12"),
    Loss(
        "roundtrip.sample",
        f"{SAMPLE}.sample_first",
        "tag_ids",
        _DATA,
        "{'name': 'Own'}",
        "{'name': 'Mine'}",
    ),
    Loss("roundtrip.sample", f"{SAMPLE}.sample_first", "note", _DATA, "</b> <i>", "</b><i>"),
    Loss(
        "touched res.partner",
        "base.main_partner",
        "comment",
        _DATA,
        '        <field name="comment">Gives samples</field>\n',
    ),
    Loss("mail.template", f"{SAMPLE}.mail_template_sample", "subject", _DATA, "{{ object.code }}"),
    Loss(
        "mail.template",
        f"{SAMPLE}.mail_template_sample",
        "body_html",
        _DATA,
        "It is done, ",
        "It is done: ",
    ),
    Loss(
        "order",
        "roundtrip.sample.tag",
        "names",
        "data/roundtrip.sample.tag.csv",
        "tag_red,Red,5\ntag_blue,Blue,5",
        "tag_blue,Blue,5\ntag_red,Red,5",
    ),
    Loss("ir.cron", f"{SAMPLE}.cron_sample", "interval_type", _AUTOMATION, ">weeks<", ">months<"),
    Loss(
        "ir.cron",
        f"{SAMPLE}.cron_sample",
        "nextcall",
        _AUTOMATION,
        "timedelta(days=3)",
        "timedelta(days=4)",
    ),
    Loss(
        "ir.cron",
        f"{SAMPLE}.cron_sample_count",
        "",
        _AUTOMATION,
        """\
    <record id="cron_sample_count" model="ir.cron">
        <field name="name">Count samples</field>
        <field name="model_id" ref="model_roundtrip_sample"/>
        <field name="state">code</field>
        <field name="code">model.search_count([])</field>
    </record>
""",
    ),
    Loss(
        "ir.actions.server",
        f"{SAMPLE}.cron_sample_ir_actions_server",
        "code",
        _AUTOMATION,
        "2020-01-01",
        "2021-01-01",
    ),
    Loss(
        "ir.actions.server",
        f"{SAMPLE}.server_action_sample",
        "binding_model_id",
        _AUTOMATION,
        '        <field name="binding_model_id" ref="model_roundtrip_sample"/>\n',
    ),
    Loss(
        "base.automation",
        f"{SAMPLE}.automation_sample",
        "filter_domain",
        _AUTOMATION,
        '        <field name="filter_domain">[("state", "=", "done")]</field>\n',
    ),
]
