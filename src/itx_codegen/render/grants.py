"""Which rights a user has by the rows of this module."""

from __future__ import annotations

from ..ir.kinds.access import Access
from ..ir.kinds.group import Group
from .site import Scope

_INTERNAL_USER = "base.group_user"
OPERATIONS = ("read", "write", "create", "unlink")


def user_groups(scope: Scope, group: str) -> str:
    """Return the groups of a test user who has `group`, as `new_test_user` takes them.

    A group of this module goes with that of internal users: Odoo wants every user to have a sort.
    """
    full = scope.full(group)
    return f"{_INTERNAL_USER},{full}" if group_of(scope, full) else full


def expected(scope: Scope, model: str, group: str) -> dict[str, bool]:
    """Return operation → granted for a user of `group` on a model of this module.

    An operation is left out where a row for a group of another module might grant it: what other
    groups imply is known to the database only.
    """
    held = _implied(scope, scope.full(group))
    rows = [row for row in scope.document.of(Access) if row.model == model]
    result = {}
    for operation in OPERATIONS:
        granting = [row.group for row in rows if getattr(row, f"perm_{operation}")]
        granted = any(not name or scope.full(name) in held for name in granting)
        foreign = any(name and group_of(scope, scope.full(name)) is None for name in granting)
        if granted or not foreign:
            result[operation] = granted
    return result


def group_of(scope: Scope, full: str) -> Group | None:
    """Return the group of this module with that full XML id."""
    groups = scope.document.of(Group)
    return next((group for group in groups if scope.full(group.xml_id) == full), None)


def _implied(scope: Scope, full: str) -> frozenset[str]:
    """Return a group and all that it implies, as far as this document says."""
    found: set[str] = set()
    waiting = [full]
    if group_of(scope, full):
        waiting.append(_INTERNAL_USER)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            group = group_of(scope, name)
            waiting += [scope.full(one) for one in group.implied] if group else []
    return frozenset(found)
