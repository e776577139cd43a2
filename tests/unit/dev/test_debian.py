"""The archive that Odoo comes from is the one that the machine's apt sources name."""

import pytest

from dev import debian
from dev.failure import Failure

ONE_LINE = "deb http://mirror.example/debian bookworm main contrib\n"
DEB822 = """\
Types: deb
URIs: http://security.example/debian-security
Suites: bookworm-security
Components: main

Types: deb deb-src
# where this machine was installed from
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main contrib
"""


@pytest.fixture
def apt(tmp_path, monkeypatch):
    """A machine whose apt sources are the one file that a test writes."""
    sources = tmp_path / "sources"
    sources.mkdir()
    settings = tmp_path / "apt.conf"
    settings.write_text(f'Dir::Etc::SourceList "/dev/null";\nDir::Etc::SourceParts "{sources}";\n')
    monkeypatch.setenv("APT_CONFIG", str(settings))
    monkeypatch.setattr(debian, "_codename", lambda: "bookworm")
    return sources


@pytest.mark.parametrize(
    ("name", "text"), [("one.list", ONE_LINE), ("new.sources", DEB822)], ids=["one-line", "deb822"]
)
def test_both_formats_of_sources_are_read(apt, name, text):
    (apt / name).write_text(text)

    assert debian.archive() == ("http://mirror.example/debian/", "bookworm")


def test_machine_without_a_debian_archive_is_told_so(apt):
    (apt / "other.list").write_text("deb http://mirror.example/ubuntu noble main\n")

    with pytest.raises(Failure, match=r"apt sources: no line for Debian bookworm main; .*ODOO_SRC"):
        debian.archive()
