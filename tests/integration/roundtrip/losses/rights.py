"""Of access rights, rules and groups."""

from .loss import SAMPLE, Loss

_GROUPS = "security/sample_groups.xml"
_RULES = "security/sample_rules.xml"
_ACCESS = "security/ir.model.access.csv"

LOSSES = [
    Loss(
        "ir.model.access",
        f"{SAMPLE}.access_sample_user",
        "perm_write",
        _ACCESS,
        "base.group_user,1,1,0,0",
        "base.group_user,1,0,0,0",
    ),
    Loss(
        "ir.model.access",
        f"{SAMPLE}.access_sample_tag",
        "",
        _ACCESS,
        "access_sample_tag,Tags,model_roundtrip_sample_tag,base.group_user,1,0,0,0\n",
    ),
    Loss(
        "ir.rule",
        f"{SAMPLE}.rule_sample_own",
        "domain_force",
        _RULES,
        "user.partner_id.id",
        "user.id",
    ),
    Loss(
        "ir.rule",
        f"{SAMPLE}.rule_sample_own",
        "perm_read",
        _RULES,
        '        <field name="perm_read" eval="False"/>\n',
    ),
    Loss(
        "ir.rule",
        f"{SAMPLE}.rule_sample_all",
        "groups",
        _RULES,
        "ref('group_sample_manager')",
        "ref('base.group_portal')",
    ),
    Loss(
        "ir.rule",
        f"{SAMPLE}.rule_sample_all",
        "(noupdate)",
        _RULES,
        '<odoo noupdate="1">',
        "<odoo>",
    ),
    Loss(
        "res.groups.privilege", f"{SAMPLE}.privilege_sample", "name", _GROUPS, ">Samples<", ">Some<"
    ),
    Loss(
        "res.groups",
        f"{SAMPLE}.group_sample_manager",
        "privilege_id",
        _GROUPS,
        '        <field name="privilege_id" ref="privilege_sample"/>\n',
    ),
    Loss(
        "touched res.groups",
        "base.group_system",
        "implied_ids",
        _GROUPS,
        "ref('group_sample_manager')",
        "ref('base.group_no_one')",
    ),
]
