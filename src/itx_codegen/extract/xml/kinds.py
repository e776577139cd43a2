"""Records of data files as elements of their own kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, get_args

from lxml import etree

from ...data_files.values import NotSaidError
from ...ir.kinds.action_server import ActionServer
from ...ir.kinds.automation import Automation
from ...ir.kinds.cron import Cron
from ...ir.kinds.view import View
from ...ir.record_values import kind_of
from ...ir.xml import parse_arch
from ...messages import text
from ...source import RECORD_ID
from .reading import Reading

Raw = dict[str, Any]


class Sort(NamedTuple):
    """How records of one model are read: into which list, called what in the report, and how."""

    collection: str
    name: str
    read: Callable[[Reading], Raw]


def choices(kind: type[Any], attribute: str) -> tuple[str, ...]:
    """Return the texts that an attribute of a kind may be."""
    return tuple(one for one in get_args(kind.model_fields[attribute].annotation) if one)


_VIEW_TYPES = choices(View, "type")
_PERMISSIONS = ("perm_read", "perm_write", "perm_create", "perm_unlink")
_TARGETS = ("current", "new", "fullscreen", "main")
_INTERVALS = choices(Cron, "interval_type")


def _view(of: Reading) -> Raw:
    held = of.left.pop("arch", None)
    if not isinstance(held, dict) or kind_of(held) != "xml":
        raise NotSaidError(text("Its XML is not written as XML in the record."))
    arch = _one_root(held["xml"])
    inherit_id = of.link("inherit_id") or ""
    root = str(parse_arch(arch).tag)
    if not inherit_id and root not in _VIEW_TYPES and of.left.get("type") != "qweb":
        raise NotSaidError(text("Views of the type %(type)s have no kind.", type=root))
    if of.left.get("type") == "qweb":
        view_type = of.plain("type")
    else:
        view_type = "" if inherit_id else root
        of.constant("type", root)
    mode = of.choice("mode", ("primary", "extension"))
    return {
        "name": of.needed("name"),
        "model": of.needed("model"),
        "type": view_type,
        "inherit_id": inherit_id,
        "mode": mode if inherit_id or mode == "extension" else None,
        "priority": of.whole("priority"),
        "groups": of.links("group_ids"),
        "enabled": of.flag("active"),
        "arch": arch,
    }


def _one_root(source: str) -> str:
    """Return XML with a single outermost element, as Odoo makes it of several."""
    holder = parse_arch(f"<data>{source}</data>")
    return (
        source if len(list(holder.iterchildren(etree.Element))) == 1 else f"<data>{source}</data>"
    )


def _menu(of: Reading) -> Raw:
    return {
        "name": of.plain("name"),
        "parent": of.link("parent_id"),
        "action": of.link("action"),
        "sequence": of.whole("sequence"),
        "groups": of.links("group_ids"),
        "web_icon": of.plain("web_icon"),
        "enabled": of.flag("active"),
    }


def _action_window(of: Reading) -> Raw:
    of.constant("type", "ir.actions.act_window")
    return {
        "type": "window",
        "name": of.needed("name"),
        "model": of.needed("res_model"),
        "view_mode": of.names("view_mode"),
        "view_id": of.link("view_id"),
        "search_view_id": of.link("search_view_id"),
        "domain": of.plain("domain"),
        "context": of.plain("context"),
        "limit": of.whole("limit"),
        "target": of.choice("target", _TARGETS),
        "path": of.plain("path"),
        "res_id": of.link("res_id"),
        "usage": of.plain("usage"),
        "mobile_view_mode": of.plain("mobile_view_mode"),
        "cache": of.flag("cache"),
        "groups": of.links("group_ids"),
        "binding_model": of.model("binding_model_id"),
        "binding_view_types": of.names("binding_view_types"),
        "help": _html(of, "help"),
    }


def _html(of: Reading, name: str) -> str | None:
    """Take HTML, written as markup or as text."""
    if kind_of(of.left.get(name)) == "html":
        return str(of.left.pop(name)["html"]).rstrip()
    return of.plain(name)


def _letter(of: Reading, name: str) -> str | None:
    """Take the HTML of an email; one with ids of records in it can't be told from text.

    It may be one term as a whole, so that the blanks in the end are a part of it.
    """
    held = of.left.get(name)
    if not isinstance(held, dict) or kind_of(held) != "html":
        return of.plain(name)
    return None if RECORD_ID.search(held["html"]) else str(of.left.pop(name)["html"])


def _offered(of: Reading) -> Raw:
    return {
        "path": of.plain("path"),
        "binding_model": of.model("binding_model_id"),
        "binding_view_types": of.names("binding_view_types"),
    }


def _action_url(of: Reading) -> Raw:
    of.constant("type", "ir.actions.act_url")
    return {
        "type": "url",
        "name": of.needed("name"),
        "url": of.needed("url"),
        "target": of.choice("target", ("new", "self", "download")),
        **_offered(of),
    }


def _action_client(of: Reading) -> Raw:
    of.constant("type", "ir.actions.client")
    return {
        "type": "client",
        "name": of.needed("name"),
        "tag": of.needed("tag"),
        "target": of.choice("target", _TARGETS),
        "model": of.plain("res_model"),
        "context": of.plain("context"),
        **_offered(of),
    }


def _action_server(of: Reading) -> Raw:
    of.constant("type", "ir.actions.server")
    state = of.choice("state", choices(ActionServer, "state"))
    if state is None:
        raise NotSaidError(text("What it does has no kind."))
    automation = of.link("base_automation_id")
    if automation:
        of.constant("usage", "base_automation")
    else:
        of.constant("usage", "ir_actions_server")
    return {
        "type": "server",
        "name": of.needed("name"),
        "model": _model_of(of),
        "state": state,
        **_does(of, state),
        "sequence": of.whole("sequence"),
        "parent": of.link("parent_id"),
        "automation": automation,
        "binding_model": of.model("binding_model_id"),
        "binding_type": of.choice("binding_type", ("action", "report")),
        "binding_view_types": of.names("binding_view_types"),
        "groups": of.links("group_ids"),
    }


def _does(of: Reading, state: str) -> Raw:
    """Return the attributes that belong to what an action does."""
    if state == "code":
        return {"code": of.plain("code")}
    if state == "object_write":
        held = of.choice("evaluation_type", ("value", "equation"))
        return {
            "update_path": of.plain("update_path"),
            "update_m2m_operation": of.choice(
                "update_m2m_operation", choices(ActionServer, "update_m2m_operation")
            ),
            "expression" if held == "equation" else "value": of.plain("value"),
        }
    if state == "object_create":
        return {"value": of.plain("value"), "crud_model": of.model("crud_model_id")}
    if state == "webhook":
        return {"webhook_url": of.plain("webhook_url")}
    if state == "mail_post":
        return {
            "template": of.link("template_id"),
            "mail_post_method": of.choice("mail_post_method", ("email", "comment", "note")),
            "mail_post_autofollow": of.flag("mail_post_autofollow"),
        }
    if state == "next_activity":
        return {
            "activity_type": of.link("activity_type_id"),
            "activity_summary": of.plain("activity_summary"),
            "activity_note": _html(of, "activity_note"),
        }
    return {}


def _model_of(of: Reading, name: str = "model_id") -> str:
    found = of.model(name)
    if not found:
        raise NotSaidError(text("Its field %(name)s names no model.", name=name))
    return found


def _rule(of: Reading) -> Raw:
    return {
        "name": of.needed("name"),
        "model": _model_of(of),
        "domain": of.needed("domain_force"),
        "groups": of.links("groups"),
        **{name: of.flag(name) for name in _PERMISSIONS},
    }


def _access(of: Reading) -> Raw:
    return {
        "name": of.needed("name"),
        "model": _model_of(of),
        "group": of.link("group_id"),
        **{name: of.flag(name) for name in _PERMISSIONS},
    }


def _group(of: Reading) -> Raw:
    return {
        "name": of.needed("name"),
        "comment": of.plain("comment"),
        "privilege": of.link("privilege_id"),
        "sequence": of.whole("sequence"),
        "implied": of.links("implied_ids"),
        "users": of.links("user_ids"),
        "share": of.flag("share"),
    }


def _privilege(of: Reading) -> Raw:
    return {
        "name": of.needed("name"),
        "description": of.plain("description"),
        "category": of.link("category_id"),
        "sequence": of.whole("sequence"),
        "placeholder": of.plain("placeholder"),
    }


def _cron(of: Reading) -> Raw:
    of.constant("state", "code")
    if "state" in of.left:
        raise NotSaidError(text("It does something else than run code."))
    return {
        "name": of.needed("name"),
        "model": _model_of(of),
        "code": of.needed("code"),
        "interval_number": of.whole("interval_number"),
        "interval_type": of.choice("interval_type", _INTERVALS),
        "priority": of.whole("priority"),
        "user": of.link("user_id"),
        "enabled": of.flag("active"),
    }


def _automation(of: Reading) -> Raw:
    trigger = of.choice("trigger", choices(Automation, "trigger"))
    if trigger is None:
        raise NotSaidError(text("What starts it has no kind."))
    return {
        "name": of.needed("name"),
        "description": _html(of, "description"),
        "model": _model_of(of),
        "trigger": trigger,
        "filter_domain": of.plain("filter_domain"),
        "filter_pre_domain": of.plain("filter_pre_domain"),
        "record_getter": of.plain("record_getter"),
        "log_webhook_calls": of.flag("log_webhook_calls"),
        "enabled": of.flag("active"),
    }


_PLAIN_OF_LETTERS = (
    "description",
    "subject",
    "email_from",
    "email_to",
    "partner_to",
    "email_cc",
    "reply_to",
    "lang",
    "scheduled_date",
)


def _email_template(of: Reading) -> Raw:
    return {
        "name": of.needed("name"),
        "model": _model_of(of),
        **{name: of.plain(name) for name in _PLAIN_OF_LETTERS},
        "body_html": _letter(of, "body_html"),
        "use_default_to": of.flag("use_default_to"),
        "auto_delete": of.flag("auto_delete"),
        "email_layout": of.plain("email_layout_xmlid"),
        "report_templates": of.links("report_template_ids"),
        "attachments": of.links("attachment_ids"),
    }


def _report(of: Reading) -> Raw:
    of.constant("type", "ir.actions.report")
    report_name = of.needed("report_name")
    if "." not in report_name:
        raise NotSaidError(text("Its template is not named with its module."))
    model = of.needed("model")
    of.constant("binding_type", "report")
    bound = of.left.get("binding_model_id")
    binding = bool(bound) and of.model("binding_model_id")
    if binding and binding != model:
        of.left["binding_model_id"] = bound
        binding = ""
    elif not bound:
        of.left.pop("binding_model_id", None)
    if of.left.get("report_file") == report_name:
        del of.left["report_file"]
    else:
        of.left.setdefault("report_file", None)
    return {
        "name": of.needed("name"),
        "model": model,
        "report_type": of.choice("report_type", ("qweb-pdf", "qweb-html", "qweb-text")),
        "report_name": report_name,
        "print_report_name": of.plain("print_report_name"),
        "attachment": of.plain("attachment"),
        "attachment_use": of.flag("attachment_use"),
        "paperformat": of.link("paperformat_id"),
        "domain": of.plain("domain"),
        "multi": of.flag("multi"),
        "binding": bool(binding),
        "groups": of.links("group_ids"),
    }


_MEASURES = (
    "page_height",
    "page_width",
    "margin_top",
    "margin_bottom",
    "margin_left",
    "margin_right",
    "header_spacing",
    "dpi",
)


def _paper_format(of: Reading) -> Raw:
    return {
        "name": of.needed("name"),
        "format": of.plain("format"),
        # Odoo's default is not that of documents.
        "orientation": of.choice("orientation", ("Portrait", "Landscape")) or "Landscape",
        **{name: of.whole(name) for name in _MEASURES},
        **{name: of.flag(name) for name in ("header_line", "disable_shrinking", "css_margins")},
    }


#: Model → how its records are read.
SORTS: Mapping[str, Sort] = {
    "base.automation": Sort("automations", "automation", _automation),
    "ir.actions.act_url": Sort("actions", "url action", _action_url),
    "ir.actions.act_window": Sort("actions", "window action", _action_window),
    "ir.actions.client": Sort("actions", "client action", _action_client),
    "ir.actions.report": Sort("reports", "report", _report),
    "ir.actions.server": Sort("actions", "server action", _action_server),
    "ir.cron": Sort("crons", "cron", _cron),
    "ir.model.access": Sort("access", "access right", _access),
    "ir.rule": Sort("rules", "record rule", _rule),
    "ir.ui.menu": Sort("menus", "menu", _menu),
    "ir.ui.view": Sort("views", "view", _view),
    "mail.template": Sort("email_templates", "email template", _email_template),
    "report.paperformat": Sort("paper_formats", "paper format", _paper_format),
    "res.groups": Sort("groups", "group", _group),
    "res.groups.privilege": Sort("privileges", "privilege", _privilege),
}
