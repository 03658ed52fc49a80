"""Verify the text of a QR code by the register: its signature, its facts against what is registered, its standing."""

from dataclasses import dataclass

from zhicheng.documents.bundle.judge_code import FORGED_CODE, KEY_OVER, NO_CODE, OTHER_SITE, STRANGE_KEY
from zhicheng.documents.file_verification import our_sites
from zhicheng.documents.proof_code import ForgedProof, NoProof, Proof, StrangeKey, read_proof
from zhicheng.documents.proof_key import proof_keys
from zhicheng.documents.public_queries import certificate_by_handle, certificate_by_number
from zhicheng.documents.verification import UNKNOWN, Check, Registered, Standing, Verdict, judge_code

NEVER_ISSUED = "二维码的签名有效，但登记簿里没有这本证书：它没有颁发。"
OTHER_FACTS = "二维码里的内容与登记簿不一致。"
OTHER_ADDRESS = "二维码里的网址与签名内容不是同一本证书的。"


@dataclass(frozen=True, slots=True)
class CodeFound:
    """The verdict on a code, its facts where its signature holds, and what is special about it, in Chinese."""

    verdict: Verdict
    check: Check
    proof: Proof | None = None
    because: str = ""


def verify_code(text: str) -> CodeFound:
    """The verdict on the text of a QR code: with a proof or, as early certificates have it, the address alone."""
    sites = tuple(f"{site}/v/" for site in our_sites())
    address = text.strip().partition("#")[0]
    ours = address.startswith(sites)
    keys = {key.kid: key for key in proof_keys()}
    try:
        proof = read_proof(text, {kid: key.public for kid, key in keys.items()})
    except NoProof:
        verdict = judge_code(certificate_by_handle(address.rpartition("/")[2])) if ours else UNKNOWN
        return CodeFound(verdict, Check.NOT_MADE, because="" if ours else NO_CODE)
    except StrangeKey:
        return CodeFound(UNKNOWN, Check.FAILS, because=STRANGE_KEY)
    except ForgedProof:
        return _altered(FORGED_CODE)
    if "#" in text and not ours:
        return _altered(OTHER_SITE)
    registered = certificate_by_number(proof.number)
    if registered is None:
        return CodeFound(UNKNOWN, Check.HOLDS, because=NEVER_ISSUED)
    if ours and not _leads_to(address, proof.number):
        return _altered(OTHER_ADDRESS)
    term = keys[proof.kid].term
    if not term.covers(registered.issue_position or 0) or (term.until and proof.obtained_on > term.until):
        return _altered(KEY_OVER)
    if not _same_facts(proof, registered):
        return _altered(OTHER_FACTS)
    return CodeFound(judge_code(registered), Check.HOLDS, proof)


def _altered(because: str) -> CodeFound:
    return CodeFound(Verdict(Standing.ALTERED, register=Check.FAILS, issuer=Check.FAILS), Check.FAILS, because=because)


def _leads_to(address: str, number: str) -> bool:
    """Whether a phone that opens the address is shown this certificate."""
    shown = certificate_by_handle(address.rpartition("/")[2])
    return shown is not None and shown.number == number


def _same_facts(proof: Proof, registered: Registered) -> bool:
    names = ("name", "title", "series", "speciality", "level", "obtained_on", "authority", "document_number")
    return all(getattr(proof, name) == getattr(registered, name) for name in names)
