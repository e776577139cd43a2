"""Expected modules are compared with what the generator makes of their documents."""

import pytest

# The tests inside the expected modules belong to Odoo.
collect_ignore_glob = ["*/expected/*"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write what is generated now as what is expected (then read the difference)",
    )
