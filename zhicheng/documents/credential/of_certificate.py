"""A certificate as a credential, and what a stranger needs to check one: issuer, keys and type."""

import hmac
from functools import partial
from typing import Any

from django.conf import settings

from zhicheng.documents.credential.claims import ALL, ALWAYS, BY_CHOICE, claims_of
from zhicheng.documents.credential.sd_jwt import Issued, issue, jwk_of
from zhicheng.documents.models import Certificate
from zhicheng.documents.proof_code import kid_of
from zhicheng.documents.proof_key import proof_keys, proof_signing_key
from zhicheng.domain.faults import Refused
from zhicheng.domain.given import given
from zhicheng.domain.issue_log import LogKind

TYPE_PATH, STATUS_PATH = "/credentials/professional-title", "/credentials/status"


def credential_of(certificate: Certificate) -> Issued:
    """The credential of a certificate that counts; asked again it is the same, byte for byte.

    Raises Refused for one that is not issued, was revoked or was replaced. Says nothing of rights.
    """
    if certificate.state != Certificate.ISSUED:
        raise Refused("这份证书现在不是有效状态，不能生成可验证凭证。")
    claims = claims_of(certificate.stated)
    key = proof_signing_key()
    payload = {
        "iss": settings.PUBLIC_URL,
        "vct": settings.PUBLIC_URL + TYPE_PATH,
        "iat": int(given(certificate.issued_at).timestamp()),
        "status": {"status_list": {"idx": _place_of(certificate), "uri": settings.PUBLIC_URL + STATUS_PATH}},
        **{name: value for name, value in claims.items() if name in ALWAYS},
    }
    hidden = {name: value for name, value in claims.items() if name in BY_CHOICE}
    header = {"typ": "dc+sd-jwt", "kid": kid_of(key.public_key()).hex()}
    return issue(payload, hidden, header=header, key=key, salt=partial(_salt, certificate.handle))


def issuer_metadata() -> dict[str, Any]:
    """What stands at /.well-known/jwt-vc-issuer: who issues, and the keys of today and before.

    A key that was stolen is left out, since a wallet knows no position in the log: holders fetch their credential anew.
    """
    keys = [jwk_of(one.public, one.kid.hex()) for one in proof_keys() if one.term.last_position is None]
    return {"issuer": settings.PUBLIC_URL, "jwks": {"keys": keys}}


def type_metadata() -> dict[str, Any]:
    """What stands at the address of the credential's type: its name and claims, in words."""
    described = [
        {"path": [name], "display": [{"lang": "zh-CN", "label": word}], "sd": "never" if name in ALWAYS else "always"}
        for name, word in ALL.items()
    ]
    display = [{"lang": "zh-CN", "name": "专业技术职务任职资格证书", "description": "人社部门颁发的职称证书"}]
    vct = settings.PUBLIC_URL + TYPE_PATH
    return {"vct": vct, "name": "Professional title certificate", "display": display, "claims": described}


def _place_of(certificate: Certificate) -> int:
    return certificate.log_entries.get(kind=LogKind.ISSUE.value).leaf_id


def _salt(handle: str, name: str) -> bytes:
    """Secret and always the same: nobody tries values against a digest, and a second download gives the same file."""
    return hmac.digest(settings.PROOF_KEY, f"credential salt|{handle}|{name}".encode(), "sha256")[:18]
