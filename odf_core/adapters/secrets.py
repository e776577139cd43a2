"""Secrets as they stand in the database: encrypted, by keys that only the server has.

A sealed secret is a Fernet token (by `cryptography`, which Odoo needs itself) of the secret and of
the place that it was entered for. It opens for no other place: who can change
an address, by whatever way, can't have the secret sent there.
"""

import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from odoo_data_flow.connect import InvalidConnection, Secret
from odoo_data_flow.messages import text

from .settings import setting

#: Setting of the server's owner: keys divided by commas. The first encrypts, all decrypt.
KEYS = "odf_secret_keys"


def seal(secret, place):
    """A Secret as token (text). `place`: list of texts. Raises InvalidConnection without a key."""
    return _box().encrypt(json.dumps([*place, secret.reveal()]).encode()).decode()


def unseal(token, place):
    """The Secret of a token. Raises InvalidConnection."""
    opened = Secret(_decrypted(token))
    if json.loads(opened.reveal())[:-1] != list(place):
        raise InvalidConnection(
            "secret",
            text("was entered for another address."),
            text("Enter it again, if this address is right."),
        )
    return Secret(json.loads(opened.reveal())[-1])


def renew(token):
    """The same secret as a token by the first key; None if no key opens it.

    Raises InvalidConnection without a key.
    """
    try:
        return _box().rotate(token.encode()).decode()
    except InvalidToken:
        return None


def _decrypted(token):
    box = _box()
    try:
        return box.decrypt(token.encode()).decode()
    except InvalidToken:
        raise InvalidConnection(
            "secret",
            text("can't be decrypted: it was encrypted by a key that the server does not have."),
            text(
                "Put that key back behind the first one in %(names)s, or enter the secret again.",
                names=_names(),
            ),
        ) from None


def _box():
    # Fernet's messages don't quote a key, and no variable here holds one.
    keys = [Secret(key.strip()) for key in setting(KEYS).split(",") if key.strip()]
    if not keys:
        raise InvalidConnection(
            "secret",
            text("can't be kept: the server has no key to encrypt it."),
            text(
                "Its owner sets one as %(names)s; `openssl rand -base64 32` makes one. Keep it "
                "apart from backups of the database.",
                names=_names(),
            ),
        )
    try:
        return MultiFernet([Fernet(key.reveal()) for key in keys])
    except ValueError:
        raise InvalidConnection(
            "secret",
            text("can't be used: a key of the server is no key."),
            text(
                "Each key in %(names)s is 32 bytes in base64, as `openssl rand -base64 32` makes "
                "them; commas divide them.",
                names=_names(),
            ),
        ) from None


def _names():
    return f"{KEYS.upper()} ({KEYS})"
