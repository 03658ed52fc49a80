"""The holder and whoever verifies read where the certificate stands in the public log; the holder gets the proof."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import sign_in
from tests.log_acts import an_issued_certificate, revoked
from tests.web.public_visitor import Visitor
from zhicheng.documents.actions.sign_log_head import sign_log_head

pytestmark = pytest.mark.django_db


def page_of(client: Client, story: Any) -> str:
    return client.get(f"/my/cases/{story.case.handle}/").content.decode()


def test_the_holder_reads_the_position_and_downloads_the_proof(client: Client) -> None:
    story, certificate = an_issued_certificate()
    sign_in(client, story.person)
    address = f"/my/cases/{story.case.handle}/log-proof"
    before = page_of(client, story)
    assert "颁发已记入公开登记簿第 1 条" in before
    assert "登记证明正在生成" in before
    assert client.get(address).status_code == 404
    sign_log_head(now=story.now)
    assert address in page_of(client, story)
    answer = client.get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"
    told = answer.json()
    assert [act["index"] for act in told["acts"]] == [0]
    assert certificate.number in told["acts"][0]["entry"]
    assert story.person.name not in answer.content.decode()


def test_nobody_else_gets_the_proof(client: Client) -> None:
    mine, _ = an_issued_certificate()
    sign_log_head(now=mine.now)
    other, _ = an_issued_certificate(b"%PDF-1.7 another")
    sign_in(client, other.person)
    assert client.get(f"/my/cases/{mine.case.handle}/log-proof").status_code == 404


def test_after_a_revocation_both_acts_are_told_to_the_holder_and_to_whoever_verifies(client: Client) -> None:
    story, certificate = an_issued_certificate()
    revoked(story)
    sign_log_head(now=story.now)
    sign_in(client, story.person)
    assert "撤销已记入公开登记簿第 2 条" in page_of(client, story)
    assert len(client.get(f"/my/cases/{story.case.handle}/log-proof").json()["acts"]) == 2
    verified = (
        Visitor(story.now).post("/verify/number", number=certificate.number, name=story.person.name).content.decode()
    )
    assert "颁发记在公开登记簿第 1 条，撤销记在第 2 条" in verified


def test_whoever_scans_the_code_reads_the_position() -> None:
    story, certificate = an_issued_certificate()
    assert "颁发记在公开登记簿第 1 条" in Visitor(story.now).get(f"/v/{certificate.handle}").content.decode()
