"""Two real Odoos for all tests here; the first tells its log all that it can, SQL included."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .site import Site, site


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds the logs, and below `files` the data files of the second one's server."""
    folder = tmp_path_factory.mktemp("flows")
    (folder / "files").mkdir()
    return folder


@pytest.fixture(scope="package")
def source(folder: Path) -> Iterator[Site]:
    with site(folder / "source.log", "--log-handler=:DEBUG", "--max-cron-threads=0") as running:
        yield running


@pytest.fixture(scope="package")
def target(folder: Path) -> Iterator[Site]:
    options = {"ODF_DATA_DIR": str(folder / "files")}
    with site(folder / "target.log", "--max-cron-threads=1", **options) as running:
        yield running
