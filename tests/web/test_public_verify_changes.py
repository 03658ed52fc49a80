"""What anybody is told of a certificate that was replaced, and what anybody takes home to verify without us."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.clock import at
from tests.log_acts import a_sealed_certificate, an_issued_certificate, corrected, revoked
from tests.web.public_visitor import Visitor, words
from tests.web.test_public_verify import hand_in
from zhicheng.documents.bundle.judge_code import judge_code
from zhicheng.documents.bundle.read import Bundle, open_bundle
from zhicheng.documents.verification import Standing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _front_stamps_arrivals(settings: object) -> None:
    settings.ZHICHENG_ARRIVAL_HEADER = "X-Request-Start"  # type: ignore[attr-defined]


def taken(visitor: Visitor, folder: Path) -> Bundle:
    path = folder / "bundle.zip"
    path.write_bytes(visitor.get("/verify/bundle.zip").content)
    return open_bundle(path)


def test_a_replaced_certificate_names_the_new_one_in_every_way_of_asking() -> None:
    story, old = an_issued_certificate()
    new = corrected(story)
    visitor = Visitor(story.now + timedelta(days=1))
    for response in (visitor.post("/verify/number", number=old.number, name="沈喆"), visitor.get(f"/v/{old.handle}")):
        page = words(response)
        assert response.status_code == 200
        assert 'class="finding is-replaced"' in page
        assert "已换发新证" in page
        assert new.number in page
        assert "更正姓名：原证书记载有误" in page
        assert f"/verify/?number={new.number}" in page
        assert "沈哲" not in page  # who knows the old name is not told the new one
    assert "真实有效" in words(visitor.post("/verify/number", number=new.number, name="沈哲"))
    assert "真实有效" in words(visitor.get(f"/v/{new.handle}"))


def test_the_file_of_a_replaced_certificate_is_told_to_be_whole_and_out_of_use() -> None:
    story, old, signed = a_sealed_certificate()
    new = corrected(story)
    page = words(hand_in(Visitor(story.now), signed))
    assert 'class="finding is-replaced"' in page
    assert "文件的每一个字节都与签发时相同。" in page
    assert "二维码签名有效" in page
    assert new.number in page
    assert old.number in page


def test_the_link_to_the_new_certificate_fills_its_number_in() -> None:
    _, certificate = an_issued_certificate()
    visitor = Visitor(at("2024-12-31"))
    assert f'value="{certificate.number}"' in words(visitor.get("/verify/", number=certificate.number))
    strange = words(visitor.get("/verify/", number='"><script>'))
    assert "<script>" not in strange
    assert 'value="&quot;' not in strange


def test_a_revoked_certificate_tells_the_public_reason_and_the_day_and_not_the_facts_of_the_case() -> None:
    story, certificate = an_issued_certificate()
    corrected(story)
    revoked(story)
    page = words(Visitor(story.now + timedelta(days=1)).get(f"/v/{certificate.handle}"))
    assert 'class="finding is-revoked"' in page
    assert "以不正当手段取得" in page
    assert "学历证书系伪造" not in page
    assert "请不要再使用，也不要据此聘任。" in page
    assert "核验新证书" not in page


def test_the_bundle_handed_out_knows_old_new_and_revoked(tmp_path: Path) -> None:
    story, old = an_issued_certificate()
    visitor = Visitor(story.now)
    old_code = old.stated["proof_url"]
    assert judge_code(old_code, taken(visitor, tmp_path)).standing is Standing.VALID
    new = corrected(story)
    bundle = taken(visitor, tmp_path)
    answer = judge_code(old_code, bundle)
    assert (answer.standing, answer.replaced_by) == (Standing.REPLACED, new.number)
    answer = judge_code(new.stated["proof_url"], bundle)
    assert (answer.standing, answer.facts.name if answer.facts else "") == (Standing.VALID, "沈哲")
    revoked(story)
    bundle = taken(visitor, tmp_path)
    assert {judge_code(code, bundle).standing for code in (old_code, new.stated["proof_url"])} == {Standing.REVOKED}


def test_the_downloads_are_attachments_that_name_nobody_and_leave_the_sites_policy_as_it_is() -> None:
    story, certificate = an_issued_certificate()
    visitor = Visitor(story.now)
    for address, kind in (("/verify/bundle.zip", "application/zip"), ("/verify/offline.html", "text/html")):
        response = visitor.get(address)
        assert response["Content-Disposition"].startswith("attachment;")
        assert response["Content-Type"].startswith(kind)
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert "沈喆".encode() not in response.content
    with zipfile.ZipFile(io.BytesIO(visitor.get("/verify/bundle.zip").content)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    for secret in (certificate.stated["name"], certificate.stated["employer"], certificate.handle):
        assert secret.encode() not in everything


def test_a_second_asker_gets_what_was_made_for_the_first() -> None:
    story, _ = an_issued_certificate()
    visitor = Visitor(story.now)
    first = visitor.get("/verify/bundle.zip").content
    with CaptureQueriesContext(connection) as asked:
        assert Visitor(story.now + timedelta(minutes=3)).get("/verify/bundle.zip").content == first
    assert not any("documents_certificate" in query["sql"] for query in asked)
    assert Visitor(story.now + timedelta(minutes=11)).get("/verify/bundle.zip").content != first


def test_whoever_asks_without_end_is_told_to_come_again() -> None:
    visitor = Visitor(at("2024-12-31"))
    statuses = [visitor.get("/verify/bundle.zip").status_code for _ in range(62)]
    assert statuses[:60] == [200] * 60
    assert statuses[60:] == [429, 429]


def test_the_page_of_verification_tells_how_to_do_it_without_us_and_where_the_keys_are() -> None:
    page = words(Visitor(at("2024-12-31")).get("/verify/"))
    for link in ("/verify/offline.html", "/verify/bundle.zip", "/keys/"):
        assert f'href="{link}"' in page
    assert "zhicheng verify" in page
