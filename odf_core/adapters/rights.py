"""Whose rights a run has, and in which company and language it works."""

from odoo.exceptions import UserError

#: What a run takes over from whoever has started it.
_KEPT = ("lang", "tz", "allowed_company_ids")


def user(flow):
    """The user of a run that is started now: the current one; under a schedule of the superuser,
    who has changed the flow last.
    """
    # sudo: everybody who may run the flow may know in whose name it runs.
    return flow.sudo().run_as_id if flow.env.su else flow.env.user


def context(flow):
    """What a run that is carried out later must know of now: a plain dict."""
    return {name: flow.env.context[name] for name in _KEPT if name in flow.env.context}


def language(user, context):
    """The language (its code) in which a run with this context speaks to its user."""
    return context.get("lang") or user.lang


def environment(flow, user, context):
    """The environment that the data of a run are written in. Raises UserError if the user has left:
    what somebody has set up does not keep their rights alive.
    """
    # sudo: whether a user is archived; the superuser always is.
    if not user.sudo().active and not user._is_superuser():
        raise UserError(
            flow.env._(
                "%(user)s, whose rights the run is to have, is archived. Let somebody who may do "
                "what the flow does save it, or run it themselves.",
                user=user.sudo().name,
            )
        )
    # Defaults that a menu or button has put into the context are not meant for the data.
    context = {key: value for key, value in context.items() if not key.startswith("default_")}
    context |= flow._writing_context()
    flow = flow.with_context(context, active_test=False).with_user(user)
    if flow.company_id:
        flow = flow.with_company(flow.company_id)
    return flow.env
