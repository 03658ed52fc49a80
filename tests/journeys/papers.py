"""What can be asked of a paper that was downloaded."""

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pypdfium2
import zxingcpp


def text_of(pdf: bytes) -> str:
    """All words of the paper, without white space and marks of where a line may break."""
    document = pypdfium2.PdfDocument(pdf)
    words = "".join(page.get_textpage().get_text_bounded() for page in document)
    return "".join(words.replace("\u200b", "").replace("\ufffe", "").split())


def codes_on(pdf: bytes) -> list[str]:
    """What the QR codes of the paper say, read from its picture."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=3, grayscale=True).to_pil() for page in document]
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


def pages_of(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


def digest(pdf: bytes) -> str:
    return sha256(pdf).hexdigest()


def assert_sound(pdf: bytes, folder: Path) -> None:
    """Readable by qpdf, where there is one, without a complaint."""
    assert pdf.startswith(b"%PDF-")
    if shutil.which("qpdf") is None:
        return
    said = _ask(["qpdf", "--check"], pdf, folder)
    assert said.returncode == 0, said.stdout + said.stderr


def assert_signed(pdf: bytes, folder: Path) -> None:
    """pdfsig, where there is one, finds one signature that covers the whole document and holds."""
    assert b"/ByteRange" in pdf
    if shutil.which("pdfsig") is None:
        return
    said = _ask(["pdfsig", "-nocert"], pdf, folder)
    assert "Signature is Valid" in said.stdout, said.stdout + said.stderr
    assert "Total document signed" in said.stdout, said.stdout


def altered(pdf: bytes) -> bytes:
    """The same paper with one byte flipped in its middle."""
    changed = bytearray(pdf)
    changed[len(changed) // 2] ^= 0x01
    return bytes(changed)


def _ask(command: list[str], pdf: bytes, folder: Path) -> subprocess.CompletedProcess[str]:
    path = folder / f"{digest(pdf)[:16]}.pdf"
    path.write_bytes(pdf)
    return subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
