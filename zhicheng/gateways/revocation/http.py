"""A responder and a list of revoked certificates over HTTP."""

import secrets
from datetime import datetime

from cryptography import x509

from zhicheng.gateways.fetch import Address, Unreachable
from zhicheng.gateways.revocation import NoStanding, Standing
from zhicheng.gateways.revocation.answers import ocsp_question, require_not_listed, responders_of

NONCE_BYTES = 16


class HttpRevocations:
    """Asks the responder at `ocsp_url` and fetches the list at `crl_url`, with "" for one that is not had."""

    def __init__(
        self, ocsp_url: str, crl_url: str = "", *, connect_seconds: float = 3.0, total_seconds: float = 5.0
    ) -> None:
        if not ocsp_url and not crl_url:
            raise ValueError("a responder or a list of revoked certificates is needed")
        self._responder, self._list = (
            Address(url, signed=True, connect_seconds=connect_seconds, total_seconds=total_seconds) if url else None
            for url in (ocsp_url, crl_url)
        )

    def standing_of(self, certificate: bytes, issuer: bytes, *, now: datetime) -> Standing:
        """See Revocations."""
        one, above = x509.load_der_x509_certificate(certificate), x509.load_der_x509_certificate(issuer)
        answer, revoked_list, responders = b"", b"", tuple[bytes, ...]()
        try:
            if self._responder:
                nonce = secrets.token_bytes(NONCE_BYTES)
                question = ocsp_question(one, above, nonce)
                answer = self._responder.post(
                    question, sent="application/ocsp-request", wanted="application/ocsp-response"
                )
                responders = responders_of(answer, one, above, nonce=nonce, now=now)
            if self._list:
                revoked_list = self._list.get(wanted="application/pkix-crl")
                require_not_listed(revoked_list, one, above, now=now)
        except Unreachable as fault:
            raise NoStanding(f"whether a certificate is revoked cannot be asked: {fault}") from fault
        return Standing(answer, revoked_list, responders)
