"""Traces of ours in a stranger's file: a seal, a certificate's number, a code; whole or broken as they may be."""

import re
from collections.abc import Iterable

from pyhanko.keys import load_certs_from_pemder_data

from zhicheng.documents.numbers_in_file import certificate_numbers_in, numbers_in_text

ADDRESS = re.compile(rb"/URI\s*\((https?://[^\s()\\]{1,4000})\)")


def bears_our_mark(pdf: bytes, *, trusted_pem: bytes, sites: Iterable[str] = ()) -> bool:
    """Whether a seal of ours, the address of one of our certificates, or a number such as ours is in the file."""
    if code_texts_in(pdf, sites):
        return True
    hexadecimal = pdf.lower()
    seals = (certificate.dump().hex().encode() for certificate in load_certs_from_pemder_data(trusted_pem))
    return any(seal in hexadecimal for seal in seals) or bool(certificate_numbers_in(pdf))


def words_bear_our_mark(words: str, sites: Iterable[str]) -> bool:
    """Whether the address of one of our certificates, or a number such as ours, is in the words of a file."""
    return any(f"{site}/v/" in words for site in sites) or bool(numbers_in_text(words))


def code_texts_in(pdf: bytes, sites: Iterable[str]) -> list[str]:
    """What the QR codes in the file hold, from the links that our pages put over them; those with a proof only."""
    starts = tuple(f"{site}/v/" for site in sites)
    found = (address.decode("ascii", "replace") for address in ADDRESS.findall(pdf))
    return sorted({text for text in found if text.startswith(starts) and "#" in text})
