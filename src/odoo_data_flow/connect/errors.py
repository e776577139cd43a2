"""What can go wrong between us and a server: element, cause, remedy.

Every error says whether the call can have had an effect (`done`): nobody who writes may repeat a
call, or take it for done, without knowing that.
"""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from ..errors import FlowError
from ..messages import joined


class Done(Enum):
    """Whether the server has done what it was asked."""

    NO = "no"
    UNKNOWN = "unknown"


class ConnectError(FlowError):
    """A call, or a connection, failed. `path`: host or `model.method`; `cause`, and `remedy`.

    `done`: whether the call can have had an effect nevertheless.
    """

    done: ClassVar[Done] = Done.NO

    def __init__(self, path: str, cause: str, remedy: str) -> None:
        super().__init__(path, joined(cause, remedy))
        self.cause = cause
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[ConnectError], tuple[str, str, str]]:
        return type(self), (self.path, self.cause, self.remedy)


class InvalidConnection(ConnectError):
    """The connection can't even be tried: its settings are wrong or incomplete."""

    passing = True


class ServerUnreachable(ConnectError):
    """No connection came about, so that nothing was sent: name, network, port, server down."""

    passing = True
    momentary = True


class AddressRefused(ConnectError):
    """The owner of this machine lets no connection lead there."""

    passing = True


class CertificateRefused(ConnectError):
    """The server could not prove that it is who it says."""

    passing = True


class ServerBusy(ConnectError):
    """The server refused to take any call just now."""

    passing = True
    momentary = True


class OutcomeUnknown(ConnectError):
    """The call was sent and no whole answer came: dropped, cut off, refused by something between.

    The server may have done the work, may be doing it, or may never have begun.
    """

    passing = True
    done = Done.UNKNOWN
    momentary = True


class CallTimeout(OutcomeUnknown):
    """No answer within the time that was given. The server may still be at it."""


class NotOdoo(ConnectError):
    """What answered is no Odoo, or one that is too old."""

    passing = True


class UnknownDatabase(ConnectError):
    """The server has no such database, or doesn't serve it at this address."""

    passing = True


class AuthenticationError(ConnectError):
    """The server doesn't know who we are: key revoked or expired, wrong login or password."""

    passing = True


class AccessError(ConnectError):
    """The user of the connection may not do this."""

    passing = True


class UnknownModel(ConnectError):
    """The server has no such model."""


class UnknownMethod(ConnectError):
    """The model has no such public method, or it doesn't take these arguments."""


class UnknownField(ConnectError):
    """The model has no such field, or the user may not see it."""


class MissingRecord(ConnectError):
    """A record is not there any more."""


class ValidationError(ConnectError):
    """The server's own rules refuse the values. `cause` is its message, for people."""


class ConcurrencyError(ConnectError):
    """Somebody else changed the same records at the same time. The server has undone the call."""

    passing = True
    momentary = True


class TooLarge(ConnectError):
    """The call is larger than the server, or something before it, takes."""


class UnsendableValue(ConnectError):
    """A value that the protocol can't carry."""


class ServerFault(ConnectError):
    """The server failed by an exception of its own; what it did is undone. No traceback is kept."""

    passing = True
