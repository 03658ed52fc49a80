"""Files that are no pack, facts that are none: one line for each fault, with its place; nothing is replaced."""

import io
import os
import shutil
from pathlib import Path

import pytest

from zhicheng.cli import main
from zhicheng.domain.eligibility import check, read_facts
from zhicheng.policy.files.strict import LARGEST_FILE, BadPack
from zhicheng.policy.packs import load_pack, policies_dir, read_content

PACK = "huzhou/2024/pack.yaml"
FORTY_MEGABYTES = 40 * 1024 * 1024
LAUGHS = "\n".join(["l0: &l0 [ha, ha]", *(f"l{n}: &l{n} [*l{n - 1}, *l{n - 1}, *l{n - 1}]" for n in range(1, 30))])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the policies to be spoilt."""
    return Path(shutil.copytree(policies_dir(), tmp_path / "policies"))


def said(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *command: str) -> list[str]:
    """What the command says to standard error; it must give status 2 and print nothing else."""
    monkeypatch.setenv("ZHICHENG_POLICIES", str(root))
    assert main([*command]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("title: ", "colour: red\ntitle: ", "colour: is not a name of this section"),
        ("years: 1, clause", "year: 1, years: 1, clause", "rules[0].year: is not a name of this section"),
        ("level: technician, diplomas", "level: baron, diplomas", "rules[0].level: must be one of"),
        ("closes: 2024-12-20", "closes: 2024-12-32", "batches[2].closes: must be a date, YYYY-MM-DD; got '2024-12-32'"),
        ("closes: 2024-06-30", "closes: 2023-02-29", "batches[0].closes: must be a date, YYYY-MM-DD; got '2023-02-29'"),
        ("closes: 2024-12-20", "closes: 20241220", "batches[2].closes: must be a date"),
        ("closes: 2024-12-20", "closes: 2024-12-20 10:00:00", "batches[2].closes: must be a date"),
        ("materials:\n", "papers:\n", "materials: is missing"),
        ("  assessment: ", "  assessments: ", "materials.assessment: is missing"),
        ("rules:\n", "rules: []\nrules_of_last_year:\n", "rules"),
        ('years: 1, clause: "2.1"', "years: 1", "rules[0].clause: is missing"),
        ("gate: {value: none, clause: null}", "gate: {value: none}", "paper.gate.clause: is missing"),
        ("gate: {value: none, clause: null}", "gate: none", "paper.gate: must be a mapping"),
        ("diplomas: [junior_college], years", "diplomas: [bachelor], years", "there twice"),
        ("city: ", "version: '2'\ncity: ", "'version' is written twice"),
        ("years: 3, clause", "years: -3, clause", "rules[1].years: must be a whole number"),
        ("years: 3, clause", "years: true, clause", "rules[1].years: must be a whole number"),
        ("years: 3, clause", "years: 3.0, clause", "rules[1].years: must be a whole number"),
        ("diplomas: [secondary]", "diplomas: secondary", "rules[0].diplomas: must be a list"),
        ("diplomas: [secondary]", "diplomas: [[secondary]]", "rules[0].diplomas: "),
        ("regions:\n", "regions: many\nothers:\n", "regions: must be a list"),
        ("publicity:\n", "\tpublicity:\n", "$: "),
        ("version: ", "version: !!python/object/apply:os.system ['true'] #", "could not determine a constructor"),
        ("version: ", "version: !!python/name:os.system #", "could not determine a constructor"),
        ("version: ", "version: !!binary aGVsbG8= #", "version: must be a text"),
        ("version: ", "? [1, 2]\n: 3\nversion: ", "$: "),
        ("version: ", "1: one\nversion: ", "1: is not a name of this section"),
        ("version: ", "~: nothing\nversion: ", "None: is not a name of this section"),
        ("version: ", "<<: {version: '9'}\nversion: ", "2002:merge"),
        (
            "catalogue:\n  series: series.csv",
            "catalogue:\n  series: ../../etc/passwd",
            "catalogue.series: must be the name",
        ),
    ],
)
def test_each_fault_is_a_line_with_its_place(
    root: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    old: str,
    new: str,
    fault: str,
) -> None:
    content = (root / PACK).read_text("utf-8")
    assert old in content
    (root / PACK).write_text(content.replace(old, new, 1), "utf-8")
    lines = said(root, capsys, monkeypatch, "prove", "huzhou-2024")
    assert any(fault in line for line in lines), lines
    assert all(line.count(": ") >= 2 for line in lines), lines
    assert len(set(lines)) == len(lines), lines


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "$: must be a mapping"),
        (b"- a\n- b\n", "$: must be a mapping"),
        (b"id: \xff\xfe", "$: "),
        (b"id: \x00", "$: "),
        (LAUGHS.encode(), "$: aliases are not used"),
        (b"a: " + b"[" * 5_000 + b"]" * 5_000, "$: nested more than"),
        (b"a: " + b"{b: " * 5_000 + b"1" + b"}" * 5_000, "$: nested more than"),
        (b"a: &x 1\nb: *x\n", "$: aliases are not used"),
        (b"#" * (LARGEST_FILE + 1), "$: larger than"),
        (b"a: 1\n---\nb: 2\n", "$: "),
        (b"id: 'open", "$: "),
        (b"version: " + b"9" * 400_000, "$: "),
    ],
    ids=range(12),
)
def test_what_is_no_pack_at_all_is_one_line(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, content: bytes, fault: str
) -> None:
    (root / PACK).write_bytes(content)
    lines = said(root, capsys, monkeypatch, "check", "-", "--policy", "huzhou-2024")
    assert len(lines) == 1, lines
    assert fault in lines[0]


def test_forty_megabytes_are_not_read(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with (root / PACK).open("wb") as file:
        os.truncate(file.fileno(), FORTY_MEGABYTES)
    assert "larger than" in said(root, capsys, monkeypatch, "prove")[-1]


def test_several_faults_are_several_lines(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = (root / PACK).read_text("utf-8")
    spoilt = content.replace("years: 3, clause", "years: three, clause", 1).replace(
        "title: ", "colour: red\ntitle: ", 1
    )
    (root / PACK).write_text(spoilt, "utf-8")
    lines = said(root, capsys, monkeypatch, "prove", "huzhou-2024")
    assert [line.split(": ")[1] for line in lines] == ["rules[1].years", "colour"]


def test_a_table_that_is_none_is_told(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "catalogue" / "exam_only.csv").write_bytes(b"series,speciality\n\xff\n")
    assert "exam_only.csv: $: " in said(root, capsys, monkeypatch, "prove", "huzhou-2024")[0]


def test_a_file_spoilt_under_a_running_process_replaces_nothing(root: Path) -> None:
    before = load_pack("huzhou-2024", root)
    (root / PACK).write_text("id: [", "utf-8")
    assert load_pack("huzhou-2024", root) is before
    with pytest.raises(BadPack):
        read_content("huzhou-2024", root)
    person = {"as_of": "2024-10-15", "target": {"level": "assistant", "series": "engineering"}}
    assert check(read_facts(person, today=before.batches[0].opens, pack=before), before).policy.sha256 == before.sha256


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        (b'{"target": {"level": "assistant", "series": "engineering"}, "hair": 1}', "hair"),
        (b'{"target": {"level": "baron", "series": "engineering"}}', "target.level"),
        (b'{"target": {"level": "assistant", "series": "engineering"}, "as_of": "2024-02-30"}', "as_of"),
        (b'{"target": {"level": "assistant", "series": "engineering"}, "as_of": 20240230}', "as_of"),
        (
            b'{"target": {"level": "assistant", "series": "engineering"}, '
            b'"work": [{"from": "2024-02-01", "to": "2024-01-01"}]}',
            "work[0].to",
        ),
        (b'{"target": {"level": "assistant", "series": "engineering"}, "diplomas": [[]]}', "diplomas[0]"),
        (b'{"target": {"level": "assistant", "series": "engineering"}, "diplomas": {}}', "diplomas"),
        (b'{"target": {"level": ["assistant"], "series": {}}}', "target.level"),
        (b'{"target": {"level": "assistant", "series": "engineering"}, "licences": ["pilot"]}', "licences[0]"),
        (b'{"target": {"level": "assistant", "series": "engineering"}, "post_table": "yes"}', "post_table"),
        (
            b'{"target": {"level": "assistant", "series": "engineering"}, "assessments": [{"year": 1e999}]}',
            "assessments[0].year",
        ),
        (b'{"target": {"level": "assistant"}, "target": {}}', "$"),
        (b"[" * 100_000, "$"),
        (b"1" * 100_000, "$"),
        (b"\xff\xfe", "$"),
        (b"", "$"),
    ],
    ids=range(16),
)
def test_facts_that_are_none_are_told_with_their_place(
    facts: bytes, path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(facts)))
    assert main(["check", "-"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert path in [line.split(": ")[0].split("：")[0] for line in err.splitlines()]
