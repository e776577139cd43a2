"""The intermediate representation: a module as immutable values, and its one textual form."""

from .canonical import Fingerprints, canonical_json, fingerprints, sha256
from .document import FORMAT_VERSION, Document, Element
from .load import load, loads
from .node import Impact, Layer, Node, Side
from .normal import normalized
from .registry import all_kinds, collections
from .schema import json_schema

__all__ = [
    "FORMAT_VERSION",
    "Document",
    "Element",
    "Fingerprints",
    "Impact",
    "Layer",
    "Node",
    "Side",
    "all_kinds",
    "canonical_json",
    "collections",
    "fingerprints",
    "json_schema",
    "load",
    "loads",
    "normalized",
    "sha256",
]
