"""Settings of connections: environment before `.env` before keyring, and what is missing."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from odoo_data_flow.client import Odoo
from odoo_data_flow.connect import InvalidConnection, connection_settings, read_env

FULL = {"ODF_SHOP_URL": "https://shop.example", "ODF_SHOP_DB": "shop", "ODF_SHOP_API_KEY": "key"}


@pytest.fixture(autouse=True)
def _no_file_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "keyring", None)


def test_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ODF_SHOP_URL=https://old.example\nODF_SHOP_LOGIN=anna\n")

    settings = connection_settings("shop", environment=FULL)

    assert (settings.url, settings.login) == ("https://shop.example", "anna")
    assert settings.api_key is not None
    assert settings.api_key.reveal() == "key"


def test_connection_without_a_name_has_no_infix() -> None:
    environment = {"ODF_URL": "http://localhost:8069", "ODF_DB": "x", "ODF_PASSWORD": "secret"}

    settings = connection_settings(environment=environment)

    assert (settings.url, settings.database) == ("http://localhost:8069", "x")
    assert settings.api_key is None


def test_database_behind_a_server_is_there_when_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in FULL.items():
        monkeypatch.setenv(name, value)
    assert Odoo.from_settings("shop").direct is None

    monkeypatch.setenv("ODF_SHOP_DATABASE_URL", "postgresql://me:hush@db/shop")
    direct = Odoo.from_settings("shop").with_lang("fr_FR").direct

    assert direct is not None
    assert direct().name == "postgresql://db/shop"


def test_address_of_another_connection_is_no_database_of_the_unnamed_one() -> None:
    environment = {
        **{name.replace("_SHOP", ""): value for name, value in FULL.items()},
        "ODF_DATABASE_URL": "https://elsewhere.example",
    }
    assert connection_settings(environment=environment).database_url is None


@pytest.mark.parametrize("missing", FULL)
def test_what_is_missing_is_named(missing: str) -> None:
    environment = {name: value for name, value in FULL.items() if name != missing}

    with pytest.raises(InvalidConnection) as caught:
        connection_settings("shop", environment=environment)

    assert missing in str(caught.value)


def test_keyring_is_asked_last(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {("odoo-data-flow", "shop:password"): "from the ring"}
    ring = SimpleNamespace(get_password=lambda service, user: kept.get((service, user)))
    monkeypatch.setitem(sys.modules, "keyring", ring)

    without = {name: value for name, value in FULL.items() if name != "ODF_SHOP_API_KEY"}

    assert connection_settings("shop", environment=FULL).password is None
    password = connection_settings("shop", environment=without).password
    assert password is not None
    assert password.reveal() == "from the ring"


def test_file_is_read_as_shells_write_it(tmp_path: Path) -> None:
    file = tmp_path / "settings"
    file.write_text(
        '# a comment\n\nexport A=plain # more\nB = \'with # and \\n\'\nC="quote \\" and #"\nD=\n'
        "E=a=b$(touch x)\n",
    )

    assert read_env(file) == {
        "A": "plain",
        "B": "with # and \\n",
        "C": 'quote " and #',
        "D": "",
        "E": "a=b$(touch x)",
    }


def test_broken_line_is_named_but_not_quoted(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("A=1\nsecret words\n")

    with pytest.raises(InvalidConnection, match=r"\.env, line 2: is no KEY=value") as caught:
        read_env()

    assert "secret words" not in str(caught.value)


def test_unknown_protocol_and_bad_name_are_refused() -> None:
    with pytest.raises(InvalidConnection, match="'soap' is no protocol"):
        connection_settings("shop", environment={**FULL, "ODF_SHOP_PROTOCOL": "soap"})
    with pytest.raises(InvalidConnection, match="is no name"):
        connection_settings("a-b", environment=FULL)


def test_connection_that_nobody_knows_is_told_with_those_that_are_known(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ODF_SHOP_URL=x\nODF_SHOP_DATABASE_URL=y\n")

    with pytest.raises(InvalidConnection) as told:
        connection_settings("shpo", tmp_path / ".env", {"ODF_OLD_URL": "z"})

    assert str(told.value) == (
        "shpo: there is no connection of this name. Set ODF_SHPO_URL, ODF_SHPO_DB and "
        "ODF_SHPO_API_KEY in the environment or in .env, or correct the name. There is old, shop."
    )
