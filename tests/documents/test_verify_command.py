"""`zhicheng verify` and `zhicheng bundle` as they are typed: words, exit status, no Django where none is needed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clock import at
from tests.forgeries import put
from tests.issuing import reserve_one
from tests.log_acts import a_sealed_certificate, revoked
from tests.specimen_bundle import SpecimenWorld, specimen_world
from tests.stories import decided
from zhicheng.cli import main
from zhicheng.documents.bundle.read import open_bundle

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def world() -> SpecimenWorld:
    return specimen_world()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """The command with these words: exit status, what it says, and what it says is wrong."""

    def command(*words: object) -> tuple[int, str, str]:
        try:
            status = main([str(word) for word in words])
        except SystemExit as ended:
            status = int(str(ended.code))
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


def test_a_true_file_is_told_in_full(run: Run, world: SpecimenWorld) -> None:
    status, said, _ = run("verify", world.folder / "certificate.pdf", "--bundle", world.folder / "bundle")
    assert status == 0
    lines = said.splitlines()
    assert lines[0] == "真实有效"
    assert lines[1] == "这本证书由发证机关颁发，截至2025年3月3日（周一）10:00有效。"
    assert f"证书编号：{world.in_force.number}" in lines
    assert "姓名：沈翀" in lines
    assert sum(line.startswith("  ✓") for line in lines) == 5
    assert lines[-1] == "截至 2025-03-03T10:00:00+08:00；此后有无撤销或换发，不在其内。"


def test_a_revoked_one_says_since_when_and_why_and_a_replaced_one_by_which(run: Run, world: SpecimenWorld) -> None:
    status, said, _ = run("verify", world.folder / "certificate-revoked.pdf", "--bundle", world.folder / "bundle")
    assert status == 3
    assert "自何日起不再有效：2025年2月14日（周五）" in said
    assert "原因：以不正当手段取得" in said
    status, said, _ = run("verify", world.folder / "certificate-replaced.pdf", "--bundle", world.folder / "bundle")
    assert status == 4
    assert f"新证书编号：{world.in_force.number}" in said


def test_a_code_alone_proves_no_file_and_says_so(run: Run, world: SpecimenWorld) -> None:
    status, said, _ = run("verify", world.in_force.code, "--bundle", world.folder / "bundle")
    assert status == 0
    assert "只核对了二维码里的内容，没有核对文件：请把下面的内容与手里的证书逐项比对。" in said
    assert "  - 文件：没有核对文件" in said


def test_the_json_has_every_field_whatever_the_answer(run: Run, world: SpecimenWorld) -> None:
    wanted = {"verdict", "exit", "number", "facts", "checks", "as_of", "since", "replaced_by", "reason", "words"}
    for what in (world.replaced.code, world.folder / "certificate.pdf", "nothing.pdf"):
        _, said, _ = run("verify", what, "--bundle", world.folder / "bundle", "--json")
        told = json.loads(said)
        assert told.keys() == wanted
        assert told["checks"].keys() == {"whole_file", "seal", "proof", "status", "log"}
        assert told["words"].keys() == {"verdict", "meaning", "advice"}
    _, said, _ = run("verify", world.replaced.code, "--bundle", world.folder / "bundle", "--json")
    told = json.loads(said)
    assert (told["verdict"], told["since"], told["reason"]) == ("replaced", "2025-01-06", "更正性别：原证书记载有误")
    assert told["facts"]["obtained_on"] == "2024-12-27"


@pytest.mark.parametrize(
    ("content", "head", "words"),
    [
        (None, "查无此证", "没有这个文件"),
        (b"", "不能按文件核验", "这个文件是空的"),
        (b"\xff\xd8\xff\xe0 JFIF", "不能按文件核验", "这是图片"),
        (b"\0\0\0\x18ftypheic", "不能按文件核验", "这是图片"),
        (b"PK\3\4", "查无此证", "这不是 PDF，也不是完整的 OFD 文件"),
        (b"words", "查无此证", "这不是 PDF 或 OFD 文件"),
        (b"%PDF-1.7" + bytes(11 * 1024 * 1024), "不能按文件核验", "文件超过 10 MB"),
    ],
    ids=["missing", "empty", "photograph", "photograph of a telephone", "archive", "words", "eleven megabytes"],
)
def test_what_is_no_certificate_is_told_in_plain_words(
    content: bytes | None, head: str, words: str, run: Run, world: SpecimenWorld, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "it").write_bytes(content)
    status, said, wrong = run("verify", tmp_path / "it", "--bundle", world.folder / "bundle")
    assert status == 6
    assert said.startswith(f"{head}\n")
    assert words in said
    assert wrong == ""


def test_a_folder_and_a_text_of_ten_thousand_signs_are_told(run: Run, world: SpecimenWorld, tmp_path: Path) -> None:
    assert "这是一个目录" in run("verify", tmp_path, "--bundle", world.folder / "bundle")[1]
    status, said, _ = run("verify", "长" * 10_000, "--bundle", world.folder / "bundle")
    assert status == 6
    assert len(said) < 1000


def test_a_number_alone_is_not_enough_and_the_answer_says_what_is(run: Run, world: SpecimenWorld) -> None:
    status, said, _ = run("verify", world.in_force.number.lower(), "--bundle", world.folder / "bundle")
    assert status == 7
    assert "只有编号不能核验" in said


def test_where_nothing_was_looked_at_no_checks_are_told(run: Run, world: SpecimenWorld) -> None:
    _, said, _ = run("verify", "/nowhere/none.pdf", "--bundle", world.folder / "bundle")
    assert said.splitlines() == [
        "查无此证",
        "没有这个文件：/nowhere/none.pdf。请检查名称和位置；要核验二维码，请把扫出的文字整段放在引号里。",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("verify",),
        ("verify", ""),
        ("verify", "a", "b"),
        ("verify", "a", "--not-before", "soon"),
        ("verify", "--nonsense", "a"),
        ("bundle",),
    ],
    ids=" ".join,
)
def test_wrong_words_are_two(words: tuple[str, ...], run: Run) -> None:
    status, said, wrong = run(*words)
    assert (status, said) == (2, "")
    assert wrong


def test_a_bad_bundle_is_told_one_line_a_fault_and_nothing_is_judged(
    run: Run, world: SpecimenWorld, tmp_path: Path
) -> None:
    files = world.files()
    folder = put(tmp_path / "bundle", {**files, "status.jsonl": b"", "issued.bin": b""})
    status, said, wrong = run("verify", world.folder / "certificate.pdf", "--bundle", folder)
    assert status == 7
    assert [line.partition("：")[0] for line in wrong.splitlines()] == ["issued.bin", "status.jsonl"]
    assert "核验包不能使用，没有据以核验。" in said
    status, _, wrong = run("verify", world.folder / "certificate.pdf", "--bundle", tmp_path / "none")
    assert (status, len(wrong.splitlines())) == (7, 1)
    status, _, wrong = run("verify", world.folder / "certificate.pdf", "--bundle", world.folder)
    assert (status, len(wrong.splitlines())) == (7, 1)
    assert "里面没有 manifest.json，不是核验包的目录" in wrong


def test_with_a_bundle_neither_django_nor_the_network_nor_pyhanko_for_a_code_is_touched(world: SpecimenWorld) -> None:
    script = (
        "import sys, socket\n"
        "def refuse(*a, **k): raise AssertionError('network')\n"
        "socket.socket.connect = refuse\n"
        "from zhicheng.cli import main\n"
        "code, file, folder = sys.argv[1:]\n"
        "assert main(['verify', code, '--bundle', folder]) == 3\n"
        "assert not {'pyhanko', 'typst'} & set(sys.modules)\n"
        "assert main(['verify', file, '--bundle', folder]) == 3\n"
        "assert 'django' not in sys.modules\n"
    )
    file, folder = world.folder / "certificate-revoked.pdf", world.folder / "bundle"
    words = [sys.executable, "-c", script, world.revoked.code, str(file), str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_reader_that_goes_away_changes_no_verdict(world: SpecimenWorld) -> None:
    words = f"{sys.executable} -m zhicheng verify '{world.revoked.code}' --bundle {world.folder / 'bundle'} | true"
    done = subprocess.run(["bash", "-c", f"{words}; exit ${{PIPESTATUS[0]}}"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (3, b"")


def test_without_bundle_and_without_platform_it_says_where_to_get_one(world: SpecimenWorld, tmp_path: Path) -> None:
    away = {**os.environ, "ZHICHENG_DATA": str(tmp_path / "none"), "PYTHONPATH": os.getcwd()}
    words = [sys.executable, "-m", "zhicheng", "verify", world.in_force.code]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=away)
    assert done.returncode == 7, done.stderr
    assert "请从平台的证书核验页下载核验包" in done.stdout


@pytest.mark.django_db
def test_the_register_answers_where_there_is_one_and_its_bundle_says_the_same(run: Run, tmp_path: Path) -> None:
    story, certificate, sealed = a_sealed_certificate()
    path = tmp_path / "certificate.pdf"
    path.write_bytes(sealed)
    code = certificate.stated["proof_url"]
    address = code.partition("#")[0]
    assert [run("verify", one)[0] for one in (path, code, address)] == [0, 0, 0]
    assert run("bundle", tmp_path / "bundle")[0] == 0
    assert [run("verify", one, "--bundle", tmp_path / "bundle")[0] for one in (path, code, address)] == [0, 0, 7]

    revoked(story)  # type: ignore[arg-type]
    assert [run("verify", one)[0] for one in (path, code, address)] == [3, 3, 3]
    status, said, _ = run("bundle", tmp_path / "bundle", "--zip", tmp_path / "b.zip", "--page", tmp_path / "p.html")
    assert status == 0
    assert len(said.splitlines()) == 3
    for bundle in (tmp_path / "bundle", tmp_path / "b.zip"):
        assert [run("verify", one, "--bundle", bundle)[0] for one in (path, code)] == [3, 3]
    assert open_bundle(tmp_path / "bundle").changes.keys() == {certificate.number}
    assert certificate.stated["name"].encode() not in (tmp_path / "p.html").read_bytes()

    (tmp_path / "other.pdf").write_bytes(path.read_bytes() + b"\n")
    assert run("verify", tmp_path / "other.pdf")[0] == 5
    assert run("verify", code.replace("#0", "#1"))[0] == 5
    assert run("verify", address[:-3] + "abc")[0] == 6
    assert run("verify", "https://evil.example/v/x#" + code.partition("#")[2])[0] == 5


@pytest.mark.django_db
def test_a_number_only_reserved_is_unknown_to_the_register(run: Run) -> None:
    story = decided()
    certificate = reserve_one(story.case.pk, now=at("2024-12-30"))
    assert run("verify", certificate.stated["proof_url"])[0] == 6
