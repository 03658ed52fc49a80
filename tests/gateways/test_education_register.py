import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread

import pytest

from zhicheng.gateways.education import Degree, Diploma
from zhicheng.gateways.education.http import HttpEducationRecords
from zhicheng.gateways.register import Subject, Unavailable
from zhicheng.gateways.standin.server import StandIn

NOW = datetime(2024, 12, 2, 1, tzinfo=UTC)
SECRET = "shared"
SHEN = Subject("沈喆", "resident_id", "000000199203150014")
PEOPLE = [
    {
        "name": SHEN.name,
        "id_kind": SHEN.id_kind,
        "id_number": SHEN.id_number,
        "schooling": [
            {
                "level": "junior_college",
                "conclusion": "completed",
                "mode": "self_study",
                "date": "2013-12-30",
                "school": "苕州职业技术学院",
                "speciality": "工程测量",
            },
            {
                "level": "second_bachelor",
                "conclusion": "graduated",
                "mode": "full_time",
                "enrolled": "2014-09-01",
                "date": "2016-06-30",
                "school": "苕州学院",
                "speciality": "土木工程",
                "certificate_number": "000001201604000001",
            },
        ],
        "degrees": [
            {"level": "second_bachelor", "date": "2016-06-30", "school": "苕州学院", "speciality": "工学"},
            {"level": "master", "date": "2019-06-30", "school": "苕州大学", "speciality": "建筑与土木工程"},
        ],
    },
    {"name": "慢某", "id_kind": "passport", "id_number": "X0000001", "mark": "slow"},
    {"name": "断某", "id_kind": "passport", "id_number": "X0000002", "marks": {"education": "down"}},
    {"name": "无某", "id_kind": "passport", "id_number": "X0000003", "mark": "unknown"},
]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "people.json"
    file.write_text(json.dumps(PEOPLE), encoding="utf-8")
    return file


@pytest.fixture
def standin(people: Path) -> Iterator[StandIn]:
    with StandIn(0, people, SECRET, slow_seconds=60) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


def records(server: StandIn, secret: str = SECRET, **limits: float) -> HttpEducationRecords:
    return HttpEducationRecords(f"http://127.0.0.1:{server.server_port}", secret, **limits)


def test_the_schooling_on_record_comes_in_our_words(standin: StandIn):
    answer = records(standin).schooling_of(SHEN, now=NOW)
    assert answer.on_record
    assert answer.diplomas == (
        Diploma(
            "junior_college",
            "completed",
            "self_study",
            date(2013, 12, 30),
            None,
            "苕州职业技术学院",
            "工程测量",
            "",
        ),
        Diploma(
            "second_bachelor",
            "graduated",
            "full_time",
            date(2016, 6, 30),
            date(2014, 9, 1),
            "苕州学院",
            "土木工程",
            "000001201604000001",
        ),
    )
    assert answer.degrees == (
        Degree("second_bachelor", date(2016, 6, 30), "苕州学院", "工学", ""),
        Degree("master", date(2019, 6, 30), "苕州大学", "建筑与土木工程", ""),
    )


def test_the_raw_answer_is_kept_in_the_registers_own_words(standin: StandIn):
    evidence = records(standin).schooling_of(SHEN, now=NOW).evidence
    kept = json.loads(evidence.raw)
    assert kept["requestId"] == evidence.request_id
    assert [row["levelCode"] for row in kept["data"]["schooling"]] == ["32", "21"]
    assert evidence.asked_at == NOW
    assert SHEN.id_number.encode() not in evidence.raw


def test_a_register_that_knows_nothing_is_an_answer(standin: StandIn):
    for subject in (Subject("无某", "passport", "X0000003"), Subject("生人", "passport", "X0000009")):
        answer = records(standin).schooling_of(subject, now=NOW)
        assert (answer.on_record, answer.diplomas, answer.degrees) == (False, (), ())
        assert answer.evidence.raw


def test_the_right_number_under_another_name_is_not_found(standin: StandIn):
    assert not records(standin).schooling_of(Subject("沈某", SHEN.id_kind, SHEN.id_number), now=NOW).on_record


def test_a_register_that_is_down_is_silent_and_not_empty(standin: StandIn):
    with pytest.raises(Unavailable) as caught:
        records(standin).schooling_of(Subject("断某", "passport", "X0000002"), now=NOW)
    assert (caught.value.reason, caught.value.words) == ("silent", "暂时没有答复")


def test_a_slow_register_is_silent_after_the_time_given(standin: StandIn):
    with pytest.raises(Unavailable) as caught:
        records(standin, total_seconds=0.3).schooling_of(Subject("慢某", "passport", "X0000001"), now=NOW)
    assert caught.value.reason == "silent"


def test_nobody_listening_is_silence():
    with pytest.raises(Unavailable, match="silent"):
        HttpEducationRecords("http://127.0.0.1:9", SECRET).schooling_of(SHEN, now=NOW)


def test_a_wrong_secret_is_refused(standin: StandIn):
    with pytest.raises(Unavailable, match="refused"):
        records(standin, "other").schooling_of(SHEN, now=NOW)


def test_the_stand_in_reads_its_people_again_when_the_file_changes(standin: StandIn, people: Path):
    newcomer = Subject("新某", "passport", "X0000008")
    assert not records(standin).schooling_of(newcomer, now=NOW).on_record
    person = {"name": "新某", "id_kind": "passport", "id_number": "X0000008"}
    people.write_text("[half a fi", encoding="utf-8")
    assert records(standin).schooling_of(SHEN, now=NOW).on_record
    people.write_text(json.dumps([*PEOPLE, person]), encoding="utf-8")
    assert records(standin).schooling_of(newcomer, now=NOW).on_record


def test_a_plain_address_is_only_for_this_machine():
    with pytest.raises(ValueError, match="https"):
        HttpEducationRecords("http://register.example", SECRET)
    with pytest.raises(ValueError, match="secret"):
        HttpEducationRecords("https://register.example", "")


def test_as_archive_entries_the_answer_reads_without_a_fault(standin: StandIn):
    from zhicheng.domain.archive import read_entry

    answer = records(standin).schooling_of(SHEN, now=NOW)
    for section, rows in (("schooling", answer.diplomas), ("degree", answer.degrees)):
        for row in rows:
            assert read_entry(section, row.as_entry(), today=NOW.date(), source="pulled", files={}).complete
