"""What a server says is wrong, by the name of its exception → our typed errors.

The names are those of Odoo 8 to 19: `odoo.exceptions.*` and `openerp.exceptions.*`, werkzeug's, and
PostgreSQL's by psycopg2. Messages are kept; tracebacks never are.
"""

from __future__ import annotations

import re
from itertools import dropwhile

from ..messages import text
from .errors import (
    AccessError,
    AuthenticationError,
    ConcurrencyError,
    ConnectError,
    MissingRecord,
    OutcomeUnknown,
    ServerFault,
    TooLarge,
    UnknownDatabase,
    UnknownField,
    UnknownMethod,
    UnknownModel,
    ValidationError,
)

_REMEDIES: dict[type[ConnectError], str] = {
    AccessError: text("Give the user of the connection the right, or use another user."),
    AuthenticationError: text(
        "The key may be revoked or expired: make a new one, and check the login and the database. "
        "JSON-2 (Odoo 19 and later) takes keys only, no passwords."
    ),
    ConcurrencyError: text("Try again, with fewer workers if it lasts."),
    MissingRecord: text("Read the records again."),
    OutcomeUnknown: text(
        "Look whether it was done before you repeat it; see that the server's database runs and "
        "has room."
    ),
    ServerFault: text("The server's log has the details."),
    TooLarge: text("Send fewer rows at once, or raise the limit of the server or its proxy."),
    UnknownDatabase: text("Correct its name, and see which databases the server offers."),
    UnknownField: text(
        "Correct the name, install the module that has it, or check the user's rights."
    ),
    UnknownMethod: text("Correct the name and the arguments."),
    UnknownModel: text("Correct its name or install its module."),
    ValidationError: "",
}

_BY_NAME: dict[str, type[ConnectError]] = {
    "AccessDenied": AuthenticationError,
    "SessionExpiredException": AuthenticationError,
    "Unauthorized": AuthenticationError,
    "AccessError": AccessError,
    "Forbidden": AccessError,
    "MissingError": MissingRecord,
    "LockError": ConcurrencyError,
    "ConcurrencyError": ConcurrencyError,
    "SerializationFailure": ConcurrencyError,
    "DeadlockDetected": ConcurrencyError,
    "LockNotAvailable": ConcurrencyError,
    "TransactionRollbackError": ConcurrencyError,
    # The server lost its database, or that its disk: before it committed, or after, who knows?
    "OperationalError": OutcomeUnknown,
    "InterfaceError": OutcomeUnknown,
    "PoolError": OutcomeUnknown,
    "AdminShutdown": OutcomeUnknown,
    "CrashShutdown": OutcomeUnknown,
    "CannotConnectNow": OutcomeUnknown,
    "TooManyConnections": OutcomeUnknown,
    "QueryCanceled": OutcomeUnknown,
    "DiskFull": OutcomeUnknown,
    "OutOfMemory": OutcomeUnknown,
    "RequestEntityTooLarge": TooLarge,
    "UserError": ValidationError,
    "ValidationError": ValidationError,
    "RedirectWarning": ValidationError,
    "Warning": ValidationError,
    "except_orm": ValidationError,
    "IntegrityError": ValidationError,
    "NotNullViolation": ValidationError,
    "UniqueViolation": ValidationError,
    "ForeignKeyViolation": ValidationError,
    "CheckViolation": ValidationError,
    "NumericValueOutOfRange": ValidationError,
    "StringDataRightTruncation": ValidationError,
}

#: What only the message tells, because the exception is one of Python's own.
_BY_MESSAGE: tuple[tuple[re.Pattern[str], type[ConnectError]], ...] = (
    (re.compile(r"^the model '[^']*' does not exist|^Object \S+ doesn't exist"), UnknownModel),
    (
        re.compile(
            r"^The method '[^']*' does not exist|has no attribute|cannot call \S+ with ids"
            r"|(missing|takes) .*argument|unexpected keyword argument"
        ),
        UnknownMethod,
    ),
    (re.compile(r"Private methods .* cannot be called|is not public", re.S), UnknownMethod),
    (
        re.compile(r"(Invalid|Unknown|non-existing) field|Invalid field .* in (condition|leaf)"),
        UnknownField,
    ),
    (re.compile(r"^Record does not exist or has been deleted"), MissingRecord),
    (re.compile(r"FATAL:\s+database .* does not exist"), UnknownDatabase),
    (re.compile(r"could not serialize access|deadlock detected"), ConcurrencyError),
)


def fault(path: str, name: str, message: str, status: int | None = None) -> ConnectError:
    """The error that an exception of the server stands for.

    `name`: the class of the exception, with or without its module. `message`: its text.
    `status`: the HTTP status, where the protocol uses it.
    """
    short = name.rpartition(".")[2]
    message = _clean(message)
    if short == "KeyError" and path.endswith((".create", ".write")):
        # All that Odoo says of a field that is not there.
        message = text("Invalid field %(field)s.", field=message)
    kind = _kind(short, message, status)
    if message and message[-1] not in ".!?…)":
        message += "."
    cause = message or text("%(error)s without a message.", error=short)
    if message and kind is ServerFault:
        cause = text("the server failed: %(error)s: %(message)s", error=short, message=message)
    return kind(path, cause, _REMEDIES[kind])


def from_traceback(path: str, text: str) -> ConnectError:
    """The error that a traceback, which XML-RPC gives for an unforeseen exception, ends with."""
    last = text.rpartition(_HEAD)[2].strip("\n")
    # The calls are indented; what follows them is the exception, its message maybe many lines.
    lines = list(dropwhile(lambda line: not line or line[0].isspace(), last.splitlines()))
    name, _colon, message = "\n".join(lines).partition(":")
    return fault(path, name or "Exception", message)


_HEAD = "Traceback (most recent call last):"


def is_none_result(text: str) -> bool:
    """Whether a fault of XML-RPC only says that the method, which was done, has returned None."""
    return "cannot marshal None unless allow_none is enabled" in text


def _kind(name: str, message: str, status: int | None) -> type[ConnectError]:
    for pattern, kind in _BY_MESSAGE:
        if pattern.search(message):
            return kind
    if name in _BY_NAME:
        return _BY_NAME[name]
    if name.endswith("Violation") or status == 422:
        return ValidationError
    return ServerFault


def _clean(message: str) -> str:
    """The message without a traceback, should the server have put one in."""
    return message.partition(_HEAD)[0].strip()
