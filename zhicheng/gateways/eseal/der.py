"""Write the few shapes of DER that a signature is made of."""

from collections.abc import Iterable

INTEGER, OCTETS, OID, SEQUENCE, SET = 0x02, 0x04, 0x06, 0x30, 0x31
FIRST = 0xA0  # [0], constructed


def tagged(tag: int, *parts: bytes) -> bytes:
    """The parts, one after the other, as the content of `tag`."""
    content = b"".join(parts)
    return bytes((tag,)) + _length(len(content)) + content


def set_of(*members: bytes) -> bytes:
    """A SET OF, its members in the one order that DER allows."""
    return tagged(SET, *sorted(members))


def object_identifier(dotted: str) -> bytes:
    """An object identifier such as 1.2.840.113549.1.7.2."""
    first, second, *rest = (int(arc) for arc in dotted.split("."))
    return tagged(OID, _base128((first * 40 + second, *rest)))


def integer(value: int) -> bytes:
    """A whole number, not negative."""
    return tagged(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _length(size: int) -> bytes:
    if size < 0x80:
        return bytes((size,))
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((0x80 | len(octets),)) + octets


def _base128(arcs: Iterable[int]) -> bytes:
    out = bytearray()
    for arc in arcs:
        digits = [arc & 0x7F]
        while arc := arc >> 7:
            digits.append(arc & 0x7F | 0x80)
        out += bytes(reversed(digits))
    return bytes(out)
