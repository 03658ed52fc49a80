"""The register's verdict on a code or a file, in the form of the command's answer."""

from datetime import datetime

from django.db import DatabaseError

from zhicheng.commands.ofd import with_seal_checked
from zhicheng.documents.bundle.answer import Answer, Checks, Facts, answer_on, facts_of
from zhicheng.documents.code_verification import CodeFound, verify_code
from zhicheng.documents.file_verification import verify_file
from zhicheng.documents.ofd.reading import ZIP
from zhicheng.documents.proof_key import BadFormerKeys
from zhicheng.documents.verification import Check, Standing, Verdict
from zhicheng.gateways.eseal import SealRefused, SealUnavailable, seal

AWAY = "登记簿或签章此刻不能查询（{kind}）。"


def judged_file(content: bytes, *, now: datetime) -> Answer:
    """The answer on a PDF or an OFD file."""
    try:
        verdict = verify_file(content, trusted_pem=seal().certificate_pem)
    except (DatabaseError, SealRefused, SealUnavailable, BadFormerKeys, OSError) as error:
        return Answer(Standing.UNAVAILABLE, because=AWAY.format(kind=type(error).__name__))
    answer = answer_of(verdict, now=now)
    return with_seal_checked(answer, content) if content.startswith(ZIP) else answer


def judged_code(text: str, *, now: datetime) -> Answer:
    """The answer on the text of a QR code."""
    try:
        found = verify_code(text)
    except (DatabaseError, BadFormerKeys, OSError) as error:
        return Answer(Standing.UNAVAILABLE, because=AWAY.format(kind=type(error).__name__))
    return answer_of(found.verdict, now=now, found=found)


def answer_of(verdict: Verdict, *, now: datetime, found: CodeFound | None = None) -> Answer:
    """The verdict as the command tells it; facts are those of the code, which the asker holds already."""
    said, proof = verdict.certificate, found.proof if found else None
    facts: Facts | None = facts_of(proof) if proof else None
    if said is None:
        if verdict.handed:
            return answer_on(verdict.handed, now)
        return Answer(verdict.standing, _checks(verdict, found), found.because if found else "", as_of=now)
    return Answer(
        standing=verdict.standing,
        checks=_checks(verdict, found),
        because=found.because if found else "",
        number=said.number,
        facts=facts,
        as_of=now,
        since=said.since,
        replaced_by=said.replaced_by,
        words=said.change_words,
    )


def _checks(verdict: Verdict, found: CodeFound | None) -> Checks:
    said = verdict.certificate
    logged = Check.HOLDS if said and said.issue_position is not None else Check.NOT_MADE
    status = verdict.register if said else Check.NOT_MADE
    return Checks(
        whole_file=verdict.whole_file,
        seal=verdict.issuer if found is None else Check.NOT_MADE,
        proof=found.check if found else verdict.proof,
        status=status,
        log=logged,
    )
