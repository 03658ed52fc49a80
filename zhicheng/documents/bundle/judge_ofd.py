"""Is the OFD file true? Decided from a bundle alone: no register, no network, no clock."""

from datetime import datetime
from hashlib import sha256

from zhicheng.documents.bundle.answer import Answer, Checks, answer, answer_on, on_list
from zhicheng.documents.bundle.judge_pdf import NEWER_FILE, SEAL_TO_ISSUE
from zhicheng.documents.bundle.read import Bundle
from zhicheng.documents.handed import Handed
from zhicheng.documents.handed_in import strange_package
from zhicheng.documents.verification import Check, Standing
from zhicheng.documents.words.of_verdicts import NO_OFD_LISTED, OFD_SEAL_APART


def judge_ofd(ofd: bytes, bundle: Bundle, *, sealed_at: datetime | None) -> Answer:
    """The answer on an OFD file: its whole digest must be on the list, and then its certificate's standing is its own.

    `sealed_at` is the moment (aware) of its seal, once that was found to hold under a maker of the bundle, else None.
    A seal that cannot be confirmed takes nothing from a file that is ours to the byte: makers of before are not listed.
    """
    seal = Check.HOLDS if sealed_at else Check.NOT_MADE
    listed = bundle.issued.find(sha256(ofd).hexdigest())
    if listed is not None and listed.number:
        because = "" if sealed_at else OFD_SEAL_APART
        return on_list(bundle, listed, None, Checks(whole_file=Check.HOLDS, seal=seal), because)
    if sealed_at is not None and sealed_at > bundle.as_of - SEAL_TO_ISSUE:
        return answer(bundle, Standing.UNAVAILABLE, NEWER_FILE, Checks(seal=Check.HOLDS))
    handed = Handed.CHANGED if sealed_at else strange_package(ofd, sites=bundle.sites)
    if handed is Handed.CHANGED and not bundle.makers:
        return answer(bundle, Standing.UNAVAILABLE, NO_OFD_LISTED)
    return answer_on(handed, bundle.as_of)
