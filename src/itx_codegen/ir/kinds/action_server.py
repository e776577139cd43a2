"""A server action."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from ...messages import Message, text
from ...source import normal_code
from ..node import Names, Source
from ..record_node import RecordNode
from ..roles import DeclaresXmlId, FieldPaths, FlowRef, ModelRef, PythonOn, XmlIdRef

#: Who may start flows: nobody else sees an action that does, unless it names its own groups.
FLOW_USERS = ("odf_core.group_flow_user",)
#: What an action can do that needs the module `mail`.
OF_MAIL = frozenset({"mail_post", "next_activity", "followers", "remove_followers"})


class ActionServer(RecordNode):
    """A record of `ir.actions.server`; `state` says what it does, attributes have Odoo's names.

    - `code`: runs `code` on the model, or starts the `flow` of that name;
    - `object_write`: sets the field at `update_path` to what the Python `expression` gives, to the
      next number of `sequence_id`, to the record `resource_ref`, or else to the text `value`;
    - `object_create`: makes a record named `value` of `crud_model`, puts it into `link_field`;
    - `object_copy`: copies the record `resource_ref` of `crud_model`, puts it into `link_field`;
    - `webhook`: sends `webhook_fields` to `webhook_url`; an empty address is for each database to
      fill in (addresses often hold secrets) and never overwritten;
    - `multi`: runs the actions that name this one as their `parent`, in the order of `sequence`;
    - `mail_post`, `next_activity`, `followers`, `remove_followers`: as in the module `mail`.

    `binding_model` names the model in whose menu it appears, `automation` the rule that runs it. A
    `flow` that reads records of that model from its own database then runs for the selected ones.
    """

    kind: ClassVar[str] = "action_server"
    record_model: ClassVar[str] = "ir.actions.server"
    label: ClassVar[Message] = text("Server action")
    follows: ClassVar[frozenset[str]] = frozenset({"flow_step", "automation", "email_template"})
    collection: ClassVar[str] = "actions"
    named_by: ClassVar[str] = "xml_id"

    type: Literal["server"] = "server"
    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    model: Annotated[str, ModelRef()] = ""
    state: Literal[
        "code",
        "object_write",
        "object_create",
        "object_copy",
        "webhook",
        "multi",
        "mail_post",
        "next_activity",
        "followers",
        "remove_followers",
    ] = "code"
    code: Annotated[Source, PythonOn()] = ""
    flow: Annotated[str, FlowRef()] = ""
    update_path: Annotated[str, FieldPaths()] = ""
    update_m2m_operation: Literal["add", "remove", "set", "clear"] = "add"
    value: str = ""
    expression: Annotated[str, PythonOn()] = ""
    sequence_id: Annotated[str, XmlIdRef()] = ""
    resource_ref: Annotated[str, XmlIdRef()] = ""
    crud_model: Annotated[str, ModelRef()] = ""
    link_field: Annotated[str, FieldPaths()] = ""
    webhook_url: str = ""
    webhook_fields: Annotated[Names, FieldPaths()] = ()
    template: Annotated[str, XmlIdRef(("email_template",))] = ""
    mail_post_method: Literal["email", "comment", "note"] = "comment"
    mail_post_autofollow: bool = True
    activity_type: Annotated[str, XmlIdRef()] = ""
    activity_summary: str = ""
    activity_note: Source = ""
    activity_date_deadline_range: int = 0
    activity_date_deadline_range_type: Literal["days", "weeks", "months"] = "days"
    activity_user: Annotated[str, XmlIdRef()] = ""
    activity_user_field: Annotated[str, FieldPaths()] = ""
    followers_partners: Annotated[Names, XmlIdRef()] = ()
    followers_partner_field: Annotated[str, FieldPaths()] = ""
    parent: Annotated[str, XmlIdRef(("action_server",))] = ""
    automation: Annotated[str, XmlIdRef(("automation",))] = ""
    sequence: int = 5
    binding_model: Annotated[str, ModelRef()] = ""
    binding_type: Literal["action", "report"] = "action"
    binding_view_types: Names = ("list", "form")
    groups: Annotated[Names, XmlIdRef(("group",))] = ()

    def required_modules(self) -> frozenset[str]:
        needed = set()
        if self.state in OF_MAIL:
            needed.add("mail")
        if self.automation:
            needed.add("base_automation")
        return frozenset(needed)

    def normalized(self) -> ActionServer:
        update: dict[str, Any] = {
            "code": normal_code(self.code) if self.code.strip() else "",
            "groups": tuple(sorted(self.groups or (FLOW_USERS if self.flow else ()))),
            "webhook_fields": tuple(sorted(self.webhook_fields)),
            "followers_partners": tuple(sorted(self.followers_partners)),
        }
        if self.state in ("object_create", "object_copy"):
            update["crud_model"] = self.crud_model or self.model
        if self.state == "mail_post" and self.mail_post_method == "email":
            update["mail_post_autofollow"] = False
        return self.model_copy(update=update)
