"""What holds for every suite."""

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every machine, so that more of them would not find more on the next run; and
# no failure because a machine is busy.
settings.register_profile("project", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("project")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parent.parent
