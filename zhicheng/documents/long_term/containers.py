"""Signature containers (CMS) in a file of ours: where the seal's is, what it covers, and who signed."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from hashlib import sha256
from itertools import islice

from asn1crypto import cms
from cryptography import x509

from zhicheng.documents.long_term.revision import Unraisable

_RANGE = re.compile(rb"/ByteRange \[0 (\d{1,10}) (\d{1,10}) (\d{1,10})\]")
_HEXADECIMAL = re.compile(rb"<([0-9A-F]+)>")
_MOMENT = re.compile(rb"/M \(D:(\d{14})(?:Z|([+-])(\d\d)'(\d\d)'?)\)")
_OCTAL = re.compile(rb"\\([0-7]{3})")
MOST_RANGES = 8  # looked at for the seal's, which is the first in any file of ours
LARGEST_ROOM = 64 * 1024
_DICTIONARY = 4096  # bytes after the gap in which the words of the signature stand


@dataclass(frozen=True, slots=True)
class Sealed:
    """The seal's own part of a file: how far it reaches, its container with the padding, and what it is over.

    `at` is the moment that the signature names; None when it names none.
    """

    length: int
    padded: bytes
    digest: bytes
    at: datetime | None


def sealed_part(content: bytes) -> Sealed:
    """The part of a file that ends with the seal's own revision. Raises Unraisable when there is none of our form."""
    for found in islice(_RANGE.finditer(content), MOST_RANGES):
        start, end, rest = (int(number) for number in found.groups())
        text = _HEXADECIMAL.fullmatch(content, start, end) if end - start < LARGEST_ROOM else None
        if text and len(text[1]) % 2 == 0 and content[end + rest - 8 : end + rest].rstrip(b"\r\n").endswith(b"%%EOF"):
            if end + rest > len(content):
                break
            digest = sha256(content[:start])
            digest.update(content[end : end + rest])
            padded = bytes.fromhex(text[1].decode("ascii"))
            return Sealed(end + rest, padded, digest.digest(), _moment(content[end : end + min(rest, _DICTIONARY)]))
    raise Unraisable("the file bears no seal of our form")


def signer_of(container: bytes) -> x509.Certificate:
    """The certificate of a container's one signer. Raises ValueError when it is not in the container."""
    signed = cms.ContentInfo.load(container)["content"]
    serial = signed["signer_infos"][0]["sid"].chosen["serial_number"].native
    for one in certificates_in(container):
        if one.serial_number == serial:
            return one
    raise ValueError("the container does not hold its signer's certificate")


def certificates_in(container: bytes) -> list[x509.Certificate]:
    """All certificates that a container carries."""
    held = cms.ContentInfo.load(container)["content"]["certificates"]
    return [x509.load_der_x509_certificate(one.chosen.dump()) for one in held]


@lru_cache(maxsize=16)
def certificates_of(pem: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates in PEM, read once; empty for an empty text."""
    return tuple(x509.load_pem_x509_certificates(pem)) if pem.strip() else ()


def _moment(words: bytes) -> datetime | None:
    plain = _OCTAL.sub(lambda found: bytes((int(found[1], 8) & 0xFF,)), words[: words.find(b"endobj")])
    found = _MOMENT.search(plain)
    if found is None:
        return None
    zone = UTC
    if found[2]:
        ahead = timedelta(hours=int(found[3]), minutes=int(found[4]))
        zone = timezone(ahead if found[2] == b"+" else -ahead)
    return datetime.strptime(found[1].decode("ascii"), "%Y%m%d%H%M%S").replace(tzinfo=zone)
