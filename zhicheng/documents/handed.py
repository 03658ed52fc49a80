"""What a file is that somebody hands in and that is none of those we issued."""

from enum import StrEnum


class Handed(StrEnum):
    """Each has words of its own, the same wherever it is handed in (documents/words/of_files.py)."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    PICTURE = "picture"
    SCAN = "scan"  # a PDF with nothing but pictures in it
    LOCKED = "locked"  # a PDF that cannot be looked into
    MAIL = "mail"
    ARCHIVE = "archive"
    TEXT = "text"  # of Word or as a web page
    BROKEN_PACKAGE = "broken_package"
    OTHER = "other"
    STRANGE = "strange"  # a PDF or OFD without a trace of ours
    COPY = "copy"  # a PDF with a number or code of ours and no seal
    CHANGED = "changed"  # with our seal, or an OFD with a trace of ours
