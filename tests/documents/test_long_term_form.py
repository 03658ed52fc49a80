"""The form of what is appended to a sealed file is fixed for good: what people hold is read by writing it again."""

from hashlib import sha256

import pytest

from zhicheng.documents.long_term.additions import der_at_start
from zhicheng.documents.long_term.evidence import Evidence, with_evidence
from zhicheng.documents.long_term.revision import SignedFile, Unraisable
from zhicheng.documents.long_term.strict_form import require_der
from zhicheng.documents.long_term.timestamps import with_timestamp

OBJECTS = (
    b"<<\n/Type /Catalog\n/Pages 2 0 R\n/AcroForm <<\n/Fields [ 4 0 R ]\n/SigFlags 3\n>>\n>>",
    b"<<\n/Type /Pages\n/Kids [ 3 0 R ]\n/Count 1\n>>",
    b"<<\n/Type /Page\n/Parent 2 0 R\n/Annots [ 4 0 R ]\n>>",
    b"<<\n/Type /Annot\n/FT /Sig\n/T (Seal)\n/P 3 0 R\n>>",
)


def a_small_file() -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, text in enumerate(OBJECTS, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table_at = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<<\n/Size 5\n/Root 1 0 R\n/ID [ <00> <00> ]\n>>\nstartxref\n%d\n%%%%EOF\n" % table_at
    return bytes(out)


def raised(content: bytes) -> bytes:
    """Twice around, with tokens and evidence that are always the same."""
    for evidence in (Evidence((b"0\0",), (b"0\1\0",), (b"0\2\0\0",)), Evidence((b"0\3\0\0\0",), (), ())):
        content, _ = with_timestamp(content, lambda digest: b"\x04\x20" + digest)
        content = with_evidence(content, evidence)
    return with_timestamp(content, lambda digest: b"\x04\x20" + digest)[0]


def test_the_form_is_what_it_was_when_the_first_file_was_raised() -> None:
    content = raised(a_small_file())
    assert content.startswith(a_small_file())
    assert sha256(content).hexdigest() == "51a84eeef7ee7398c163d9451a1f69d887d3f6c9105edb723b3bdd8c58222b4f"


def test_later_stamps_and_evidence_stand_beside_those_of_before() -> None:
    file = SignedFile(raised(a_small_file()))
    root = file.text_of(file.trailer.root)
    assert b"/Fields [ 4 0 R 5 0 R 11 0 R 14 0 R ]" in root
    assert root.count(b"/DSS") == root.count(b"/ESIC") == 1
    assert b"/Certs [ 8 0 R 13 0 R ]" in file.text_of(7)
    assert file.trailer.size == 16


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"/Annots", b"/Annota"),
        (b"/Fields [ 4", b"/Fields ( 4"),
        (b"/Root 1", b"/Rook 1"),
        (b"/ID [ <", b"/ID [ ("),
        (b"startxref\n", b"startxref\n9"),
        (b"xref\n0 5", b"xraf\n0 5"),
        (b"4 0 obj", b"9 0 obj"),
        (b"%%EOF\n", b"%%EOF\n\n "),
    ],
)
def test_a_file_of_another_build_is_not_appended_to(old: bytes, new: bytes) -> None:
    content = a_small_file()
    assert old in content
    with pytest.raises(Unraisable):
        with_timestamp(content.replace(old, new, 1), lambda digest: digest)


@pytest.mark.parametrize("text", ["30820002 0500", "3081020500", "30800000", "300205", "30020500 00", "1f0100", "30"])
def test_what_is_not_the_one_form_of_der_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"follows|DER|short|longer"):
        require_der(bytes.fromhex(text))


def test_a_value_ends_where_its_zeros_begin() -> None:
    require_der(bytes.fromhex("30020500"))
    assert der_at_start(bytes.fromhex("30020500 000000")) == bytes.fromhex("30020500")
    for text in ("30020500 000001", "300305", "3082"):
        with pytest.raises((ValueError, IndexError)):
            der_at_start(bytes.fromhex(text))
