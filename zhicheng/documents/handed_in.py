"""What a file is that we did not issue, from its bytes alone; the page without network decides alike (reading.js)."""

from collections.abc import Iterable

from zhicheng.documents.handed import Handed
from zhicheng.documents.marks import Mark, mark_in, words_bear_our_mark
from zhicheng.documents.numbers_in_file import shows_text
from zhicheng.documents.ofd.reading import ROOT, names_in, words_in
from zhicheng.documents.unfolded_pdf import unfolded_pdf

TEXT_PARTS = ("[Content_Types].xml", "content.xml")


def strange_pdf(pdf: bytes, *, seals_pem: bytes, sites: Iterable[str]) -> Handed:
    """What a PDF is that we did not issue; `seals_pem` are the certificates of every seal that was ours."""
    unfolded = unfolded_pdf(pdf)
    mark = mark_in(pdf, unfolded, trusted_pem=seals_pem, sites=sites)
    if mark is not None:
        return Handed.CHANGED if mark is Mark.SEAL else Handed.COPY
    if unfolded.is_locked:
        return Handed.LOCKED
    is_scan = unfolded.has_pictures and not any(shows_text(stream) for stream in unfolded.streams)
    return Handed.SCAN if is_scan else Handed.STRANGE


def strange_package(package: bytes, *, sites: Iterable[str]) -> Handed:
    """What a ZIP package is that we did not make: an OFD file, another document, an archive, or none of them."""
    names = names_in(package)
    holds_ofd = ROOT.encode() in package and not any(name.lower().endswith(".ofd") for name in names)
    if names and ROOT not in names and not holds_ofd:
        return Handed.TEXT if any(part in names for part in TEXT_PARTS) else Handed.ARCHIVE
    words = words_in(package)
    if words is None:
        return Handed.BROKEN_PACKAGE
    return Handed.CHANGED if words_bear_our_mark(words, sites) else Handed.STRANGE
