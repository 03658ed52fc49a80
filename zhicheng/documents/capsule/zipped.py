"""Write the one ZIP that belongs to given members: stored, one date, no extras; one state, one sequence of bytes."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256

from zhicheng.documents.capsule.members import Member

UTF8_NAMES = 0x0800
FIRST_DAY = 33  # 1980-01-01, the first day that the format knows
VERSION = 20


class Altered(Exception):
    """The bytes kept for a member are not those whose digest was entered."""


def zipped(members: Iterable[Member]) -> Iterator[bytes]:
    """The archive piece by piece. Raises Altered at the member whose bytes have changed since they were kept."""
    directory, at = [], 0
    for member in members:
        content = member.read()
        if sha256(content).hexdigest() != member.sha256 or len(content) != member.size:
            raise Altered(member.name)
        name, about = member.name.encode(), _about(member.name, content)
        local = struct.pack("<4sH", b"PK\3\4", VERSION) + about + name
        directory.append(
            struct.pack("<4s2H", b"PK\1\2", VERSION, VERSION) + about + struct.pack("<3H2L", 0, 0, 0, 0, at) + name
        )
        at += len(local) + len(content)
        yield local
        yield content
    length = sum(len(record) for record in directory)
    yield from directory
    yield struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(directory), len(directory), length, at, 0)


def _about(name: str, content: bytes) -> bytes:
    """What the header before a member and its record in the directory have in common."""
    size, check = len(content), zlib.crc32(content)
    return struct.pack("<4H3L2H", UTF8_NAMES, 0, 0, FIRST_DAY, check, size, size, len(name.encode()), 0)
