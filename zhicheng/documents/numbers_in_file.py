"""Which certificate numbers stand in a stranger's PDF: read in a process of its own, which may die without harm."""

import io
import re
import resource
import subprocess
import sys

from zhicheng.domain.numbering import normalise_certificate_number

SECONDS = 4
MEMORY = 448 * 1024 * 1024
PAGES = 3
SIGNS = 100_000
LIKE_A_NUMBER = re.compile(r"\d{6}\s*-\s*\d{4}\s*-\s*\d\s*-\s*\d{5,7}\s*-\s*[0-9A-Z]")


def certificate_numbers_in(pdf: bytes) -> frozenset[str]:
    """The well-formed certificate numbers in the text of the first pages; empty for what cannot be read in time."""
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", __name__], input=pdf, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return frozenset()
    return numbers_in_text(done.stdout.decode(errors="replace"))


def numbers_in_text(text: str) -> frozenset[str]:
    """The well-formed certificate numbers in a text."""
    read = (normalise_certificate_number(found) for found in LIKE_A_NUMBER.findall(text))
    return frozenset(number for number in read if number)


def _print_text() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS - 1, SECONDS - 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO(sys.stdin.buffer.read()))
    for index in range(min(len(document), PAGES)):
        sys.stdout.write(document[index].get_textpage().get_text_range()[:SIGNS])
        sys.stdout.write("\n")


if __name__ == "__main__":
    _print_text()
