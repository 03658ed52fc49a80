"""Append what a later check needs of certificates and their standing: the DSS of ETSI EN 319 142-1 clause 5.4.2."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from zhicheng.documents.long_term.revision import SignedFile, Unraisable, appended

Rows = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
KINDS = (b"/Certs", b"/OCSPs", b"/CRLs")
EXTENSION = b"/Extensions <<\n/ESIC <<\n/BaseVersion /1.7\n/ExtensionLevel 1\n>>\n>>\n"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Certificates, answers of responders (OCSP) and lists of revoked certificates, each whole and in DER."""

    certificates: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()

    def lacking_in(self, kept: "Evidence") -> "Evidence":
        """What of this is not in `kept`, each once."""
        pairs = zip(self.rows, kept.rows, strict=True)
        return Evidence(*(tuple(dict.fromkeys(one for one in new if one not in old)) for new, old in pairs))

    @property
    def rows(self) -> tuple[tuple[bytes, ...], ...]:
        """The three kinds, in the order in which a file names them."""
        return (self.certificates, self.answers, self.lists)

    def and_(self, other: "Evidence") -> "Evidence":
        """Both together, in this order."""
        return Evidence(*(one + two for one, two in zip(self.rows, other.rows, strict=True)))


def with_evidence(content: bytes, new: Evidence) -> bytes:
    """The file with this evidence beside what it holds already. Raises Unraisable."""
    file = SignedFile(content)
    root, size = file.trailer.root, file.trailer.size
    store, kept = store_of(file)
    fresh = store == size
    objects: dict[int, bytes] = {root: _naming(file.text_of(root), store)} if fresh else {}
    first = size + 1 if fresh else size
    rows = []
    for old, added in zip(kept, new.rows, strict=True):
        objects.update({first + i: _stream(one) for i, one in enumerate(added)})
        rows.append((*old, *range(first, first + len(added))))
        first += len(added)
    objects[store] = _store(rows)
    return appended(file, objects)


def store_of(file: SignedFile) -> tuple[int, Rows]:
    """The number of the object that names the evidence (the next free one while there is none), and what it names."""
    named = re.search(rb"/DSS (\d+) 0 R", file.text_of(file.trailer.root))
    if named is None:
        return file.trailer.size, ((), (), ())
    return int(named[1]), references_in(file.text_of(int(named[1])))


def references_in(store_text: bytes) -> Rows:
    """The numbers of the objects that hold certificates, answers and lists."""
    found = (re.search(kind + rb" \[ ([^\]]*)\]", store_text) for kind in KINDS)
    certificates, answers, lists = (
        tuple(int(n) for n in re.findall(rb"(\d+) 0 R", one[1])) if one else () for one in found
    )
    return certificates, answers, lists


def _naming(root_text: bytes, store: int) -> bytes:
    if not root_text.endswith(b"\n>>") or b"/DSS" in root_text:
        raise Unraisable("the root of the file has another form than ours")
    extension = b"" if b"/Extensions" in root_text else EXTENSION
    return root_text.removesuffix(b">>") + extension + b"/DSS %d 0 R\n>>" % store


def _stream(data: bytes) -> bytes:
    return b"<<\n/Length %d\n>>\nstream\n%s\nendstream" % (len(data), data)


def _store(rows: Iterable[tuple[int, ...]]) -> bytes:
    lines = (
        b"%s [ %s ]" % (kind, b" ".join(b"%d 0 R" % number for number in row))
        for kind, row in zip(KINDS, rows, strict=True)
        if row
    )
    return b"\n".join((b"<<", b"/Type /DSS", *lines, b">>"))
