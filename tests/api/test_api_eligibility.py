"""POST /api/v1/eligibility answers as the command line does, and tells every fault in one shape."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from django.db.utils import OperationalError
from django.test import Client

from tests.api.asking import ELIGIBILITY, JSON, ask, faults, worked_cases
from zhicheng.api.described import example_facts
from zhicheng.cli import main
from zhicheng.policy.packs import load_pack, pack_ids

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HUZHOU = load_pack("huzhou-2024")
FACTS = example_facts(HUZHOU)
BARE = {"target": {"level": "assistant", "series": "engineering"}}


@pytest.mark.parametrize("facts", worked_cases("huzhou-2024"))
def test_the_command_line_and_the_api_give_the_same_bytes(
    facts: Any, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
    assert main(["check", str(file), "--policy", "huzhou-2024", "--json"]) == 0
    response = ask(file.read_bytes(), policy="huzhou-2024")
    assert response.status_code == 200
    assert response["Content-Type"] == JSON
    assert response.content == capsysbinary.readouterr().out


def test_every_pack_can_be_asked_by_its_id() -> None:
    for pack_id in pack_ids():
        answer = ask(BARE, policy=pack_id)
        assert answer.status_code == 200, answer.content.decode()
        assert answer.json()["policy"]["id"] == pack_id


def test_without_a_policy_the_deployment_s_own_answers(settings: Any) -> None:
    settings.ZHICHENG_POLICY = "huzhou-2024"
    assert ask(BARE).json()["policy"]["id"] == "huzhou-2024"


def test_without_a_day_years_are_counted_to_the_day_of_the_platform_s_clock(settings: Any) -> None:
    settings.ZHICHENG_CLOCK = "tests.page_clock.clock"
    told = {**FACTS, "as_of": None, "person": {"punished_until": "2024-01-01"}}
    barred = next(one for one in ask(told).json()["findings"] if one["condition"] == "not_barred")
    assert "2024-" in barred["because"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b" ", "$: 不是 JSON"),
        (b"{", "$: 不是 JSON"),
        (b"[]", "$: 应为对象"),
        (b"null", "$: 应为对象"),
        (b"\xff\xfe", "$: 不是 JSON"),
        (b'{"as_of": NaN}', "$: 不是 JSON"),
        (b'{"as_of": 1e999}', "as_of: 不是日期"),
        (b'{"target": {}, "target": {}}', "$: 不是 JSON：字段重复：target"),
        (b"[" * 30_000 + b"]" * 30_000, "$: 不是 JSON"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "$: 不是 JSON"),
        (b'{"as_of": ' + b"9" * 6000 + b"}", "$: 不是 JSON"),
        (b'{"\\ud800": 1}', "\ud800: 没有这个字段"),
        (b'{"a\\nb": 1}', "a b: 没有这个字段"),
        (b'{"target": {"level": "king"}}', "target.level: 没有这个代码：'king'"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_path(body: bytes, told: str) -> None:
    response = ask(body)
    assert response.status_code == 422
    assert any(line.startswith(told) for line in faults(response)), faults(response)


def test_every_fault_has_a_line_of_its_own() -> None:
    wrong = {**FACTS, "as_of": "2024-06-31", "colour": "red", "work": [{"from": "2024-02-01", "to": "2024-01-01"}]}
    lines = faults(ask(wrong))
    assert [line.partition(":")[0] for line in lines] == ["colour", "as_of", "work[0].to"]


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json; charset=utf-8", 200),
        ("application/json; charset=gbk", 415),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
        ("", 415),
    ],
)
def test_only_json_in_utf_8_is_read(kind: str, status: int) -> None:
    response = ask(FACTS, kind=kind)
    assert response.status_code == status
    assert status == 200 or faults(response)


def test_a_body_beyond_64_kilobytes_is_not_read() -> None:
    assert ask(b" " * (64 * 1024 - 2) + b"[]").status_code == 422
    for length in (64 * 1024 + 1, 3 * 1024 * 1024):
        response = ask(b" " * length)
        assert response.status_code == 413
        assert faults(response) == ["$: 内容超过 64 kB"]


def test_what_comes_in_chunks_is_asked_for_with_its_length() -> None:
    response = ask(b"", headers={"Transfer-Encoding": "chunked", "Content-Type": JSON})
    assert response.status_code == 411
    assert faults(response)


def test_a_policy_that_nobody_knows_is_told_with_those_that_are() -> None:
    for name in ("atlantis-2024", "../../etc", "", "x" * 3000, "%00"):
        response = ask(FACTS, policy=name or "%20")
        assert response.status_code == 404
        assert "huzhou-2024" in faults(response)[0]


def test_a_parameter_that_would_be_overlooked_is_told() -> None:
    for asked in ("polcy=huzhou-2024", "policy=huzhou-2024&policy=tiaozhou-2024"):
        response = Client().post(f"{ELIGIBILITY}?{asked}", FACTS, content_type=JSON)
        assert response.status_code == 422
        assert len(faults(response)) == 1


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch", "options"])
def test_another_method_is_told_in_the_same_shape(method: str) -> None:
    response = getattr(Client(), method)(ELIGIBILITY)
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert faults(response)


def test_an_address_that_is_not_there_is_told_in_the_same_shape() -> None:
    for address in (f"{ELIGIBILITY}/", "/api/v1/nothing", "/api/v1/x/y"):
        response = Client().post(address, b"{}", content_type=JSON)
        assert response.status_code == 404
        assert faults(response)


def test_nothing_that_is_sent_is_kept_set_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "特别的专业七七"
    for body in ({**BARE, "target": {**BARE["target"], "speciality": secret}}, {secret: 1}):
        response = ask(body)
        assert response["Cache-Control"] == "no-store"
        assert not response.cookies
    assert secret not in caplog.text


def test_a_flood_from_one_address_meets_a_dam(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhicheng.api.urls.AT_MOST", 3)
    ask(FACTS)
    visitor = Client()
    statuses = [visitor.post(ELIGIBILITY, FACTS, content_type=JSON).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    response = visitor.post(ELIGIBILITY, FACTS, content_type=JSON)
    assert faults(response)
    assert response["Retry-After"] == "60"


def test_a_database_that_is_away_is_told_with_the_time_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(pack_id: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("zhicheng.api.v1.asked_pack", away)
    response = ask(FACTS)
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert faults(response)


def test_a_fault_of_our_own_is_told_without_a_word_of_what_was_sent(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(facts: Any, pack: Any) -> None:
        raise RuntimeError(f"about {facts}")

    monkeypatch.setattr("zhicheng.api.v1.check", breaks)
    response = ask(FACTS)
    assert response.status_code == 500
    assert faults(response) == ["$: 系统出错，没有答复，请稍后再试"]
    assert "RuntimeError" in caplog.text
    assert "机械" not in caplog.text
