# Databases beside this one, in which generated modules are tried. `runner` is a program of its own.
from . import databases, jobs

__all__ = ["databases", "jobs"]
