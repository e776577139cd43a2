"""Odoo module generator: from one described application to a plan, a database or a module."""
