"""An issued certificate becomes long-lasting in the worker: once, whatever happens, and never at another's expense."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.log_acts import an_issued_certificate
from tests.stories import Story, decided
from tests.trust_world import SEALED_AT, honest, serving
from zhicheng.documents import log_check
from zhicheng.documents.actions.raise_certificate import file_to_raise, raise_certificate
from zhicheng.documents.file_verification import verify_file
from zhicheng.documents.models import Certificate, LogEntry, Paper
from zhicheng.documents.papers.verify import verify_pdf
from zhicheng.documents.public_queries import certificate_by_digest
from zhicheng.documents.queries import paper_for, papers_of_case
from zhicheng.documents.verification import Standing
from zhicheng.domain.given import given
from zhicheng.domain.issue_log import LogKind
from zhicheng.gateways.eseal import seal
from zhicheng.gateways.eseal.trial_seal import TIMESTAMP_CERTIFICATE
from zhicheng.gateways.revocation import Standing as OfCertificate
from zhicheng.gateways.standin.trust import REVOKED_NOW, TrustServices
from zhicheng.gateways.timestamp import authorities_pem
from zhicheng.jobs.clock import platform_now
from zhicheng.jobs.handlers import long_term
from zhicheng.jobs.handlers.long_term import NotRaised, Rest, raise_one, renew_one
from zhicheng.jobs.worker import carry_out_all_due
from zhicheng.outbox.deliver import TRIES, Silent
from zhicheng.outbox.models import Message

pytestmark = pytest.mark.django_db


@dataclass
class Services:
    """The trust services beside the platform's own seal; each question is counted, and silence can be had."""

    settings: Settings
    url: str
    asked: list[str] = field(default_factory=list)
    silent: bool = False


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    long_term.rest.end()
    seal()  # makes the folder
    answers = honest(TrustServices(Path(settings.ZHICHENG_SEAL_DIR)))

    def answer(path: str, body: bytes) -> tuple[int, str, bytes] | None:
        found.asked.append(path)
        return None if found.silent else answers(path, body)

    with serving(answer) as url:
        settings.ZHICHENG_TIMESTAMP_URL = f"{url}/timestamp"
        settings.ZHICHENG_OCSP_URL, settings.ZHICHENG_CRL_URL = f"{url}/ocsp", f"{url}/root.crl"
        found = Services(settings, url)
        yield found


def issued(story: Story) -> Certificate:
    """The certificate of a decided case, drawn up and sealed by the worker; the raising is left."""
    carry_out_all_due(story.now, leave=("certificate.raise",))
    return story.case.certificates.get()


def the_raise(certificate: Certificate) -> Message:
    return Message.objects.get(topic="certificate.raise", payload__certificate=certificate.pk)


def content_of(paper: Paper | None) -> bytes:
    return bytes(given(paper).content)


def test_the_worker_raises_what_it_issued_once_and_hands_it_out_as_the_same_certificate(services: Services) -> None:
    story = decided()
    certificate = issued(story)
    carry_out_all_due(story.now)
    certificate.refresh_from_db()

    before, after = content_of(certificate.paper), content_of(certificate.long_term)
    assert after.startswith(before)
    verdict = verify_pdf(after, trusted_pem=seal().certificate_pem, authorities_pem=authorities_pem())
    assert (verdict.sound, verdict.level) == (True, "B-LTA")
    for content in (before, after):
        found = verify_file(content, trusted_pem=seal().certificate_pem)
        assert found.standing is Standing.VALID
        assert given(found.certificate).number == certificate.number
    entry = LogEntry.objects.get(certificate=certificate, kind=LogKind.TIMESTAMPING.value)
    assert entry.file_sha256 == given(certificate.long_term).sha256
    assert given(certificate.long_term).key == f"certificate-lta:{certificate.handle}"
    assert list(log_check.faults()) == []
    assert the_raise(certificate).done_at

    asked, papers, entries = len(services.asked), Paper.objects.count(), LogEntry.objects.count()
    raise_one({"certificate": certificate.pk}, story.now)
    made_from = given(certificate.paper)
    raise_certificate(certificate.pk, b"another", made_from=made_from, renew_on=story.now, now=story.now)
    assert (len(services.asked), Paper.objects.count(), LogEntry.objects.count()) == (asked, papers, entries)
    assert Message.objects.filter(topic="certificate.renew").count() == 1

    for reader in (story.me, story.head, story.bureau_clerk):
        assert paper_for(reader, made_from.handle, now=story.now).pk == certificate.long_term_id
        (card,) = (one for one in papers_of_case(reader, story.case) if one.kind == "certificate")
        assert card.is_stamped
        assert card.sha256 == given(certificate.long_term).sha256


class PowerCut(Exception):
    """The machine stops."""


@contextlib.contextmanager
def cut_before_commit() -> Iterator[None]:
    with contextlib.suppress(PowerCut), transaction.atomic():
        yield
        raise PowerCut


def test_a_kill_before_the_commit_leaves_nothing_and_the_repeat_leaves_one(services: Services) -> None:
    story = decided()
    certificate = issued(story)
    for _ in range(3):
        with cut_before_commit():
            raise_one({"certificate": certificate.pk}, story.now)
        certificate.refresh_from_db()
        assert certificate.long_term is None
        assert not Paper.objects.filter(key__startswith="certificate-lta:").exists()
    raise_one({"certificate": certificate.pk}, story.now)
    assert Paper.objects.filter(key__startswith="certificate-lta:").count() == 1
    assert LogEntry.objects.filter(kind=LogKind.TIMESTAMPING.value).count() == 1
    assert list(log_check.faults()) == []


def test_silent_services_delay_and_are_shown_but_the_certificate_is_there(services: Services) -> None:
    story = decided()
    services.silent = True
    certificate = issued(story)
    now = story.now
    for _ in range(TRIES + 3):
        long_term.rest.end()
        carry_out_all_due(now)
        now += timedelta(minutes=20)
    message, asked = the_raise(certificate), len(services.asked)
    with pytest.raises(Silent, match="稍后自动再试"):
        raise_one({"certificate": certificate.pk}, now)
    assert len(services.asked) == asked  # nobody is asked for a while, so that other work goes on
    assert (message.done_at, message.given_up_at) == (None, None)
    assert "稍后自动再试" in message.last_error
    certificate.refresh_from_db()
    assert certificate.state == Certificate.ISSUED
    assert paper_for(story.me, given(certificate.paper).handle, now=now).pk == certificate.paper_id

    services.silent = False
    long_term.rest.end()
    carry_out_all_due(now)
    certificate.refresh_from_db()
    assert certificate.long_term is not None
    assert the_raise(certificate).last_error == ""


def test_a_revoked_seal_is_told_at_once_and_raised_only_on_request(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    story = decided()
    certificate = issued(story)
    own = x509.load_pem_x509_certificate(seal().certificate_pem)
    revoked = Path(services.settings.ZHICHENG_SEAL_DIR) / REVOKED_NOW
    revoked.write_text(f"{own.serial_number:x}\n")
    try:
        carry_out_all_due(story.now)
    finally:
        revoked.unlink()
    message = the_raise(certificate)
    assert message.given_up_at == story.now
    assert message.attempts == 1
    assert "已被吊销" in message.last_error
    certificate.refresh_from_db()
    assert certificate.long_term is None

    for said in ("1 份", "1 份"):
        call_command("raise_certificates")
        assert said in capsys.readouterr().out
    carry_out_all_due(platform_now() + timedelta(seconds=1))
    certificate.refresh_from_db()
    assert certificate.long_term is not None
    call_command("raise_certificates")
    assert "0 份" in capsys.readouterr().out


class SaysNothing:
    """A service that answers and gives no evidence."""

    def __init__(self, *_: str) -> None:
        """Takes the addresses that the settings name."""

    def standing_of(self, *_: bytes, now: datetime) -> OfCertificate:
        return OfCertificate(b"", b"", ())


def test_what_is_not_to_be_raised_or_does_not_reach_the_level_is_not_kept(services: Services, tmp_path: Path) -> None:
    story = decided()
    certificate = issued(story)
    paper, payload = given(file_to_raise(certificate.pk)), {"certificate": certificate.pk}

    services.settings.ZHICHENG_REVOCATION, usual = f"{__name__}.SaysNothing", services.settings.ZHICHENG_REVOCATION
    with pytest.raises(NotRaised, match="B-LTA"):
        raise_one(payload, story.now)
    services.settings.ZHICHENG_REVOCATION = usual

    services.settings.ZHICHENG_AUTHORITIES = tmp_path / "none.pem"
    with pytest.raises(Silent, match="no roots"):
        raise_one(payload, story.now)

    asked = len(services.asked)
    services.settings.ZHICHENG_TIMESTAMP_URL = ""
    raise_one(payload, story.now)
    services.settings.ZHICHENG_TIMESTAMP_URL = services.url
    long_term.rest.end()
    certificate.state, certificate.revoked_at = Certificate.REVOKED, story.now
    certificate.save()
    raise_one(payload, story.now)
    raise_certificate(certificate.pk, b"late", made_from=paper, renew_on=story.now, now=story.now)
    assert len(services.asked) == asked
    certificate.refresh_from_db()
    assert certificate.long_term is None


def test_the_rest_after_a_silence_ends_by_itself() -> None:
    clock = [0.0]
    rest = Rest(lambda: clock[0])
    rest.require_over()
    rest.begin("没有答复")
    for seconds in (0.0, 1.0, 59.0):
        clock[0] = seconds
        with pytest.raises(Silent, match="没有答复"):
            rest.require_over()
    clock[0] = 61.0
    rest.require_over()


def test_the_next_stamp_is_promised_and_every_file_of_before_stays_known(services: Services) -> None:
    story = decided()
    certificate = issued(story)
    carry_out_all_due(story.now)
    certificate.refresh_from_db()
    first = given(certificate.long_term)
    promised = Message.objects.get(topic="certificate.renew")
    ends = _end_of_stamps(Path(services.settings.ZHICHENG_SEAL_DIR))
    assert promised.due_at == ends - timedelta(days=180)

    renew_one(promised.payload, story.now)
    renew_one(promised.payload, story.now)
    certificate.refresh_from_db()
    second = given(certificate.long_term)
    assert content_of(second).startswith(content_of(first))
    assert second.pk != first.pk
    assert LogEntry.objects.filter(certificate=certificate, kind=LogKind.TIMESTAMPING.value).count() == 2
    assert list(log_check.faults()) == []
    for paper in (certificate.paper, first, second):
        assert given(certificate_by_digest(given(paper).sha256)).number == certificate.number
    assert Message.objects.filter(topic="certificate.renew").count() == 2


def _end_of_stamps(folder: Path) -> datetime:
    own = x509.load_pem_x509_certificate((folder / TIMESTAMP_CERTIFICATE).read_bytes())
    return own.not_valid_after_utc


def test_the_case_is_held_before_its_certificate_as_a_revocation_holds_them() -> None:
    _, certificate = an_issued_certificate()
    made_from = given(certificate.paper)
    with CaptureQueriesContext(connection) as asked:
        raise_certificate(certificate.pk, b"%PDF raised", made_from=made_from, renew_on=SEALED_AT, now=SEALED_AT)
    tables = [found[1] for one in asked if (found := re.match(r'SELECT .* FROM "(\w+)"', one["sql"]))]
    assert tables[:2] == ["cases_case", "documents_certificate"]
