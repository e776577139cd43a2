"""The reference of the command is what the command says."""

from dev.command_line import PAGE, page


def test_reference_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m dev.command_line"
