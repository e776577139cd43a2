"""From the operations between versions to the scripts with which Odoo upgrades an installed one."""

from .upgrade import StepScripts, Upgrade, upgrade
from .version import RecordId, Version, above

__all__ = ["RecordId", "StepScripts", "Upgrade", "Version", "above", "upgrade"]
