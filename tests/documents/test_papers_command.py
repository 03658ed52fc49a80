"""`zhicheng papers` writes specimens that verify, anywhere, and never over somebody else's file."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from zhicheng.cli import main
from zhicheng.documents.papers.kinds import KINDS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specimens as a fresh clone writes them: no settings, no database, no key in the environment."""
    folder = tmp_path_factory.mktemp("papers") / "new" / "samples"
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "zhicheng", "papers", "--sample", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, env=bare, cwd="/", check=False, timeout=600)
    assert (said.returncode, said.stderr) == (0, "")
    assert "zhicheng verify" in said.stdout
    return folder


def test_there_is_one_of_each_paper(written: Path) -> None:
    assert {path.stem for path in written.glob("*.pdf")} == {*KINDS, "certificate-revoked", "certificate-replaced"}


@pytest.mark.parametrize(
    ("name", "status", "words"),
    [("certificate", 0, "真实有效"), ("certificate-revoked", 3, "已撤销"), ("certificate-replaced", 4, "已换发新证")],
)
def test_each_certificate_gets_its_own_verdict_from_the_bundle(
    written: Path, name: str, status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(written / f"{name}.pdf"), "--bundle", str(written / "bundle")]) == status
    assert words in capsys.readouterr().out
    code = (written / f"{name}.code.txt").read_text(encoding="utf-8").strip()
    assert main(["verify", code, "--bundle", str(written / "bundle")]) == status


def test_writing_again_replaces_what_was_written_but_nothing_that_was_changed_since(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (written / "bundle" / "issued.bin").read_bytes()
    assert main(["papers", "--sample", str(written)]) == 0
    assert (written / "bundle" / "issued.bin").read_bytes() != before, "the trial seal is made anew each time"
    assert main(["verify", str(written / "certificate.pdf"), "--bundle", str(written / "bundle")]) == 0
    assert not list(written.rglob(".*"))
    kept = (written / "receipt.pdf").read_bytes()
    (written / "receipt.pdf").write_bytes(kept + b"% mine")
    assert main(["papers", "--sample", str(written)]) == 2
    assert "改动过" in capsys.readouterr().err
    assert (written / "receipt.pdf").read_bytes() == kept + b"% mine"


@pytest.mark.parametrize("name", ["receipt.pdf", "bundle/manifest.json", "samples.json"])
def test_a_strangers_file_is_never_overwritten(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    assert main(["papers", "--sample", str(tmp_path)]) == 2
    assert name in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [Path(name).name]
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_other_files_in_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert main(["papers", "--sample", str(tmp_path)]) == 0
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert set(json.loads((tmp_path / "samples.json").read_text(encoding="utf-8"))) >= {"receipt.pdf"}


def test_where_nothing_can_be_written_it_says_why_in_chinese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["papers", "--sample", str(tmp_path / "file" / "papers")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "不能写入" in said.err
    assert "不是目录" in said.err


def test_the_lint_passes_what_is_shipped_and_tells_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["papers", "--lint", str(ROOT / "zhicheng" / "documents" / "editions" / "certificate")]) == 0
    assert "没有错处" in capsys.readouterr().out
    folder = tmp_path / "receipt" / "2"
    folder.mkdir(parents=True)
    (folder / "page.typ").write_text("#data.nope", encoding="utf-8")
    (folder / "sample.json").write_text("{}", encoding="utf-8")
    (folder / "edition.json").write_text('{"since": "2025-01-01"}', encoding="utf-8")
    assert main(["papers", "--lint", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert f"{folder / 'page.typ'}:1：" in said
    assert "处有错" in said


@pytest.mark.parametrize(("arguments", "words"), [([], "请写明"), (["--lint", "/nowhere"], "没有版式")])
def test_what_makes_no_sense_is_answered(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["papers", *arguments]) == 2
    assert words in capsys.readouterr().err
