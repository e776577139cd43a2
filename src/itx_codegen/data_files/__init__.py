"""Data files as Odoo reads them: where things stand in their text, and what they say."""
