"""What may be changed of an issued certificate, and why."""

from enum import StrEnum


class ChangeKind(StrEnum):
    """A wrong fact is put right; the same facts get a new number; or the certificate counts no longer."""

    CORRECTION = "correction"
    REPLACEMENT = "replacement"
    REVOCATION = "revocation"


CHANGE_WORDS = {ChangeKind.CORRECTION: "更正", ChangeKind.REPLACEMENT: "换发", ChangeKind.REVOCATION: "撤销"}
