"""Server, database and key: where they come from, and what is refused before anybody is asked."""

from pathlib import Path

import pytest

from itx_codegen.remote import Access, RemoteError, find_access

_GIVEN = {"ITX_URL": "https://odoo.example.com/", "ITX_DB": "main", "ITX_API_KEY": "secret"}


def test_the_environment_is_enough(tmp_path: Path) -> None:
    assert find_access(_GIVEN, tmp_path) == Access("https://odoo.example.com", "main", "secret")


def test_options_win_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "# ours\nexport ITX_URL='https://file.example.com'\nITX_DB=file\n"
        'ITX_API_KEY="file-key"\nOTHER=1\n'
    )
    key_file = tmp_path / "key"
    key_file.write_text("option-key\n")

    of_file = find_access({}, tmp_path)
    of_variables = find_access({**_GIVEN, "ITX_DB": ""}, tmp_path)
    of_options = find_access(
        _GIVEN, tmp_path, url="https://option.example.com", database="option", key_file=key_file
    )

    assert of_file == Access("https://file.example.com", "file", "file-key")
    assert of_variables == Access("https://odoo.example.com", "file", "secret")
    assert of_options == Access("https://option.example.com", "option", "option-key")


def test_the_key_does_not_show(tmp_path: Path) -> None:
    assert "secret" not in repr(find_access(_GIVEN, tmp_path))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://odoo.example.com", "read the API key"),
        ("ftp://odoo.example.com", "Write it like"),
        ("odoo.example.com", "Write it like"),
        ("https://odoo.example.com/?db=x", "Write it like"),
        ("https://[broken", "Write it like"),
        ("https://odoo.example.com:port", "Write it like"),
        ("https://me:mine@odoo.example.com", "Leave out user and password"),
    ],
)
def test_what_is_no_safe_address_is_refused(tmp_path: Path, url: str, said: str) -> None:
    with pytest.raises(RemoteError, match=said):
        find_access(_GIVEN, tmp_path, url=url)


@pytest.mark.parametrize("url", ["http://localhost:8069", "http://127.0.0.1", "http://[::1]:80"])
def test_this_machine_needs_no_encryption(tmp_path: Path, url: str) -> None:
    assert find_access(_GIVEN, tmp_path, url=url).url == url


def test_a_private_network_can_be_declared(tmp_path: Path) -> None:
    assert find_access(_GIVEN, tmp_path, url="http://odoo:8069", allow_http=True).key == "secret"


def test_a_key_file_that_is_no_text_is_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_bytes(b"secret\xff")
    with pytest.raises(RemoteError, match="no text") as refused:
        find_access(_GIVEN, tmp_path, key_file=file)
    assert refused.value.__cause__ is None


def test_a_file_in_a_repository_does_not_say_where_the_key_of_its_user_goes(
    tmp_path: Path,
) -> None:
    (tmp_path / ".env").write_text("ITX_URL=https://evil.example.com\n")
    key_file = tmp_path / "key"
    key_file.write_text("secret")

    with pytest.raises(RemoteError, match="say --url"):
        find_access({"ITX_API_KEY": "secret"}, tmp_path)
    with pytest.raises(RemoteError, match="say --url"):
        find_access({}, tmp_path, key_file=key_file)
    assert find_access(_GIVEN, tmp_path).url == "https://odoo.example.com"
