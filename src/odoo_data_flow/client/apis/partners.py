"""Customers, suppliers and their contacts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from ..domain import D, Domain
from .base import Api, Moment, Reference, as_moment


class Partner(TypedDict):
    """One partner."""

    id: int
    name: str | None
    ref: str | None
    vat: str | None
    email: str | None
    phone: str | None
    is_company: bool
    parent_id: Reference
    street: str | None
    zip: str | None
    city: str | None
    country_id: Reference
    active: bool


_FIELDS = tuple(key for key in Partner.__annotations__ if key != "id")


class Partners(Api):
    """Partners of `base`, which is always there."""

    module = "base"

    def find(self, domain: Domain) -> Iterator[Partner]:
        """The partners of a domain."""
        return self._rows("res.partner", domain, _FIELDS)

    def by_vat(self, vat: str) -> list[Partner]:
        """Partners with this tax number, written with or without spaces, dots and dashes."""
        plain = "".join(character for character in vat if character.isalnum())
        # Between any two characters there may be a separator; what else that finds is sorted out.
        candidates = self.find(D("vat").imatches("%".join(plain)))
        return [
            partner
            for partner in candidates
            if "".join(filter(str.isalnum, partner["vat"] or "")).lower() == plain.lower()
        ]

    def by_email(self, email: str) -> list[Partner]:
        """Partners with this address, whatever the case."""
        return list(self.find(D("email").imatches(_literal(email.strip()))))

    def by_ref(self, ref: str) -> list[Partner]:
        """Partners with this internal reference."""
        return list(self.find(D("ref") == ref))

    def contacts_of(self, partner_id: int) -> list[Partner]:
        """The contacts and addresses below a partner, at any depth."""
        return list(self.find(D("id").child_of(partner_id) & (D("id") != partner_id)))

    def changed_since(self, moment: Moment) -> Iterator[Partner]:
        """Partners that were created or changed at that moment or later (UTC)."""
        return self.find(D("write_date") >= as_moment(moment))


def _literal(text: str) -> str:
    """A pattern that only this text matches."""
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
