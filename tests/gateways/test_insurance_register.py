import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

import pytest

from zhicheng.gateways.insurance import InsuredSpan
from zhicheng.gateways.insurance.http import HttpInsuranceRecords
from zhicheng.gateways.register import Subject, Unavailable

NOW = datetime(2024, 12, 2, 1, tzinfo=UTC)
SECRET = "shared"
SHEN = Subject("沈喆", "resident_id", "000000199203150014")
FUTURE = Subject("来某", "passport", "X0000004")
PEOPLE = [
    {
        "name": SHEN.name,
        "id_kind": SHEN.id_kind,
        "id_number": SHEN.id_number,
        "insurance": [
            {"region": "330521", "employer": "苕溪建设有限公司", "from": "2023-11", "to": "2024-02"},
            {"region": "330521", "employer": "苕溪建设有限公司", "from": "2024-04", "to": "2024-11"},
            {"region": "330100", "employer": "江干工程公司", "from": "2022-07", "to": "2022-07"},
        ],
    },
    {"name": "断某", "id_kind": "passport", "id_number": "X0000002", "marks": {"insurance": "down"}},
    {
        "name": FUTURE.name,
        "id_kind": FUTURE.id_kind,
        "id_number": FUTURE.id_number,
        "insurance": [{"region": "330521", "employer": "甲", "from": "2024-12", "to": "2025-01"}],
    },
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    people = tmp_path_factory.mktemp("standin") / "people.json"
    people.write_text(json.dumps(PEOPLE), encoding="utf-8")
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "zhicheng.gateways.standin", "--port", "0", "--people", str(people)]
    with subprocess.Popen(
        [*command, "--secret", SECRET], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as program:
        assert program.stdout
        found = re.search(r"http://127\.0\.0\.1:[0-9]+", program.stdout.readline())
        assert found
        yield found.group()
        program.terminate()


def test_the_program_says_that_it_is_well(address: str):
    with urlopen(f"{address}/health") as answer:
        assert json.load(answer) == {"ok": True, "people": 3}


def test_months_come_as_spans_in_order_of_time_with_their_gaps(address: str):
    answer = HttpInsuranceRecords(address, SECRET).months_of(SHEN, now=NOW)
    assert answer.spans == (
        InsuredSpan("330100", "江干工程公司", "2022-07", "2022-07"),
        InsuredSpan("330521", "苕溪建设有限公司", "2023-11", "2024-02"),
        InsuredSpan("330521", "苕溪建设有限公司", "2024-04", "2024-11"),
    )
    assert len(json.loads(answer.evidence.raw)["data"]["months"]) == 13


def test_a_span_reads_as_an_archive_entry_without_a_fault(address: str):
    from zhicheng.domain.archive import read_entry

    for span in HttpInsuranceRecords(address, SECRET).months_of(SHEN, now=NOW).spans:
        assert read_entry("insurance", span.as_entry(), today=NOW.date(), source="pulled", files={}).complete


def test_silence_is_not_an_empty_record(address: str):
    with pytest.raises(Unavailable, match="silent"):
        HttpInsuranceRecords(address, SECRET).months_of(Subject("断某", "passport", "X0000002"), now=NOW)
    stranger = HttpInsuranceRecords(address, SECRET).months_of(Subject("生人", "passport", "X0000009"), now=NOW)
    assert (stranger.on_record, stranger.spans) == (False, ())


def test_months_that_lie_ahead_make_the_whole_answer_unreadable(address: str):
    with pytest.raises(Unavailable, match="unreadable"):
        HttpInsuranceRecords(address, SECRET).months_of(FUTURE, now=NOW)


def test_the_question_can_not_be_put_without_a_signature(address: str):
    with pytest.raises(Unavailable, match="refused"):
        HttpInsuranceRecords(address, "guess").months_of(SHEN, now=NOW)
