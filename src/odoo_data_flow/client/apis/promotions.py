"""Promotions, coupons and loyalty programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypedDict

from ..domain import D, Domain
from .base import Api, Reference, as_moment


class Program(TypedDict):
    """One program: a promotion, coupons, gift cards, loyalty points …"""

    id: int
    name: str
    program_type: str
    trigger: str
    date_from: str | None
    date_to: str | None
    currency_id: Reference
    company_id: Reference
    active: bool


class Reward(TypedDict):
    """What a program gives."""

    id: int
    program_id: Reference
    reward_type: str
    discount: float
    discount_mode: str
    discount_applicability: str
    required_points: float


_PROGRAM = tuple(key for key in Program.__annotations__ if key != "id")
_REWARD = tuple(key for key in Reward.__annotations__ if key != "id")


class Promotions(Api):
    """Programs of `loyalty` (Odoo 16 and later)."""

    module = "loyalty"

    def programs(self, domain: Domain) -> Iterator[Program]:
        """The programs of a domain."""
        return self._rows("loyalty.program", domain, _PROGRAM)

    def valid_on(self, day: date) -> list[Program]:
        """Programs that hold on a day: one without a beginning or an end has no such limit."""
        text = as_moment(day)
        begun = D("date_from").is_not_set() | (D("date_from") <= text)
        lasting = D("date_to").is_not_set() | (D("date_to") >= text)
        return list(self.programs(begun & lasting))

    def rewards(self, program_ids: Sequence[int]) -> list[Reward]:
        """What these programs give."""
        return list(self._rows("loyalty.reward", D("program_id").in_(program_ids), _REWARD))
