"""The `zhicheng` command: answers, exit status, and what goes to which stream."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from zhicheng.cli import main

FACTS: dict[str, Any] = {
    "as_of": "2024-10-15",
    "target": {"level": "assistant", "series": "engineering", "speciality": "机械"},
    "diplomas": [],
    "degrees": [],
}


def write(path: Path, *lines: object) -> str:
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), "utf-8")
    return str(path)


def test_a_verdict_reached_is_success_whatever_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", write(tmp_path / "facts.json", FACTS), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["verdict"], answer["policy"]["id"]) == ("not_met", "huzhou-2024")


def test_without_json_the_answer_is_told_in_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", write(tmp_path / "facts.json", FACTS)]) == 0
    assert capsys.readouterr().out.startswith("目前不符合初定助理级的条件。")


def test_another_pack_may_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "facts.json", FACTS)
    assert main(["check", path, "--json", "--policy", "tiaozhou-2024"]) == 0
    assert json.loads(capsys.readouterr().out)["policy"]["id"] == "tiaozhou-2024"


def test_the_deployment_may_have_its_own_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHICHENG_POLICY", "tiaozhou-2024")
    assert main(["check", write(tmp_path / "facts.json", FACTS), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["policy"]["id"] == "tiaozhou-2024"


def test_facts_that_cannot_be_read_give_one_line_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = FACTS | {"as_of": "yesterday", "hair": "grey", "diplomas": [{"level": "master"}]}
    assert main(["check", write(tmp_path / "facts.json", facts), "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.split(":")[0] for line in err.splitlines()] == ["hair", "as_of", "diplomas[0].level"]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"target": 1, "target": 2}', '{"as_of": NaN}', "[" * 100_000, '"\\ud800"']
)
def test_what_is_no_json_object_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    assert main(["check", write(tmp_path / "facts.json", content)]) == 2
    assert capsys.readouterr().err.startswith("$: ")


def test_bytes_that_are_not_utf8_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "facts.json").write_bytes(b'{"target": "\xff"}')
    assert main(["check", str(tmp_path / "facts.json")]) == 2
    assert capsys.readouterr().err.startswith("$: ")


@pytest.mark.parametrize(
    ("arguments", "what", "what_to_do"),
    [
        (["check", "no-such-file.json"], "找不到“no-such-file.json”", "请核对路径和文件名"),
        (["check", "."], "“.”是文件夹", "请写出其中的一个文件"),
        (["check", "/etc/passwd/facts.json"], "“/etc/passwd/facts.json”的路径", "请核对路径"),
        (["check", "-", "--policy", "nowhere-2024"], "没有政策包“nowhere-2024”", "huzhou-2024、"),
        (["policy-diff", "huzhou-2024", "../x"], "没有政策包“../x”", "huzhou-2024、"),
        (["prove", "nowhere-2024"], "没有政策包“nowhere-2024”", "huzhou-2024、"),
    ],
)
def test_a_missing_file_or_pack_is_said_in_chinese_with_what_to_do(
    capsys: pytest.CaptureFixture[str], arguments: list[str], what: str, what_to_do: str
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert what in err
    assert what_to_do in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "zhicheng：缺少 COMMAND"),
        (["chek"], "没有 'chek'，可以写"),
        (["check"], "zhicheng check：缺少 FACTS.json"),
        (["check", "-", "--jsonn"], "不认识 --jsonn"),
        (["check", "-", "--policy"], "--policy 后面缺少内容"),
        (["check", "-", "--json=yes"], "--json 后面不带内容"),
        (["workdays", "2024-05-06"], "zhicheng workdays：缺少 --count"),
    ],
)
def test_wrong_arguments_are_told_in_chinese(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("用法：zhicheng")
    assert said in err
    assert " --help\n" in err
    assert not any(english in err for english in ("usage", "error", "argument", "required", "expected", "choose"))


def test_help_has_chinese_headings(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["check", "--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert [part in out for part in ("用法：zhicheng check", "参数:", "选项:", "看写法")] == [True] * 4
    assert not any(english in out for english in ("usage", "options", "show this"))


def test_a_reader_who_stops_early_gets_no_trace(tmp_path: Path) -> None:
    path = write(tmp_path / "facts.jsonl", *[FACTS] * 500)
    command = f"{sys.executable} -m zhicheng check --many {path} | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert json.loads(done.stdout)["level"] == "assistant"


def test_many_answer_in_order_and_a_bad_line_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    senior = FACTS | {"target": {"level": "senior", "series": "engineering"}}
    path = write(tmp_path / "facts.jsonl", FACTS, "{oops", {"target": {"level": "x"}}, "", senior)
    assert main(["check", "--many", path]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one.get("level") for one in answers] == ["assistant", None, None, None, "senior"]
    assert all("error" in one for one in answers[1:4])
    assert [line.split(":")[0] for line in answers[2]["error"]] == ["target.series", "target.level"]


def test_facts_may_come_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(FACTS).encode())))
    assert main(["check", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["level"] == "assistant"


@pytest.mark.parametrize(
    ("arguments", "last"),
    [(["2024-09-30", "--count", "5"], "2024-10-12"), (["2024-09-30", "--count", "5", "--count-start"], "2024-10-11")],
)
def test_working_days_give_the_last_day(capsys: pytest.CaptureFixture[str], arguments: list[str], last: str) -> None:
    assert main(["workdays", *arguments]) == 0
    assert capsys.readouterr().out == f"{last}\n"


@pytest.mark.parametrize(
    "arguments", [["2026-12-30", "--count", "5"], ["2024-05-06", "--count", "0"], ["2024-05-06", "--count", "-3"]]
)
def test_working_days_that_cannot_be_counted_print_nothing(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(["workdays", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, bool(err)) == ("", True)


@pytest.mark.parametrize("start", ["20240506", "2024-02-30", "today"])
def test_a_start_that_is_no_date_is_refused(capsys: pytest.CaptureFixture[str], start: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["workdays", start, "--count", "5"])
    assert caught.value.code == 2
    assert "不是日期" in capsys.readouterr().err


@pytest.mark.parametrize("count", ["1_0", "٥", "1.5", "five", ""])
def test_a_count_that_is_no_plain_number_is_refused(capsys: pytest.CaptureFixture[str], count: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["workdays", "2024-05-06", "--count", count])
    assert caught.value.code == 2
    out, err = capsys.readouterr()
    assert (out, "不是整数" in err) == ("", True)


def test_the_check_starts_without_django() -> None:
    script = "import sys, zhicheng.cli; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
