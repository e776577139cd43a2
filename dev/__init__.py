"""Builds and drives the development environment of this checkout.

Standard library only: these modules run with the machine's own ``python3``, before anything is
installed.
"""
