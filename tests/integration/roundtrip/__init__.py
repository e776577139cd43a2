"""Modules that are taken in and given back: a strict comparison of the original with the copy."""
