"""The page that verifies without network, opened as a file in a browser that has none."""

import zlib
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import TELEPHONE, axe_violations
from tests.documents.test_forgeries import FORGERIES
from tests.dropped_files import rows
from tests.forgeries import Stage, an_annotation, by_pikepdf, code, code_by_stranger, updated
from tests.ofd_files import PAGE, SEALED, ofd_stage, opened, packed_anew, with_files
from tests.specimen_bundle import SEALED_AT, SpecimenWorld, specimen_world
from tests.trust_world import trust_world
from zhicheng.documents.bundle.judge_pdf import judge_pdf
from zhicheng.documents.bundle.page import offline_page
from zhicheng.documents.bundle.samples import AS_OF
from zhicheng.documents.bundle.write import zipped
from zhicheng.documents.first_bytes import plainly
from zhicheng.documents.handed import Handed
from zhicheng.documents.long_term.raising import raise_file
from zhicheng.documents.verification import Standing
from zhicheng.documents.words.of_files import ASKED_OTHERWISE, FILES, words_of
from zhicheng.documents.words.of_verdicts import VERDICTS
from zhicheng.gateways.eseal.software import SoftwareSeal

pytestmark = pytest.mark.once
DESCRIPTION = "Doc_0/Signs/Sign_0/Signature.xml"
NEEDS_MORE = ("second seal on top",)  # the key of another seal in a file


@pytest.fixture(scope="module")
def world() -> SpecimenWorld:
    made = specimen_world()
    (made.folder / "verify.html").write_bytes(offline_page(made.files()))
    return made


@pytest.fixture
def page(world: SpecimenWorld, new_page: Callable[..., Page]) -> Page:
    """The page on a telephone without network; whatever it asks for but itself fails the test."""
    opened = new_page(offline=True, viewport=TELEPHONE)
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto((world.folder / "verify.html").as_uri())
    expect(opened.locator("#as-of")).to_have_text("2025年3月3日10:00")
    assert len(asked) == 1
    return opened


def paste(page: Page, text: str) -> str:
    page.get_by_label("扫码得到的文字").fill(text)
    page.get_by_role("button", name="核验").click()
    return _word(page)


def hand_in(page: Page, content: bytes, name: str = "证书.pdf") -> str:
    page.evaluate("document.getElementById('answer').replaceChildren()")
    files = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label("证书的 PDF 或 OFD 文件").set_input_files(files)  # type: ignore[arg-type]
    return _word(page)


def drop(page: Page, file: Path, content: bytes) -> str:
    """The same with a file that lies on the disk: a large one does not go through the driver."""
    file.write_bytes(content)
    page.evaluate("document.getElementById('answer').replaceChildren()")
    page.get_by_label("证书的 PDF 或 OFD 文件").set_input_files(file)
    return _word(page)


def test_an_ofd_file_is_judged_too_and_a_bundle_is_still_taken_for_one(
    page: Page, world: SpecimenWorld, tmp_path: Path
) -> None:
    stage = ofd_stage(tmp_path)
    assert hand_in(page, stage.made[0], "证书.ofd") == "暂时无法核验", "the page's own bundle lists no OFD"
    assert "已换用" in hand_in(page, zipped(stage.files(as_of=AS_OF + timedelta(days=1))), "bundle.zip")
    for word, ofd in zip(("真实有效", "已撤销", "已换发新证"), stage.made, strict=True):
        assert hand_in(page, ofd, "证书.ofd") == word
    assert world.in_force.number in page.locator("#answer").inner_text()
    named = opened(stage.made[0])[PAGE].replace("沈翀".encode(), "沈冲".encode())
    assert hand_in(page, with_files(stage.made[0], {PAGE: named}), "证书.ofd") == "被篡改或非本平台签发"
    assert hand_in(page, packed_anew(stage.made[1]), "证书.ofd") == "被篡改或非本平台签发"
    later = stage.drawn(seal=stage.seal, at=SEALED.replace(year=2026))
    assert hand_in(page, later, "证书.ofd") == "暂时无法核验"
    assert hand_in(page, stage.made[0][:900], "证书.ofd") == "被篡改或非本平台签发"
    assert hand_in(page, b"PK\3\4 of a stranger", "证书.ofd") == "查无此证"
    assert "不是完整的 OFD 文件" in page.locator("#answer").inner_text()


def test_each_file_an_employer_may_get_is_told_in_the_words_that_the_platform_has(page: Page, tmp_path: Path) -> None:
    stage = ofd_stage(tmp_path)
    hand_in(page, zipped(stage.files(as_of=AS_OF + timedelta(days=1))), "bundle.zip")
    one = stage.world.in_force
    made = rows(one.pdf, stage.made[0], one.number)
    made.append(("printed from a web page by this browser", Handed.COPY, _printed(page, one.number)))
    for place, (name, handed, content) in enumerate(made):
        word, told = drop(page, tmp_path / f"证书{place}.zip", content), page.locator("#answer").inner_text()
        wanted = FILES[handed].words if handed else VERDICTS[Standing.VALID]
        assert word == wanted.word, name
        assert handed is None or f"{wanted.meaning}\n\n{wanted.advice}" in told, name
        assert page.locator("#answer a").count() == (2 if handed in ASKED_OTHERWISE else 0), name


def _printed(page: Page, number: str) -> bytes:
    """A page of the same words; Chromium writes each sign as a place in an alphabet of its own."""
    beside = page.context.new_page()
    beside.set_content(f"<h1>专业技术职务任职资格证书</h1><p>证书编号：{number}</p>")
    printed = beside.pdf()
    beside.close()
    return printed


def test_the_page_and_the_command_agree_on_forged_files(page: Page, world: SpecimenWorld, tmp_path: Path) -> None:
    stage = Stage(world, b"", SoftwareSeal(tmp_path / "impostor"), tmp_path / "none")
    bundle, aside = world.bundle(), ThreadPoolExecutor(1)
    for name, _, forge in FORGERIES[::4]:
        if name in NEEDS_MORE or "raised" in name:
            continue
        forged = forge(stage)
        if isinstance(forged, bytes) and plainly(forged) is None and forged.startswith(b"%PDF-"):
            answer = aside.submit(judge_pdf, forged, bundle).result()  # the browser's driver has this thread's loop
            assert hand_in(page, forged) == words_of(answer.standing, answer.handed).word, name


def _word(page: Page) -> str:
    expect(page.locator("#answer section")).to_be_visible()
    heading = page.locator(".finding h2")
    return heading.inner_text() if heading.count() else page.locator("#answer section").inner_text()


def test_six_verdicts_by_code_and_by_file_with_the_network_off(page: Page, world: SpecimenWorld) -> None:
    stage = Stage(world, b"", world.seal, world.folder)
    expected = {"真实有效": world.in_force, "已撤销": world.revoked, "已换发新证": world.replaced}
    for word, one in expected.items():
        assert paste(page, one.code) == word
        assert hand_in(page, one.pdf) == word
        told = page.locator("#answer").inner_text()
        assert one.number in told
        assert "截至 2025年3月3日10:00" in told
    assert world.in_force.number in page.locator("#answer").inner_text()  # told by the replaced one
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]

    true = world.in_force.code
    altered, unknown, unavailable = "被篡改或非本平台签发", "查无此证", "暂时无法核验"
    assert paste(page, true[:-2] + ("A" if true[-2] != "A" else "B") + true[-1]) == altered
    assert paste(page, true.replace("https://", "https://x.")) == altered
    assert paste(page, true[:-60]) == altered
    assert paste(page, code_by_stranger(stage)) == unknown
    assert paste(page, code(stage)) == unavailable
    assert paste(page, true.partition("#")[0]) == unavailable
    assert paste(page, true.partition("#")[2]) == "真实有效"
    assert paste(page, "你好") == unknown
    assert hand_in(page, updated(world.in_force.pdf, an_annotation)) == altered
    assert hand_in(page, world.in_force.pdf[:-1]) == altered
    assert hand_in(page, b"%PDF-1.7 of somebody else") == unknown
    assert hand_in(page, b"\xff\xd8\xff photograph") == hand_in(page, b"") == "不能按文件核验"
    flipped = bytearray(world.in_force.pdf)
    flipped[len(flipped) // 3] ^= 1
    assert hand_in(page, bytes(flipped)) == altered


def test_what_is_newer_than_the_bundle_cannot_be_told_now(world: SpecimenWorld, new_page: Callable[..., Page]) -> None:
    before = world.files(issued=[], changes=(), as_of=SEALED_AT - timedelta(minutes=5))
    (world.folder / "old.html").write_bytes(offline_page(before))
    page = new_page(offline=True)
    page.goto((world.folder / "old.html").as_uri())
    expect(page.locator("#as-of")).to_have_text("2024年12月30日14:55")
    assert paste(page, world.in_force.code) == "暂时无法核验"
    assert hand_in(page, world.in_force.pdf) == "暂时无法核验"


def test_only_what_is_unbroken_may_be_newer_than_the_bundle(
    world: SpecimenWorld, new_page: Callable[..., Page], tmp_path: Path
) -> None:
    stage = ofd_stage(tmp_path)
    before = stage.files(issued=[], changes=(), as_of=SEALED_AT)
    (world.folder / "before.html").write_bytes(offline_page(before))
    page = new_page(offline=True)
    page.goto((world.folder / "before.html").as_uri())
    expect(page.locator("#as-of")).to_have_text("2024年12月30日15:00")
    altered, later = "被篡改或非本平台签发", "暂时无法核验"
    pdf, ofd = world.in_force.pdf, stage.made[0]
    assert [hand_in(page, one) for one in (pdf, ofd)] == [later, later]
    named = opened(ofd)[PAGE].replace("沈翀".encode(), "沈冲".encode())
    changed = [by_pikepdf(pdf), pdf + b"\n", updated(pdf, an_annotation), packed_anew(ofd), ofd + b"\n"]
    changed.append(with_files(ofd, {PAGE: named}))
    changed.append(with_files(ofd, {DESCRIPTION: opened(ofd)[DESCRIPTION] + b"\xff"}))
    assert [hand_in(page, one) for one in changed] == [altered] * len(changed)


def test_no_answer_to_another_file_stays_or_comes_late(page: Page, world: SpecimenWorld) -> None:
    assert hand_in(page, world.in_force.pdf) == "真实有效"
    page.evaluate("takeFile([{ slice() { throw new Error('a folder'); } }])")
    expect(page.locator("#answer")).to_contain_text("没有核验：这里读不出来")
    page.evaluate(
        """([revoked, other]) => {
            const file = (words) => new File([Uint8Array.from(atob(words), (one) => one.charCodeAt(0))], "a");
            const slow = file(revoked), read = slow.arrayBuffer.bind(slow);
            slow.arrayBuffer = () => new Promise((done) => { globalThis.goOn = () => done(read()); });
            const first = takeFile([slow]);
            globalThis.both = Promise.all([takeFile([file(other)]), first]);
        }""",
        [b64encode(one).decode() for one in (world.revoked.pdf, b"%PDF-1.7 of somebody else")],
    )
    expect(page.locator(".finding h2")).to_have_text("查无此证")
    page.evaluate("goOn(); both")
    assert _word(page) == "查无此证"


def test_a_bomb_is_unfolded_no_further_than_it_is_read(page: Page) -> None:
    page.evaluate(
        """() => {
            const Real = DecompressionStream;
            globalThis.taken = 0;
            globalThis.DecompressionStream = class {
                constructor(form) {
                    const count = new TransformStream({ transform(one, on) { taken += one.length; on.enqueue(one); } });
                    this.writable = count.writable;
                    this.readable = count.readable.pipeThrough(new Real(form));
                }
            };
        }"""
    )
    bomb = zlib.compress(bytes(100 * 1024 * 1024), 9)
    assert hand_in(page, b"%PDF-1.7\nstream\n" + bomb) == "查无此证"
    assert 0 < page.evaluate("taken") < len(bomb) / 2
    package = zipped({"OFD.xml": b"", "a.xml": bytes(100 * 1024 * 1024)})
    page.evaluate("taken = 0")
    assert hand_in(page, package, "证书.ofd") == "查无此证"
    assert 0 < page.evaluate("taken") < len(package) / 2


@pytest.mark.parametrize(("days", "word"), [(2, "暂时无法核验"), (-9, "被篡改或非本平台签发")])
def test_a_certificate_that_was_raised_since_the_bundle_cannot_be_told_now(
    page: Page, world: SpecimenWorld, days: int, word: str
) -> None:
    stamped_at = AS_OF + timedelta(days=days)
    with trust_world(world.folder / "seal", now=stamped_at) as trust:
        raised = ThreadPoolExecutor(1).submit(raise_file, world.in_force.pdf, trust.services()).result().content
    aside, bundle = ThreadPoolExecutor(1), world.bundle()
    answer = aside.submit(judge_pdf, raised, bundle).result()
    assert hand_in(page, raised) == words_of(answer.standing, answer.handed).word == word


def test_a_newer_bundle_is_taken_and_an_older_or_a_forged_one_is_not(page: Page, world: SpecimenWorld) -> None:
    older = zipped(world.files(as_of=AS_OF - timedelta(days=9)))
    assert "没有换用这个核验包：比现在用的还旧" in hand_in(page, older, "bundle.zip")
    forged = {**world.files(as_of=AS_OF + timedelta(days=9)), "status.jsonl": b""}
    assert "没有换用这个核验包：status.jsonl 被改动过" in hand_in(page, zipped(forged), "bundle.zip")
    cut_off = zipped(world.files(as_of=AS_OF + timedelta(days=9)))[:-300]
    assert hand_in(page, cut_off, "bundle.zip") == "没有换用这个核验包：这个文件不是核验包，或不完整。"
    assert hand_in(page, b"PK\3\4 of a stranger", "other.zip") == "查无此证"
    assert paste(page, "") == "请先粘贴二维码里的文字。"
    assert paste(page, world.revoked.code) == "已撤销"
    newer = zipped(world.files(as_of=AS_OF + timedelta(days=9), changes=()))
    assert "已换用截至 2025年3月12日10:00 的核验包" in hand_in(page, newer, "bundle.zip")
    assert paste(page, world.revoked.code) == "真实有效"
