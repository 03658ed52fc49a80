"""Is this certificate true? The one place that decides, from what the register, the file and its seal say."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from zhicheng.documents.handed import Handed

if TYPE_CHECKING:
    from zhicheng.documents.papers.verify import SignatureVerdict  # brings all of pyHanko


class Standing(StrEnum):
    """The answer, as an asker needs it."""

    VALID = "valid"
    REVOKED = "revoked"
    REPLACED = "replaced"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    UNAVAILABLE = "unavailable"
    DOCUMENT = "document"  # a true paper of ours, but no certificate


class Check(StrEnum):
    """What one of the three checks found."""

    HOLDS = "holds"
    FAILS = "fails"
    NOT_MADE = "not_made"


@dataclass(frozen=True, slots=True)
class Registered:
    """An issued certificate as the register has it; days are legal days.

    The positions say where its issue and revocation stand in the public issue log, counted from 1. Where another
    certificate took its place, `replaced_by` is the newest number of the same title. `effect_from` is from when the
    revocation or replacement counts, `change_words` why, for everybody to read. A revocation that fell has
    `reinstated_on`: then another certificate stands for the title.
    """

    number: str
    name: str
    series: str
    speciality: str
    title: str
    level: str
    obtained_on: date
    authority: str
    document_number: str
    revoked_on: date | None = None
    issue_position: int | None = None
    revocation_position: int | None = None
    replaced_on: date | None = None
    reinstated_on: date | None = None
    reinstatement_position: int | None = None
    replaced_by: str = ""
    effect_from: date | None = None
    change_words: str = ""

    @property
    def standing(self) -> Standing:
        """In force, revoked or replaced; one that was replaced and then revoked is revoked, until that is set aside."""
        if self.reinstated_on is not None:
            return Standing.REPLACED
        if self.revoked_on is not None:
            return Standing.REVOKED
        return Standing.VALID if self.replaced_on is None else Standing.REPLACED

    @property
    def since(self) -> date | None:
        """From when it no longer counts: the day that the decision names, else that of the decision; None in force."""
        if self.standing is Standing.VALID:
            return None
        return self.effect_from or self.revoked_on or self.replaced_on


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer with the checks behind it; `name` is as much of the name as the asker may see.

    `handed` is what the file is, where it is none of those we issued.
    """

    standing: Standing
    whole_file: Check = Check.NOT_MADE
    register: Check = Check.NOT_MADE
    issuer: Check = Check.NOT_MADE
    proof: Check = Check.NOT_MADE
    certificate: Registered | None = None
    name: str = ""
    handed: Handed | None = None


UNKNOWN = Verdict(Standing.UNKNOWN, register=Check.FAILS)
UNAVAILABLE = Verdict(Standing.UNAVAILABLE)


@dataclass(frozen=True, slots=True)
class FileFound:
    """What is known of an uploaded file: the register's answer to its digest, its seal, and traces of ours in it."""

    certificate: Registered | None
    is_official_document: bool
    is_kept: bool
    signature: SignatureVerdict
    bears_our_mark: bool
    code: Check = Check.NOT_MADE
    handed: Handed | None = None


def judge_number(registered: Registered | None, typed_name: str) -> Verdict:
    """The verdict on a number and a name; which of the two was wrong is not told, nor to be told by the time taken."""
    same = _same_name(registered.name if registered else "", typed_name)
    if registered is None or not same:
        return UNKNOWN
    return _registered(registered, name=registered.name)


def judge_code(registered: Registered | None) -> Verdict:
    """The verdict on the certificate that a QR code leads to; its name stays masked."""
    return _registered(registered, name=masked(registered.name)) if registered else UNKNOWN


def judge_file(found: FileFound) -> Verdict:
    """The verdict on a file: its whole digest must be in the register and its seal must hold."""
    if found.certificate is not None:
        return _registered_file(found.certificate, found)
    if found.is_official_document:
        return Verdict(Standing.DOCUMENT, Check.HOLDS, Check.HOLDS, _held(found.signature.sound))
    standing = Standing.ALTERED if found.bears_our_mark and not found.is_kept else Standing.UNKNOWN
    return Verdict(standing, Check.FAILS, handed=found.handed)


def judge_package(certificate: Registered | None, handed: Handed | None) -> Verdict:
    """The verdict on a package, whose whole digest is that of `certificate`'s OFD edition, or of nothing of ours."""
    if certificate is not None:
        return _registered(certificate, name=masked(certificate.name), whole_file=Check.HOLDS)
    standing = Standing.ALTERED if handed is Handed.CHANGED else Standing.UNKNOWN
    return Verdict(standing, Check.FAILS, handed=handed)


def masked(name: str) -> str:
    """沈** for 沈喆 and for 沈小明 alike: neither the given name nor its length is told."""
    return f"{name[:1]}**"


def _registered_file(certificate: Registered, found: FileFound) -> Verdict:
    if found.code is Check.FAILS:
        return Verdict(Standing.ALTERED, Check.HOLDS, Check.FAILS, _held(found.signature.sound), Check.FAILS)
    if found.signature.sound:
        verdict = _registered(certificate, name=masked(certificate.name), whole_file=Check.HOLDS)
        return replace(verdict, proof=found.code)
    # Byte for byte ours, yet its seal cannot be confirmed here: no word for validity until it can.
    return Verdict(Standing.UNAVAILABLE, Check.HOLDS, Check.HOLDS, Check.NOT_MADE)


def _registered(certificate: Registered, *, name: str, whole_file: Check = Check.NOT_MADE) -> Verdict:
    in_force = _held(certificate.standing is Standing.VALID)
    return Verdict(certificate.standing, whole_file, in_force, Check.HOLDS, certificate=certificate, name=name)


def _held(yes: bool) -> Check:
    return Check.HOLDS if yes else Check.FAILS


def _same_name(one: str, other: str) -> bool:
    return hmac.compare_digest(_digest(one), _digest(other)) and bool(one)


def _digest(name: str) -> bytes:
    return sha256(name.casefold().encode()).digest()
