"""Traces of ours in a stranger's file: a seal, a certificate's number, a code; whole or broken as they may be."""

import re
from collections.abc import Iterable
from enum import StrEnum

from pyhanko.keys import load_certs_from_pemder_data

from zhicheng.documents.numbers_in_file import numbers_in_text, numbers_shown
from zhicheng.documents.unfolded_pdf import Unfolded

ADDRESS = re.compile(rb"/URI\s*\((https?://[^\s()\\]{1,4000})\)")


class Mark(StrEnum):
    """A trace of ours in a file; whoever copies the page has the words, the seal only who has the file."""

    SEAL = "seal"
    WORDS = "words"


def mark_in(pdf: bytes, unfolded: Unfolded, *, trusted_pem: bytes, sites: Iterable[str]) -> Mark | None:
    """The clearest trace of ours in a file, as it stands or unfolded: a seal, an address or a number such as ours."""
    starts, places = tuple(sites), (pdf, *unfolded.streams)
    seals = [certificate.dump().hex().encode() for certificate in load_certs_from_pemder_data(trusted_pem)]
    if any(seal in place.lower() for place in places for seal in seals):
        return Mark.SEAL
    has_code = any(code_texts_in(place, starts) for place in places)
    return Mark.WORDS if has_code or numbers_shown(unfolded.streams) else None


def words_bear_our_mark(words: str, sites: Iterable[str]) -> bool:
    """Whether the address of one of our certificates, or a number such as ours, is in the words of a file."""
    return any(f"{site}/v/" in words for site in sites) or bool(numbers_in_text(words))


def code_texts_in(pdf: bytes, sites: Iterable[str]) -> list[str]:
    """What the QR codes in the file hold, from the links that our pages put over them; those with a proof only."""
    starts = tuple(f"{site}/v/" for site in sites)
    found = (address.decode("ascii", "replace") for address in ADDRESS.findall(pdf))
    return sorted({text for text in found if text.startswith(starts) and "#" in text})
