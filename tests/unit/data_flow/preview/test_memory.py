"""What a memory keeps, for whom, and for how long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo_data_flow.preview import Memory


class _Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return _Clock()


def test_a_value_is_given_out_to_its_owner_with_its_age(clock):
    memory = Memory(clock=clock)
    memory.put("anna", "key", "rows", 10)
    clock.now = 7

    assert memory.get("anna", "key") == ("rows", 7)
    assert memory.get("bo", "key") is None


def test_a_value_is_given_out_no_longer_than_it_was_said_however_often_it_is_asked_for(clock):
    memory = Memory(seconds=60, clock=clock)
    memory.put("anna", "key", "rows", 10)
    clock.now = 59
    assert memory.get("anna", "key")

    clock.now = 60
    assert memory.get("anna", "key") is None


def test_what_nobody_has_asked_for_the_longest_makes_room(clock):
    memory = Memory(size=100_000, clock=clock)
    memory.put("anna", "one", 1, 40_000)
    memory.put("anna", "two", 2, 40_000)
    memory.get("anna", "one")

    memory.put("bo", "three", 3, 40_000)

    assert memory.get("anna", "two") is None
    assert memory.get("anna", "one")
    assert memory.get("bo", "three")


def test_what_is_forgotten_is_that_of_one_owner():
    memory = Memory()
    memory.put("anna", "one", 1, 1)
    memory.put("bo", "two", 2, 1)

    memory.forget("anna")

    assert (memory.get("anna", "one"), memory.get("bo", "two").value) == (None, 2)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 60_000)), max_size=20))
def test_all_values_together_are_never_larger_than_allowed(puts):
    memory = Memory(size=100_000)
    for key, size in puts:
        memory.put("anna", str(key), size, size)

    kept = [found.value for key in range(6) if (found := memory.get("anna", str(key)))]

    assert sum(kept) <= 100_000
