"""What servers say becomes a typed error with their message, and without a traceback."""

from __future__ import annotations

import pytest

from odoo_data_flow import connect
from odoo_data_flow.connect import ConnectError, Done
from odoo_data_flow.connect.faults import fault, from_traceback

CASES = [
    ("odoo.exceptions.AccessError", "You may not.", connect.AccessError),
    ("odoo.exceptions.AccessDenied", "Access Denied", connect.AuthenticationError),
    ("werkzeug.exceptions.Unauthorized", "Invalid apikey", connect.AuthenticationError),
    ("odoo.exceptions.ValidationError", "Ends before it begins", connect.ValidationError),
    ("openerp.exceptions.Warning", "No", connect.ValidationError),
    ("odoo.exceptions.MissingError", "Record does not exist", connect.MissingRecord),
    ("odoo.exceptions.UserError", "Object x.y doesn't exist", connect.UnknownModel),
    ("werkzeug.exceptions.NotFound", "the model 'x' does not exist", connect.UnknownModel),
    ("builtins.AttributeError", "The method 'a.b' does not exist", connect.UnknownMethod),
    ("builtins.ValueError", "Invalid field 'x' on 'res.partner'", connect.UnknownField),
    ("psycopg2.errors.SerializationFailure", "could not serialize", connect.ConcurrencyError),
    ("psycopg2.errors.DeadlockDetected", "deadlock detected", connect.ConcurrencyError),
    ("psycopg2.errors.UniqueViolation", "duplicate key", connect.ValidationError),
    ("psycopg2.errors.AdminShutdown", "terminating connection", connect.OutcomeUnknown),
    ("psycopg2.InterfaceError", "cursor already closed", connect.OutcomeUnknown),
    ("psycopg2.pool.PoolError", "The Connection Pool Is Full", connect.OutcomeUnknown),
    ("builtins.ZeroDivisionError", "division by zero", connect.ServerFault),
]


@pytest.mark.parametrize(("name", "message", "kind"), CASES)
def test_exception_of_the_server_has_its_type(
    name: str, message: str, kind: type[ConnectError]
) -> None:
    error = fault("res.partner.read", name, message)

    assert type(error) is kind
    assert error.path == "res.partner.read"
    assert message in error.cause
    assert error.done is (Done.UNKNOWN if kind is connect.OutcomeUnknown else Done.NO)


@pytest.mark.parametrize(("name", "message", "kind"), CASES)
def test_traceback_of_xml_rpc_gives_the_same(
    name: str, message: str, kind: type[ConnectError]
) -> None:
    shown = name.removeprefix("builtins.")
    text = (
        'Traceback (most recent call last):\n  File "/x/y.py", line 3, in z\n'
        f"    raise Error\n{shown}: {message}\nDETAIL: and more\n"
    )

    error = from_traceback("res.partner.read", text)

    assert type(error) is kind
    assert message in error.cause
    assert "Traceback" not in str(error)
    assert "y.py" not in str(error)


def test_traceback_in_a_message_is_left_out() -> None:
    error = fault("a.b", "Exception", "It broke\nTraceback (most recent call last):\n  File ...")

    assert "File" not in str(error)
    assert "It broke" in str(error)


def test_field_that_write_does_not_know_is_no_fault_of_the_server() -> None:
    assert type(fault("res.partner.write", "builtins.KeyError", "'x'")) is connect.UnknownField
