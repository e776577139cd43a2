"""Addons of the Odoo Community Association that tests take in: from PyPI, pinned, unpacked only.

They name PyPI's ``odoo`` as a requirement, which must not come into the project's environment.
"""

from pathlib import Path

from dev import python_env
from dev.building import build, digest, say
from dev.paths import OCA, PYTHON

_REQUIREMENTS = """\
odoo-addon-auditlog==19.0.2.0.1 \
--hash=sha256:57c0d0ff4ada276bc3ecbb6676ac68d40687ef01189ecc6270c575c69ed42c83
odoo-addon-date-range==19.0.1.0.1 \
--hash=sha256:1f45ba498be218bde134fbd7a5e34308a36ebbd517d60f9ed76ab9797888e3eb
"""


def ensure() -> Path:
    """Return a folder with these addons in ``odoo/addons``, downloaded if it is missing.

    :raises Failure: when a download fails, or is not what was pinned.
    """
    python_env.ensure()
    build(OCA, digest(_REQUIREMENTS), _download)
    return OCA


def _download(folder: Path) -> None:
    say("downloading two addons of the OCA …")
    listed = folder / "requirements.txt"
    listed.write_text(_REQUIREMENTS)
    python_env.uv(
        *("pip", "install", "--quiet", "--no-deps", "--require-hashes"),
        *("--python", str(PYTHON), "--target", str(folder), "--requirements", str(listed)),
    )
