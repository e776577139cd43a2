"""Which addresses of connections documents may hold, and which are worth passing on."""

from __future__ import annotations

import pytest

from itx_codegen.ir.addresses import can_be_passed_on, may_hold_a_secret


@pytest.mark.parametrize(
    "address",
    [
        "https://erp.example.com",
        "https://erp.example.com:8069/odoo",
        "https://8.8.8.8",
        "postgresql://reader@db.example.com/erp?sslmode=require",
    ],
)
def test_a_place_that_others_reach_is_passed_on(address: str) -> None:
    assert can_be_passed_on(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "erp.example.com",
        "http://erp",
        "http://localhost:8069",
        "http://127.0.0.1:8069",
        "http://[::1]:8069",
        "http://10.0.0.7",
        "http://erp.local",
        "http://erp.corp.",
        "http://ERP.Internal:80",
        "postgresql:///erp",
        "http://[broken",
    ],
)
def test_a_place_of_one_network_stays_there(address: str) -> None:
    assert not can_be_passed_on(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://me@erp.example.com",
        "https://erp.example.com?api_key=x",
        "https://erp.example.com#x",
        "postgresql://me:x@db.example.com/erp",
        "postgresql://me@db.example.com/erp?password=x",
        "http://[me:x@broken",
    ],
)
def test_what_may_hold_a_secret_is_not_passed_on(address: str) -> None:
    assert may_hold_a_secret(address)
    assert not can_be_passed_on(address)
