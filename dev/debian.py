"""Debian packages: installed on the machine, or only unpacked into a folder."""

import os
import shutil
from pathlib import Path

from dev.building import say
from dev.failure import Failure, run

_TARGET = "$(REPO_URI)|$(RELEASE)|$(COMPONENT)"


def install(packages: list[str]) -> None:
    """Install packages on this machine by apt.

    :raises Failure: without root rights, or when apt fails.
    """
    names = " ".join(packages)
    by_hand = f"install it yourself: apt-get install {names}"
    if os.geteuid() != 0:
        raise Failure(names, "is not installed, and only root may install it", by_hand)
    say(f"installing {names} …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wait = ["-o", "DPkg::Lock::Timeout=300"]
    run(["apt-get", *wait, "update"], subject="apt-get update", remedy=by_hand, env=environment)
    run(
        ["apt-get", *wait, "install", "-y", "--no-install-recommends", *packages],
        subject=f"apt-get install {names}",
        remedy=by_hand,
        env=environment,
    )


def unpack(packages: list[tuple[str, str | None]], into: Path) -> None:
    """Download packages and unpack them into a folder; the machine itself stays as it is.

    apt runs with lists, caches and sources of its own. The archive's address and its proxies are
    those that the machine uses.

    :param packages: ``(name, suite)``; without a suite, the machine's own.
    :raises Failure: when the machine has no Debian archive in its apt sources, or a download fails.
    """
    remedy = "check the network and the machine's apt sources, and repeat; or set ODOO_SRC"
    mirror, own_suite = archive()
    work = into / ".apt"
    for folder in ("lists/partial", "cache/archives/partial", "sources", "packages"):
        (work / folder).mkdir(parents=True)
    suites = sorted({suite or own_suite for _name, suite in packages})
    (work / "sources" / "debian.sources").write_text(
        f"Types: deb\nURIs: {mirror}\nSuites: {' '.join(suites)}\nComponents: main\n"
        f"Targets: Packages\n{_signed_by()}"
    )
    configuration = work / "apt.conf"
    configuration.write_text(
        f'Dir::State::Lists "{work}/lists";\n'
        f'Dir::Cache "{work}/cache";\n'
        'Dir::Etc::SourceList "/dev/null";\n'
        f'Dir::Etc::SourceParts "{work}/sources";\n'
        # Everything is written into a folder of ours, which apt's own user may not enter.
        'APT::Sandbox::User "";\n'
        # Hooks of the machine, meant for its own lists.
        "#clear APT::Update::Pre-Invoke;\n"
        "#clear APT::Update::Post-Invoke;\n"
        "#clear APT::Update::Post-Invoke-Success;\n"
    )
    apt = ["apt-get", "-c", str(configuration), "-o", "APT::Update::Error-Mode=any"]
    run([*apt, "update"], subject="Debian's package lists", remedy=remedy)
    run(
        [*apt, "download", *(f"{name}/{suite or own_suite}" for name, suite in packages)],
        subject=f"download of {packages[0][0]}",
        remedy=remedy,
        cwd=work / "packages",
    )
    for package in sorted((work / "packages").glob("*.deb")):
        run(
            ["dpkg-deb", "--extract", str(package), str(into)],
            subject=f"unpacking {package.name}",
            remedy="repeat; the download may be damaged",
        )
    shutil.rmtree(work)


def archive() -> tuple[str, str]:
    """The address and the suite of the Debian archive that this machine is installed from."""
    # apt lists what its sources name, written in either format, and fetched already or not.
    command = ["apt-get", "indextargets", "--no-release-info"]
    listed = run(
        [*command, "--format", _TARGET, "Created-By: Packages"],
        subject="apt-get indextargets",
        remedy="Odoo comes from a Debian archive: use Debian, or set ODOO_SRC",
    )
    codename = _codename()
    for line in listed.stdout.splitlines():
        address, _, rest = line.partition("|")
        if rest in (f"{codename}|main", "stable|main"):
            return address, rest.partition("|")[0]
    raise Failure(
        "apt sources",
        f"no line for Debian {codename} main",
        "add the machine's Debian mirror to /etc/apt, or set ODOO_SRC to an Odoo 19",
    )


def _codename() -> str:
    for line in Path("/etc/os-release").read_text().splitlines():
        if line.startswith("VERSION_CODENAME="):
            return line.partition("=")[2].strip('"')
    return "stable"


def _signed_by() -> str:
    keyring = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
    return f"Signed-By: {keyring}\n" if keyring.exists() else ""
