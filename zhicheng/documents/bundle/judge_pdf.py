"""Is the file true? Decided from a bundle alone: no register, no network, no clock."""

from datetime import timedelta
from hashlib import sha256

from zhicheng.documents.bundle.answer import Answer, Checks, answer, answer_on, in_term, on_list
from zhicheng.documents.bundle.keys import certificates_for
from zhicheng.documents.bundle.read import Bundle
from zhicheng.documents.handed_in import strange_pdf
from zhicheng.documents.marks import code_texts_in
from zhicheng.documents.papers.verify import verify_pdf
from zhicheng.documents.proof_code import BadProof, ForgedProof, Proof, read_proof
from zhicheng.documents.verification import Check, Standing
from zhicheng.documents.words.of_verdicts import OTHER_CODE

SEAL_TO_ISSUE = timedelta(days=7)  # so long a sealed file may wait for its entry in the log
NEWER_FILE = "签章有效，但核验包里没有这个文件：它可能在核验包之后才颁发。请取得较新的核验包，或联网核验。"
SEAL_SHAKEN = "文件与签发的原件逐字节相同，但它的签章在这里不能确认。"


def judge_pdf(pdf: bytes, bundle: Bundle) -> Answer:
    """The answer on a PDF: its whole digest must be on the list, its seal must hold, its code must be its own."""
    listed = bundle.issued.find(sha256(pdf).hexdigest())
    if listed is None:
        return _unlisted(pdf, bundle)
    seal = verify_pdf(
        pdf, trusted_pem=certificates_for(listed.position, bundle.seals), authorities_pem=bundle.authorities_pem
    )
    if not listed.number:
        return answer(bundle, Standing.DOCUMENT, "", Checks(Check.HOLDS, Check.HOLDS if seal.sound else Check.NOT_MADE))
    if not seal.sound:
        return answer(bundle, Standing.UNAVAILABLE, SEAL_SHAKEN, Checks(whole_file=Check.HOLDS))
    try:
        proof = _proof_inside(pdf, bundle)
    except BadProof:
        proof, own = None, False
    else:
        own = proof is None or (proof.number == listed.number and in_term(proof, listed, bundle))
    if not own:
        checks = Checks(whole_file=Check.HOLDS, seal=Check.HOLDS, proof=Check.FAILS)
        return answer(bundle, Standing.ALTERED, OTHER_CODE, checks)
    checked = Checks(Check.HOLDS, Check.HOLDS, Check.HOLDS if proof else Check.NOT_MADE)
    return on_list(bundle, listed, proof, checked, "")


def _unlisted(pdf: bytes, bundle: Bundle) -> Answer:
    """A new seal or stamp that holds was perhaps issued since, or is by whoever stole the key: no word on it."""
    trusted = certificates_for(bundle.log_size, bundle.seals)
    seal = verify_pdf(pdf, trusted_pem=trusted, authorities_pem=bundle.authorities_pem)
    since = bundle.as_of - SEAL_TO_ISSUE
    if seal.sound and any(at is not None and at > since for at in (seal.signed_at, *seal.stamped_at)):
        return answer(bundle, Standing.UNAVAILABLE, NEWER_FILE, Checks(seal=Check.HOLDS))
    every_seal = "".join(one.pem for one in bundle.seals).encode()
    return answer_on(strange_pdf(pdf, seals_pem=every_seal, sites=bundle.sites), bundle.as_of)


def _proof_inside(pdf: bytes, bundle: Bundle) -> Proof | None:
    """The facts in the file's own code; None where it has none, as in early editions. Raises BadProof."""
    found = {read_proof(text, bundle.proof_keys) for text in code_texts_in(pdf, bundle.sites)}
    if len(found) > 1:
        raise ForgedProof("two codes in one file")
    return next(iter(found), None)
