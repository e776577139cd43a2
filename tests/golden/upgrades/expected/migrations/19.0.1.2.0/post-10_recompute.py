"""From 1.1.0 to 1.2.0: stored fields that are computed in another way are computed anew."""

import logging

from odoo import SUPERUSER_ID, api
from odoo.tools import split_every

_logger = logging.getLogger(__name__)

# (model, field)
FIELDS = [("library.volume", "length")]
BATCH = 1000


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    for model, field in FIELDS:
        ids = env[model].search([], order="id").ids
        for batch in split_every(BATCH, ids, list):
            env.add_to_compute(env[model]._fields[field], env[model].browse(batch))
            env[model].flush_model([field])
            env.invalidate_all()
        _logger.info("%s.%s: computed for %s records", model, field, len(ids))
