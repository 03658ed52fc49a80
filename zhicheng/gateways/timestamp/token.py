"""Check a time stamp authority's answer: to this very question, of this minute, signed by whom we trust."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import algos, cms, core, tsp
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.sign.general import CMSExtractionError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from zhicheng.gateways.timestamp import NoTimestamp

CLOCKS_DIFFER_BY = timedelta(minutes=5)
READING_FAULTS = (ValueError, TypeError, KeyError, AttributeError, IndexError)


class Answer(core.Sequence):  # type: ignore[misc]
    """TimeStampResp (RFC 3161 clause 2.4.2); a refusal has no token, which the library's own class does not know."""

    _fields = [("status", tsp.PKIStatusInfo), ("time_stamp_token", cms.ContentInfo, {"optional": True})]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a digest, with a number used once."""

    sha256: bytes
    nonce: int
    policy: str = ""

    def encoded(self) -> bytes:
        """The question in DER; the authority is asked to send its certificates."""
        imprint = {"hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}), "hashed_message": self.sha256}
        asked = {"version": "v1", "message_imprint": imprint, "nonce": self.nonce, "cert_req": True}
        encoded: bytes = tsp.TimeStampReq(asked | ({"req_policy": self.policy} if self.policy else {})).dump()
        return encoded


def read_answer(raw: bytes, asked: Question, *, authorities_pem: bytes, now: datetime) -> bytes:
    """The token (DER) in the answer. Raises NoTimestamp for one that is refused, another's, old, or not trusted."""
    try:
        answer = Answer.load(raw, strict=True)
        status = answer["status"]["status"].native
        if status not in ("granted", "granted_with_mods"):
            raise NoTimestamp(f"the authority refused: {status}")
        token = answer["time_stamp_token"]
        if token["content_type"].native != "signed_data":
            raise NoTimestamp("the token is not signed")
        info = token["content"]["encap_content_info"]["content"].parsed
        _require_of(info, asked, now)
        _require_trusted(token["content"], asked, authorities_pem, info["gen_time"].native)
    except READING_FAULTS as fault:
        raise NoTimestamp(f"the answer cannot be read: {type(fault).__name__}") from fault
    encoded: bytes = token.dump()
    return encoded


def _require_of(info: tsp.TSTInfo, asked: Question, now: datetime) -> None:
    imprint = info["message_imprint"]
    if imprint["hash_algorithm"]["algorithm"].native != "sha256" or imprint["hashed_message"].native != asked.sha256:
        raise NoTimestamp("the token is over another digest")
    if info["nonce"].native != asked.nonce:
        raise NoTimestamp("the token answers another question")
    if asked.policy and info["policy"].native != asked.policy:
        raise NoTimestamp("the token was made under another policy")
    if abs(info["gen_time"].native - now) > CLOCKS_DIFFER_BY:
        raise NoTimestamp(f"the authority's clock says {info['gen_time'].native.isoformat()}, ours {now.isoformat()}")


def _require_trusted(signed: object, asked: Question, authorities_pem: bytes, at: datetime) -> None:
    roots = list(load_certs_from_pemder_data(authorities_pem))
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=at)
    try:
        said = asyncio.run(validate_tst_signed_data(signed, context, lambda _: asked.sha256))
    except (SignatureValidationError, CMSExtractionError) as fault:
        raise NoTimestamp(f"the token is not valid: {fault}") from fault
    status = TimestampSignatureStatus(**said)
    if not (status.intact and status.valid and status.trusted):
        raise NoTimestamp("the token is not signed by an authority that we trust, or not for this purpose")
