"""Of views, actions, menus and reports."""

from .loss import SAMPLE, Loss

_VIEWS = "views/sample_views.xml"
_ACTIONS = "views/sample_actions.xml"
_MENUS = "views/sample_menus.xml"
_REPORT = "reports/sample_report.xml"

LOSSES = [
    Loss(
        "ir.ui.view",
        f"{SAMPLE}.roundtrip_sample_view_form",
        "arch_db",
        _VIEWS,
        " invisible=\"state == 'done'\"",
    ),
    Loss(
        "ir.ui.view",
        f"{SAMPLE}.roundtrip_sample_view_form",
        "priority",
        _VIEWS,
        '        <field name="priority">12</field>\n',
    ),
    Loss(
        "combined arch",
        "base.view_partner_form",
        "arch",
        _VIEWS,
        'position="after"',
        'position="before"',
    ),
    Loss(
        "ir.actions.act_window",
        f"{SAMPLE}.action_sample",
        "domain",
        _ACTIONS,
        '[("active", "=", True)]',
        "[]",
    ),
    Loss(
        "ir.actions.act_window",
        f"{SAMPLE}.action_sample",
        "context",
        _ACTIONS,
        '        <field name="context">{"default_state": "open"}</field>\n',
    ),
    Loss(
        "ir.actions.act_window.view",
        f"{SAMPLE}.action_sample_view_list",
        "sequence",
        _ACTIONS,
        '<field name="sequence">1</field>',
        '<field name="sequence">2</field>',
    ),
    Loss(
        "ir.actions.act_url",
        f"{SAMPLE}.action_sample_site",
        "target",
        _ACTIONS,
        '        <field name="url">/web</field>\n        <field name="target">new</field>\n',
        '        <field name="url">/web</field>\n        <field name="target">self</field>\n',
    ),
    Loss(
        "ir.actions.client",
        f"{SAMPLE}.action_sample_client",
        "tag",
        _ACTIONS,
        ">reload<",
        ">reload_context<",
    ),
    Loss(
        "ir.ui.menu",
        f"{SAMPLE}.menu_sample_root",
        "group_ids",
        _MENUS,
        ' groups="group_sample_manager"',
    ),
    Loss(
        "ir.ui.menu",
        f"{SAMPLE}.menu_sample",
        "action",
        _MENUS,
        'action="action_sample" ',
        'action="action_sample_client" ',
    ),
    Loss(
        "report.paperformat",
        f"{SAMPLE}.paperformat_sample",
        "margin_top",
        _REPORT,
        '        <field name="margin_top">7</field>\n',
    ),
    Loss(
        "ir.actions.report",
        f"{SAMPLE}.action_report_sample",
        "paperformat_id",
        _REPORT,
        '        <field name="paperformat_id" ref="paperformat_sample"/>\n',
    ),
    Loss("ir.ui.view", f"{SAMPLE}.report_sample", "arch_db", _REPORT, "/> of <span", "/> <span"),
]
