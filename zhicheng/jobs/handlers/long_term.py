"""Raise issued certificates so that they can be checked for decades, and stamp them anew before the last stamp ages."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from zhicheng.documents.actions.raise_certificate import file_to_raise, file_to_renew, raise_certificate
from zhicheng.documents.long_term.containers import sealed_part, signer_of
from zhicheng.documents.long_term.evidence import Evidence
from zhicheng.documents.long_term.raising import Raised, Services, raise_file, renew_file
from zhicheng.documents.models import Paper
from zhicheng.documents.papers.verify import LONG_TERM, verify_pdf
from zhicheng.gateways.fetch import Unreachable
from zhicheng.gateways.revocation import CertificateRevoked, NoStanding, revocations
from zhicheng.gateways.timestamp import NoTimestamp, authorities_pem, timestamp_authority
from zhicheng.jobs.clock import real_now
from zhicheng.outbox.deliver import Hopeless, Silent, renew

RENEW_BEFORE = timedelta(days=180)
REST_SECONDS = 60.0

Payload = dict[str, Any]


class NotRaised(Exception):
    """What came of it is not the level that was wanted; nothing of it is kept."""


class Rest:
    """After a service could not be reached nobody asks it for a while: other work does not wait for its silence."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._until, self._why = clock, 0.0, ""

    def begin(self, why: str) -> None:
        self._until, self._why = self._clock() + REST_SECONDS, why

    def end(self) -> None:
        self._until = self._clock()

    def require_over(self) -> None:
        """Raises Silent, with why, until the rest is over."""
        if self._clock() < self._until:
            raise Silent(self._why)


rest = Rest()


def raise_one(payload: Payload, now: datetime) -> None:
    """The certificate's first time stamps; nothing where no authority is named in the settings."""
    if settings.ZHICHENG_TIMESTAMP_URL:
        rest.require_over()
        _keep(payload["certificate"], file_to_raise(payload["certificate"]), raise_file, now)


def renew_one(payload: Payload, now: datetime) -> None:
    """Another time stamp on a raised certificate, before the certificate of its last one ends."""
    if settings.ZHICHENG_TIMESTAMP_URL:
        rest.require_over()
        _keep(payload["certificate"], file_to_renew(payload["certificate"], payload["sha256"]), renew_file, now)


def renew_on(valid_until: datetime, now: datetime) -> datetime:
    """When a file is due for its next stamp: half a year before the last one's certificate ends, or a quarter of the
    time that is left where that is less."""
    return valid_until - min(RENEW_BEFORE, (valid_until - now) / 4)


def _keep(certificate_id: int, paper: Paper | None, work: Callable[[bytes, Services], Raised], now: datetime) -> None:
    if paper is None:
        return
    raised = _asked(lambda: work(bytes(paper.content), _services()))
    _require_long_term(raised.content)
    raise_certificate(
        certificate_id, raised.content, made_from=paper, renew_on=renew_on(raised.valid_until, now), now=now
    )


def _asked(work: Callable[[], Raised]) -> Raised:
    try:
        return work()
    except CertificateRevoked as fault:
        raise Hopeless(f"印章或时间戳机构的证书已被吊销，不能再加盖时间戳，请联系证书服务机构：{fault}") from fault
    except (NoTimestamp, NoStanding) as fault:
        why = f"时间戳服务或证书状态服务暂时没有可用的答复，稍后自动再试：{fault}"
        if isinstance(fault.__cause__, Unreachable):
            rest.begin(why)
        raise Silent(why) from fault


def _services() -> Services:
    stamps, standings, authorities = timestamp_authority(), revocations(), authorities_pem()

    def stamp(digest: bytes) -> bytes:
        renew()
        return stamps.token_over(digest, now=real_now())

    def standing(certificate: bytes, issuer: bytes) -> Evidence:
        renew()
        found = standings.standing_of(certificate, issuer, now=real_now())
        answers, lists = ((one,) if one else () for one in (found.answer, found.revoked_list))
        return Evidence(found.responders, answers, lists)

    return Services(stamp, standing, authorities)


def _require_long_term(content: bytes) -> None:
    """Check what was made as anybody would, before it is kept for good."""
    seal = signer_of(sealed_part(content).padded).public_bytes(Encoding.PEM)
    verdict = verify_pdf(content, trusted_pem=seal, authorities_pem=authorities_pem())
    if not verdict.sound or verdict.level != LONG_TERM:
        raise NotRaised(f"加盖时间戳后的文件没有达到 {LONG_TERM}（{verdict.level or '无'}），没有留存")
