"""Read, transform and write data for Odoo: the engine that flows run on."""
