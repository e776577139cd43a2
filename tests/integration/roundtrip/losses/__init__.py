"""Changes to the sample addon, each of which a copy might suffer; no two at the same place."""

from . import data, fields, files, python, rights, screens, sql
from .loss import SAMPLE, Loss

LOSSES = [
    loss for part in (fields, python, sql, rights, data, screens, files) for loss in part.LOSSES
]
