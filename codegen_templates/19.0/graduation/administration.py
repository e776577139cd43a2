"""What administrators may ask of the move, and have done with what is left after it."""

from odoo.exceptions import AccessError, UserError

from . import frozen, old_app
from .back import move_back
from .give_up import give_up
from .ledger import Ledger
from .names import MODULE


def report(env):
    """Return how the move stands: `state` (none, begun, done, removed), `counts`, `left`."""
    ledger = Ledger(env, MODULE)
    if ledger.read("removed"):
        return {"state": "removed", "counts": [], "left": []}
    done = ledger.read("done")
    if done:
        return {"state": "done", "counts": done["counts"], "left": done["left"]}
    return {"state": "begun" if ledger.read("rows") else "none", "counts": [], "left": []}


def leftovers(env):
    """Return what is left of the live app, as dicts: `what`, `count`, `by_hand`."""
    return old_app.leftovers(env) if report(env)["state"] == "done" else []


def remove(env, by_hand=False):
    """Delete what is left of the live app. There is no way back after that.

    Raises UserError before the move is done, and where people have made something beside the app
    that would go with it, unless `by_hand` says that it may.
    """
    _only_administrators(env)
    ledger = Ledger(env, MODULE)
    if report(env)["state"] != "done":
        raise UserError(env._("There is nothing to remove: no move to this module was finished."))
    kept = [one["what"] for one in old_app.leftovers(env) if one["by_hand"]]
    if kept and not by_hand:
        raise UserError(
            env._(
                "This was made by hand beside the live app, and would go with it: %(what)s. "
                "Move it first, or say that it may go.",
                what="; ".join(kept),
            )
        )
    frozen.thaw(env, MODULE)
    old_app.remove(env)
    counts = ledger.read("done")["counts"]
    ledger.forget()
    ledger.write("removed", {"counts": counts})
    _forget_caches(env)


def take_back(env):
    """Let the live app go on with the records as they are in the module now.

    It is what happens before the module is uninstalled. Of a move that was interrupted, nothing
    stays. After the removal of what was left, nothing happens.
    """
    _only_administrators(env)
    ledger, state = Ledger(env, MODULE), report(env)["state"]
    if state == "done":
        env.flush_all()
        move_back(env, ledger)
    elif state == "begun":
        give_up(env, ledger)
    if state != "none":
        ledger.forget()
    _forget_caches(env)


def _only_administrators(env):
    if not (env.su or env.user._is_system()):
        raise AccessError(env._("Only administrators decide on what is left of a live app."))


def _forget_caches(env):
    env.invalidate_all(flush=False)
    env.registry.clear_all_caches()
