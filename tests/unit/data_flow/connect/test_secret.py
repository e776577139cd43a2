"""A secret shows nowhere: not in texts, logs, copies or tracebacks."""

from __future__ import annotations

import copy
import io
import json
import logging
import pickle
import traceback
from collections.abc import Callable
from dataclasses import asdict

import pytest

from odoo_data_flow.connect import (
    NO_RETRY,
    AuthenticationError,
    ConnectError,
    OdooConnection,
    Secret,
    Timeouts,
    connection_settings,
)
from odoo_data_flow.connect.faults import fault

KEY = "s3cr3t-kéy-0123456789"


def connection(**options: object) -> OdooConnection:
    """To a port where nobody listens."""
    return OdooConnection(
        "http://127.0.0.1:9",
        "shop",
        login="anna",
        timeouts=Timeouts(connect=0.2, answer=0.2),
        retry=NO_RETRY,
        **options,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    "shown", [repr, str, "{}".format, "{!r}".format, "{:>30}".format, ascii, dir, vars]
)
def test_no_form_of_it_shows_the_text(shown: Callable[[object], object]) -> None:
    try:
        text = str(shown(Secret(KEY)))
    except TypeError as error:
        text = str(error)

    assert KEY not in text


@pytest.mark.parametrize("copied", [pickle.dumps, copy.copy, copy.deepcopy, json.dumps])
def test_it_can_not_be_copied_out(copied: Callable[[object], object]) -> None:
    with pytest.raises(TypeError):
        copied(Secret(KEY))


def test_who_reveals_it_gets_the_text() -> None:
    assert Secret(KEY).reveal() == KEY
    assert not Secret("")


def test_settings_and_connection_show_none() -> None:
    settings = connection_settings(
        "shop",
        environment={
            "ODF_SHOP_URL": "http://127.0.0.1:9",
            "ODF_SHOP_DB": "shop",
            "ODF_SHOP_API_KEY": KEY,
        },
    )

    shown = f"{settings!r} {settings} {settings.connect()!r} {vars(settings)} {settings.api_key}"

    assert KEY not in shown
    with pytest.raises(TypeError):
        json.dumps(asdict(settings))


@pytest.mark.parametrize("protocol", ["json2", "jsonrpc", "xmlrpc"])
def test_no_traceback_shows_it_even_with_all_variables(
    protocol: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    odoo = connection(api_key=KEY, protocol=protocol)

    with pytest.raises(ConnectError) as caught:
        odoo.call("res.partner", "search", None, {"domain": []})

    told = "".join(
        traceback.TracebackException.from_exception(caught.value, capture_locals=True).format()
    )
    # This test's own frame knows the key: it stands in the module.
    assert KEY not in told
    assert caught.value.__context__ is None
    assert KEY not in caplog.text


def test_what_the_server_says_is_told_without_it() -> None:
    message = f'invalid key {KEY} or {json.dumps(KEY)} for "anna"'

    error = fault("res.partner.read", "AccessDenied", Secret(KEY).redact(message))

    assert isinstance(error, AuthenticationError)
    assert "s3cr3t" not in str(error)
    assert "anna" in str(error)


def test_missing_or_double_credentials_are_told_without_them() -> None:
    with pytest.raises(ConnectError) as caught:
        connection(api_key=KEY, password=KEY)

    # The caller's frame apart: the text was its own to begin with.
    own = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    assert all(KEY not in str(frame.locals) for frame in list(own.stack)[2:])


def test_address_with_a_password_is_refused_without_quoting_it() -> None:
    with pytest.raises(ConnectError) as caught:
        OdooConnection(f"https://anna:{KEY}@example.com", "shop", api_key="x")

    assert KEY not in str(caught.value)


def test_error_keeps_none_when_it_is_pickled() -> None:
    stream = io.BytesIO()
    with pytest.raises(ConnectError) as caught:
        connection(api_key=KEY).uid()

    pickle.dump(caught.value, stream)

    assert KEY.encode() not in stream.getvalue()
    assert str(pickle.loads(stream.getvalue())) == str(caught.value)
