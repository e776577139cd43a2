"""Connections to Odoo servers."""

from .call import Call
from .check import ConnectionReport, check_connection
from .connection import OdooConnection, ProtocolName
from .errors import (
    AccessError,
    AddressRefused,
    AuthenticationError,
    CallTimeout,
    CertificateRefused,
    ConcurrencyError,
    ConnectError,
    Done,
    InvalidConnection,
    MissingRecord,
    NotOdoo,
    OutcomeUnknown,
    ServerBusy,
    ServerFault,
    ServerUnreachable,
    TooLarge,
    UnknownDatabase,
    UnknownField,
    UnknownMethod,
    UnknownModel,
    UnsendableValue,
    ValidationError,
)
from .http import Timeouts
from .reach import Reach
from .retry import NO_RETRY, Retry
from .secret import Secret
from .settings import ConnectionSettings, connection_settings, read_env
from .version import ServerVersion

__all__ = [
    "NO_RETRY",
    "AccessError",
    "AddressRefused",
    "AuthenticationError",
    "Call",
    "CallTimeout",
    "CertificateRefused",
    "ConcurrencyError",
    "ConnectError",
    "ConnectionReport",
    "ConnectionSettings",
    "Done",
    "InvalidConnection",
    "MissingRecord",
    "NotOdoo",
    "OdooConnection",
    "OutcomeUnknown",
    "ProtocolName",
    "Reach",
    "Retry",
    "Secret",
    "ServerBusy",
    "ServerFault",
    "ServerUnreachable",
    "ServerVersion",
    "Timeouts",
    "TooLarge",
    "UnknownDatabase",
    "UnknownField",
    "UnknownMethod",
    "UnknownModel",
    "UnsendableValue",
    "ValidationError",
    "check_connection",
    "connection_settings",
    "read_env",
]
