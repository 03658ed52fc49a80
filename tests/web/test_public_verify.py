"""证书核验 as anybody uses it: by number and name, by file, by QR code, with nothing stored and nothing given away."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection

from tests.clock import at
from tests.issuing import reserve_one
from tests.log_acts import a_sealed_certificate, revoked
from tests.stories import decided
from tests.web.public_visitor import Visitor, words
from zhicheng.domain.numbering import certificate_number

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def _front_stamps_arrivals(settings: object) -> None:
    settings.ZHICHENG_ARRIVAL_HEADER = "X-Request-Start"  # type: ignore[attr-defined]


def ask(visitor: Visitor, number: str, name: str) -> Any:
    return visitor.post("/verify/number", number=number, name=name)


def hand_in(visitor: Visitor, content: bytes, name: str = "证书.pdf") -> Any:
    return visitor.post("/verify/file", file=SimpleUploadedFile(name, content, "application/pdf"))


def test_number_and_name_however_typed_give_the_whole_name_and_the_three_lines() -> None:
    story, certificate, _ = a_sealed_certificate()
    typed = f" {certificate.number.replace('-', ' ').lower()} "
    page = words(ask(Visitor(story.now), typed, "沈喆"))
    for said in ("真实有效", "沈喆", "文件完整", "登记状态", "签发机关", certificate.stated["document_number"]):
        assert said in page
    assert 'class="finding is-valid"' in page
    assert "要核对全名" not in page


def test_a_wrong_name_and_a_number_never_given_look_alike() -> None:
    story, certificate, _ = a_sealed_certificate()
    visitor = Visitor(story.now)
    never_given = certificate_number("330500", 2024, 4, 99_999)

    def finding(number: str, name: str) -> str:
        page = words(ask(visitor, number, name))
        return page.split('<section class="finding')[1].split("</section>")[0]

    assert "查无此证" in finding(certificate.number, "沈哲")
    assert finding(certificate.number, "沈哲") == finding(never_given, "沈喆")


def test_a_slip_in_the_number_is_told_before_anything_is_looked_up() -> None:
    page = words(ask(Visitor(at("2024-12-02")), "330500-2024-4-00017-0", "沈喆"))
    assert "这不是本平台的证书编号" in page
    assert 'value="330500-2024-4-00017-0"' in page
    assert 'value="沈喆"' in page
    assert 'class="finding' not in page


def test_the_original_file_is_valid_and_its_name_stays_masked() -> None:
    story, _, signed = a_sealed_certificate()
    response = hand_in(Visitor(story.now), signed)
    page = words(response)
    assert "真实有效" in page
    assert "沈**" in page
    assert "沈喆" not in page
    assert "要核对全名，请用编号和姓名核验" in page
    assert response["Cache-Control"] == "no-store"


def test_a_file_changed_by_one_bit_is_called_altered() -> None:
    story, _, signed = a_sealed_certificate()
    changed = bytearray(signed)
    changed[len(changed) // 3] ^= 1
    page = words(hand_in(Visitor(story.now), bytes(changed)))
    assert "被篡改或非本平台签发" in page
    assert "沈**" not in page


def test_a_code_answers_with_a_masked_name_and_is_closed_to_machines() -> None:
    story, certificate, _ = a_sealed_certificate()
    response = Visitor(story.now).get(f"/v/{certificate.handle}")
    page = words(response)
    assert response.status_code == 200
    assert "真实有效" in page
    assert "沈**" in page
    assert "沈喆" not in page
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Cache-Control"] == "no-store"
    assert "真实有效" in words(Visitor(story.now).get(f"/v/{certificate.handle.upper()}"))


def test_a_number_only_reserved_and_a_code_of_nothing_are_unknown() -> None:
    story = decided()
    reserved = reserve_one(story.case.pk, now=story.now)
    visitor = Visitor(story.now)
    assert "查无此证" in words(ask(visitor, reserved.number, "沈喆"))
    assert visitor.get(f"/v/{reserved.handle}").status_code == 404
    assert "查无此证" in words(visitor.get("/v/abcdefgh"))


def test_a_revoked_certificate_says_so_with_its_day_in_all_three_ways() -> None:
    story, certificate, signed = a_sealed_certificate()
    revoked(story)
    visitor = Visitor(story.now + timedelta(days=1))
    day = f"{story.now:%Y年}{story.now.month}月{story.now.day}日"
    for response in (
        ask(visitor, certificate.number, "沈喆"),
        hand_in(visitor, signed),
        visitor.get(f"/v/{certificate.handle}"),
    ):
        page = words(response)
        assert 'class="finding is-revoked"' in page
        assert day in page
        assert "学历证书系伪造" not in page


def test_a_register_that_does_not_answer_is_no_word_against_the_certificate() -> None:
    story, certificate, _ = a_sealed_certificate()

    def no_register(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "documents_certificate" in sql:
            raise DatabaseError("the register is away")
        return execute(sql, params, many, context)

    visitor = Visitor(story.now)
    with connection.execute_wrapper(no_register):
        response = ask(visitor, certificate.number, "沈喆")
    assert response.status_code == 503
    assert "暂时无法核验" in words(response)
    assert "查无此证" not in words(response)


def test_what_is_no_pdf_is_told_to_use_number_and_name() -> None:
    page = words(hand_in(Visitor(at("2024-12-02")), b"\xff\xd8\xff\xe0 a photograph", "证书.jpg"))
    assert "不能按文件核验" in page
    assert "这是图片" in page
    assert 'href="/verify/#number-title"' in page
    assert "tone-stop" not in page.split('<section class="finding')[1].split("</section>")[0]


def test_a_missing_and_an_empty_file_are_told() -> None:
    visitor = Visitor(at("2024-12-02"))
    assert "请上传证书文件" in words(visitor.post("/verify/file"))
    assert "这个文件是空的" in words(hand_in(visitor, b""))


def test_a_file_of_forty_megabytes_is_refused_in_words() -> None:
    page = words(hand_in(Visitor(at("2024-12-02")), b"%PDF-1.7" + b"0" * (40 * MEGABYTE)))
    assert "文件超过 10 MB" in page


def test_a_browser_tells_of_a_file_that_is_too_big_in_the_same_words() -> None:
    page = words(Visitor(at("2024-12-02")).get("/verify/"))
    assert 'data-too-big="文件超过 10 MB' in page
    assert "压缩" not in page


def test_a_file_near_the_limit_never_touches_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> BytesIO:
        raise AssertionError("a file was written")

    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", refuse)
    page = words(hand_in(Visitor(at("2024-12-02")), b"%PDF-1.7" + b"0" * (9 * MEGABYTE)))
    assert "查无此证" in page


def test_a_file_from_another_site_is_not_taken() -> None:
    visitor = Visitor(at("2024-12-02"))
    visitor.client.handler.enforce_csrf_checks = True
    assert hand_in(visitor, b"%PDF-1.7").status_code == 403


@pytest.mark.parametrize("address", ["/verify/number", "/verify/file"])
def test_going_back_to_the_address_of_a_form_leads_to_the_page(address: str) -> None:
    response = Visitor(at("2024-12-02")).get(address)
    assert response.status_code == 302
    assert response["Location"] == "/verify/"


def test_guessing_numbers_meets_a_dam() -> None:
    visitor = Visitor(at("2024-12-02"))
    numbers = [certificate_number("330500", 2024, 4, serial) for serial in range(1, 32)]
    answers = [ask(visitor, number, "沈喆") for number in numbers]
    assert [one.status_code for one in answers] == [200] * 30 + [429]
    assert answers[-1]["Retry-After"] == "60"
