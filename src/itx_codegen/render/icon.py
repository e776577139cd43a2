"""The picture of a module, drawn from its name."""

from __future__ import annotations

import hashlib
import struct
import zlib
from colorsys import hls_to_rgb
from functools import lru_cache

_SIZE = 128
_CELLS = 5
_CELL = 18
_MARGIN = (_SIZE - _CELLS * _CELL) // 2


@lru_cache(maxsize=64)
def icon(name: str) -> bytes:
    """Return a PNG of 128 × 128 pixels: a mirrored pattern in a colour, both from the name's hash.

    The pixels are stored uncompressed, because compressed bytes differ between versions of zlib.
    """
    digest = hashlib.sha256(name.encode("utf-8")).digest()
    ground, figure = (
        bytes(round(255 * part) for part in hls_to_rgb(digest[0] / 256, light, 0.45))
        for light in (0.42, 0.93)
    )
    half = [[digest[1 + row * 3 + column] % 2 for column in range(3)] for row in range(_CELLS)]
    pattern = [row + row[1::-1] for row in half]
    rows = b"".join(b"\0" + _row(pattern, y) for y in range(_SIZE))
    header = struct.pack(">IIBBBBB", _SIZE, _SIZE, 1, 3, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"PLTE", ground + figure)
        + _chunk(b"IDAT", _stored(rows))
        + _chunk(b"IEND", b"")
    )


def _row(pattern: list[list[int]], y: int) -> bytes:
    bits = 0
    for x in range(_SIZE):
        column, row = (x - _MARGIN) // _CELL, (y - _MARGIN) // _CELL
        inside = 0 <= column < _CELLS and 0 <= row < _CELLS
        bits = bits << 1 | (pattern[row][column] if inside else 0)
    return bits.to_bytes(_SIZE // 8, "big")


def _stored(data: bytes) -> bytes:
    """Return a zlib stream of one stored block (RFC 1950, 1951)."""
    block = struct.pack("<BHH", 1, len(data), len(data) ^ 0xFFFF) + data
    return b"\x78\x01" + block + struct.pack(">I", zlib.adler32(data))


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
