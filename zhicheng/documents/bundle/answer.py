"""The answer of a bundle to whoever asks whether a certificate is true."""

from dataclasses import dataclass
from datetime import date, datetime

from zhicheng.documents.bundle.issued import Listed
from zhicheng.documents.bundle.read import Bundle
from zhicheng.documents.handed import Handed
from zhicheng.documents.proof_code import Proof
from zhicheng.documents.verification import Check, Standing
from zhicheng.documents.words.of_files import FILES, is_looked_into


@dataclass(frozen=True, slots=True)
class Checks:
    """What each check found: the bytes of the file, its seal, the signed code, the status list, the issue log."""

    whole_file: Check = Check.NOT_MADE
    seal: Check = Check.NOT_MADE
    proof: Check = Check.NOT_MADE
    status: Check = Check.NOT_MADE
    log: Check = Check.NOT_MADE


@dataclass(frozen=True, slots=True)
class Facts:
    """What the certificate states, as far as the asker may see it; days are legal days."""

    name: str
    title: str
    series: str
    speciality: str
    level: str
    obtained_on: date
    authority: str
    document_number: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer; `because` says in Chinese what is special about it, "" where the standing says all.

    `handed` is what the file is, where it is none of those we issued: its words are those of the kind.
    `as_of` is the moment for which it holds; `since` the day from which the certificate no longer counts.
    """

    standing: Standing
    checks: Checks = Checks()
    because: str = ""
    number: str = ""
    facts: Facts | None = None
    as_of: datetime | None = None
    since: date | None = None
    replaced_by: str = ""
    words: str = ""
    handed: Handed | None = None


def facts_of(proof: Proof) -> Facts:
    """What a code states, without its number."""
    return Facts(
        name=proof.name,
        title=proof.title,
        series=proof.series,
        speciality=proof.speciality,
        level=proof.level,
        obtained_on=proof.obtained_on,
        authority=proof.authority,
        document_number=proof.document_number,
    )


def in_term(proof: Proof, listed: Listed, bundle: Bundle) -> bool:
    """Whether the key of the code still counted when the certificate at this place of the log was issued."""
    term = bundle.terms[proof.kid]
    in_days = term.until is None or proof.obtained_on <= term.until
    return proof.number == listed.number and in_days and term.covers(listed.position)


def on_list(bundle: Bundle, listed: Listed, proof: Proof | None, checks: Checks, because: str) -> Answer:
    """The answer on a certificate that is on the list: in force, or revoked, or replaced."""
    change = bundle.changes.get(listed.number)
    logged = Check.HOLDS if listed.position <= bundle.log_size else Check.NOT_MADE
    return Answer(
        standing=change.kind if change else Standing.VALID,
        checks=Checks(checks.whole_file, checks.seal, checks.proof, Check.FAILS if change else Check.HOLDS, logged),
        because=because,
        number=listed.number,
        facts=facts_of(proof) if proof else None,
        as_of=bundle.as_of,
        since=change.since if change else None,
        replaced_by=change.by if change else "",
        words=change.words if change else "",
    )


def answer(bundle: Bundle, standing: Standing, because: str, checks: Checks | None = None) -> Answer:
    """An answer without a certificate."""
    return Answer(standing, checks or Checks(), because, as_of=bundle.as_of)


def answer_on(handed: Handed, as_of: datetime | None = None) -> Answer:
    """The answer on a file that is none of those we issued; without checks where it was not looked into."""
    checks = Checks(whole_file=Check.FAILS) if is_looked_into(handed) else Checks()
    return Answer(FILES[handed].standing, checks, as_of=as_of, handed=handed)
