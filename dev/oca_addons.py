"""Addons of the Odoo Community Association that tests take in: from PyPI, pinned, unpacked only.

They name PyPI's ``odoo`` as a requirement, which must not come into the project's environment.
"""

from functools import partial
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

#: queue_job wants openupgradelib to be there, which it only uses when it is upgraded.
_QUEUE_JOB = """\
odoo-addon-queue-job==19.0.2.4.0.1 \
--hash=sha256:7d4316aaea12a6d4eec92994ea701e94c0dcbe21643dd6d334377e2a44be93b2
openupgradelib==3.13.7 \
--hash=sha256:86910f551cf949f062863eb1de3bf1582af77cd2b2bcc3031e1ee523c442e35c
"""


def ensure() -> Path:
    """Return a folder with these addons in ``odoo/addons``, downloaded if it is missing.

    :raises Failure: when a download fails, or is not what was pinned.
    """
    python_env.ensure()
    build(OCA, digest(_REQUIREMENTS), partial(_download, _REQUIREMENTS))
    return OCA


def queue_job() -> Path:
    """Return a folder with queue_job in ``odoo/addons``, and the library that it needs beside.

    :raises Failure: when a download fails, or is not what was pinned.
    """
    python_env.ensure()
    folder = OCA.with_name("oca-queue-job")
    build(folder, digest(_QUEUE_JOB), partial(_download, _QUEUE_JOB))
    return folder


def _download(requirements: str, folder: Path) -> None:
    say("downloading addons of the OCA …")
    listed = folder / "requirements.txt"
    listed.write_text(requirements)
    python_env.uv(
        *("pip", "install", "--quiet", "--no-deps", "--require-hashes"),
        *("--python", str(PYTHON), "--target", str(folder), "--requirements", str(listed)),
    )
