"""QR codes of addresses (ISO/IEC 18004, bytes, level M or better, a fixed mask), a tenth of the time of the library.

The library draws each symbol once: where its patterns are, and which modules are data. From then on a code is one
arrangement of its bits, the same module for module as the library's. What is not plain ASCII is left to the library.
"""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, zip_longest
from operator import itemgetter
from typing import Any

import segno
from segno import consts

MASK = 2
CAPACITY: Any = consts.SYMBOL_CAPACITY  # in bits, by version and level
BLOCKS: Any = consts.ECC
LEVELS = (consts.ERROR_LEVEL_M, consts.ERROR_LEVEL_Q, consts.ERROR_LEVEL_H)
NAMES = {consts.ERROR_LEVEL_M: "m", consts.ERROR_LEVEL_Q: "q", consts.ERROR_LEVEL_H: "h"}
DATA = (consts.TYPE_DATA_DARK, consts.TYPE_DATA_LIGHT)
BITS = [bytes(value >> bit & 1 for bit in range(7, -1, -1)) for value in range(256)]
TURNED = bytes((1, 0)) + bytes(254)
PIXELS = 3  # a module each way; with fewer, viewers that smooth what they enlarge blur a code on a screen
LIGHT = b"70" + bytes(254)  # digits of base 2**PIXELS: of a picture in two colours, 1 is white


def modules(text: str) -> list[bytes]:
    """The rows of the code of `text` from above, one byte a module: 1 is dark. No quiet zone."""
    found = _fitting(len(text)) if text.isascii() and any(map(str.islower, text)) else None
    if found is None:
        return [bytes(row) for row in segno.make_qr(text, error="m", mask=MASK).matrix]
    version, level = found
    symbol = _symbol(version, level)
    bits = b"".join(map(BITS.__getitem__, symbol.codewords(text)))
    placed = bytes(symbol.places(bits + bytes(7) + bits.translate(TURNED) + b"\1\1\1\1\1\1\1\0\1"))
    return [placed[at : at + symbol.wide] for at in range(0, len(placed), symbol.wide)]


def picture_of(rows: list[bytes]) -> bytes:
    """The modules as a PNG in two colours (ISO/IEC 15948), each a square of `PIXELS` pixels."""
    wide = len(rows) * PIXELS
    filled = -wide % 8
    lines = [int(row.translate(LIGHT), 2**PIXELS) << filled for row in rows]
    pixels = b"".join((b"\0" + line.to_bytes((wide + filled) // 8)) * PIXELS for line in lines)
    size = struct.pack(">IIBBBBB", wide, wide, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", size), (b"IDAT", zlib.compress(pixels, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, held) for name, held in chunks)


def _chunk(name: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))


@dataclass(frozen=True)
class _Symbol:
    """A version at a level: how codewords become bits, and which bit each module shows."""

    wide: int
    places: Callable[[bytes], tuple[int, ...]]
    blocks: tuple[tuple[int, int], ...]
    order: Callable[[bytes], tuple[int, ...]]
    length: int
    count_bits: int
    corrections: int

    def codewords(self, text: str) -> tuple[int, ...]:
        """Data and error correction, in the order in which they are placed."""
        length = 4 + self.count_bits + 8 * len(text)
        head = (4 << self.count_bits | len(text)) << 8 * len(text) | int.from_bytes(text.encode())
        end = min(4, 8 * self.length - length)
        end += 8 - (length + end) % 8  # the library adds a whole byte where none is needed
        data = (head << end).to_bytes((length + end) // 8) + b"\xec\x11" * self.length
        data = data[: self.length]
        parts = [data[start:end] for start, end in self.blocks]
        return self.order(data + b"".join(_correction(part, self.corrections) for part in parts))


@cache
def _fitting(letters: int) -> tuple[int, int] | None:
    """The smallest version for so many bytes at level M, and the best level that it takes them at."""
    for version in range(1, 41):
        needed = 4 + _count_bits(version) + 8 * letters
        fit = [level for level in LEVELS if needed <= CAPACITY[version][level]]
        if fit:
            return version, fit[-1]
    return None


def _count_bits(version: int) -> int:
    return 8 if version < 10 else 16


@cache
def _symbol(version: int, level: int) -> _Symbol:
    drawn = segno.make_qr("", version=version, error=NAMES[level], mask=MASK, boost_error=False)
    rows = [list(row) for row in drawn.matrix_iter(border=0, verbose=True)]
    infos = BLOCKS[version][level]
    sizes = [info.num_data for info in infos for _ in range(info.num_blocks)]
    corrections, ends = infos[0].num_total - infos[0].num_data, list(accumulate(sizes))
    blocks = tuple((end - size, end) for end, size in zip(ends, sizes, strict=True))
    after = [range(ends[-1] + at * corrections, ends[-1] + (at + 1) * corrections) for at in range(len(sizes))]
    mixed = [*zip_longest(*(range(*block) for block in blocks)), *zip(*after, strict=True)]
    order = [at for at in chain(*mixed) if at is not None]
    return _Symbol(
        wide=len(rows),
        places=itemgetter(*_places(rows, 8 * len(order))),
        blocks=blocks,
        order=itemgetter(*order),
        length=ends[-1],
        count_bits=_count_bits(version),
        corrections=corrections,
    )


def _places(rows: list[list[int]], bits: int) -> list[int]:
    """For each module where its value stands: among the bits, among the turned bits that follow them, or 0 and 1."""
    wide = len(rows)
    turned, light = bits + 7, 2 * (bits + 7)
    found = [light + (kind >> 8 > 0) for row in rows for kind in row]
    free = iter(range(bits + 7))
    for right in range(wide - 1, 0, -2):
        right -= right <= 6  # the column of the timing pattern is none
        upwards = bool(right & 2) == (right < 6)
        for y in range(wide - 1, -1, -1) if upwards else range(wide):
            for x in (right, right - 1):
                if rows[y][x] in DATA or (y, x) == (8, wide - 9):  # the library takes this one for a format bit
                    found[y * wide + x] = next(free) + (turned if x % 3 == 0 else 0)
    return found


def _powers() -> tuple[list[int], list[int]]:
    """Powers of two in the field of 256 elements, and their logarithms."""
    powers, value = [], 1
    for _ in range(255):
        powers.append(value)
        value = value << 1 ^ (0x11D if value & 0x80 else 0)
    logarithms = [0] * 256
    for exponent, power in enumerate(powers):
        logarithms[power] = exponent
    return powers * 2, logarithms


POWER, LOG = _powers()


def _times(one: int, other: int) -> int:
    return POWER[LOG[one] + LOG[other]] if one and other else 0


@cache
def _multiples(corrections: int) -> tuple[int, ...]:
    """The polynomial of so many correction words times every element, as numbers."""
    factors = [1]
    for exponent in range(corrections):
        shifted = [_times(factor, POWER[exponent]) for factor in factors]
        factors = [a ^ b for a, b in zip([*factors, 0], [0, *shifted], strict=True)]
    return tuple(int.from_bytes(bytes(_times(factor, value) for factor in factors[1:])) for value in range(256))


def _correction(data: bytes, corrections: int) -> bytes:
    multiples, top, rest = _multiples(corrections), 8 * (corrections - 1), 0
    low = (1 << top) - 1
    for byte in data:
        rest = (rest & low) << 8 ^ multiples[byte ^ rest >> top]
    return rest.to_bytes(corrections)
