"""The page of the certificate as OFD: the same words at nearly the same places as on the PDF."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from zhicheng.documents.ofd.drawing import (
    INK,
    MUTED,
    SANS,
    SEAL_RED,
    Drawn,
    Text,
    code,
    fitted,
    rectangle,
    rule,
)
from zhicheng.documents.ofd.package import Document, ofd_files
from zhicheng.documents.papers import data
from zhicheng.domain.seal_place import SealPlace
from zhicheng.domain.words import cn_day

TITLE = "专业技术职务任职资格证书"
SIZES = (14, 13, 12, 11, 10, 9, 8, 7, 6)
LABELS, VALUES, RIGHT = 30.0, 58.0, 180.0
FIRST_ROW, ROW = 82.0, 12.4
SEAL = SealPlace(page=1, x_mm=140.0, y_mm=243.0)
A4 = (210.0, 297.0)


def certificate_files(paper: data.Certificate) -> dict[str, bytes]:
    """The files of the OFD package; the same words give the same bytes."""
    about = Document(
        title=f"{TITLE} {paper.certificate_number}",
        author=paper.authority,
        subject="电子职称证书",
        number=paper.certificate_number,
        day=paper.dated,
    )
    return ofd_files(about, list(_drawn(paper)))


def facts_of(paper: data.Certificate) -> list[tuple[str, str]]:
    """Each line of the certificate: its name and its words."""
    born = [("出生年月", paper.birth_month)] if paper.birth_month else []
    return [
        ("姓　　名", paper.name),
        ("性　　别", paper.gender),
        *born,
        ("工作单位", paper.employer),
        ("职称系列", paper.target.series),
        ("专　　业", paper.target.speciality),
        ("资格名称", paper.target.title),
        ("级　　别", paper.target.level),
        ("取得方式", "初定"),
        ("取得时间", cn_day(paper.obtained_on)),
        ("公布文号", paper.document_number),
        ("证书编号", paper.certificate_number),
    ]


def _drawn(paper: data.Certificate) -> Iterator[Drawn]:
    yield rectangle(10, 10, 190, 277, line=0.56, colour=SEAL_RED)
    yield rectangle(12, 12, 186, 273, line=0.18, colour=SEAL_RED)
    yield _centred(TITLE, 54, 30, colour=SEAL_RED, bold=True, spacing=1.06)
    yield _centred("电子职称证书", 65, 10, font=SANS, colour=MUTED, spacing=0.35)
    for place, (name, words) in enumerate(facts_of(paper)):
        yield from _row(FIRST_ROW + place * ROW, name, words, strong=name in ("姓　　名", "资格名称"))
    yield from code(paper.proof_url or paper.verify_url, 28, 229, 42 if paper.proof_url else 30)
    for at, (line, size) in enumerate(fitted(paper.authority, 84, SIZES[1:], 2)):
        yield _centred(line, 239 + at * 6, size, middle=SEAL.x_mm)
    yield _centred(cn_day(paper.dated), 253, 13, middle=SEAL.x_mm)
    yield from _foot(paper)


def _row(y: float, name: str, words: str, *, strong: bool) -> Iterator[Drawn]:
    yield Text(name, LABELS, y, 12, SANS, MUTED)
    lines = fitted(words, RIGHT - VALUES, SIZES, 2)
    for at, (line, size) in enumerate(lines):
        low = (len(lines) - 1 - at) * size * 0.45
        yield Text(line, VALUES, y - low, size, bold=strong)
    yield rule(VALUES, y + 2.2, RIGHT - VALUES)


def _foot(paper: data.Certificate) -> Iterator[Drawn]:
    host = urlsplit(paper.verify_url).netloc
    told = [
        f"核验：扫二维码，或打开 {paper.verify_url}，看证书是否真实、有无更正或撤销。",
        f"只认 {host} 这一网址，其他网址显示的结果一律不算数。",
        "本证书为电子证书，改动文件任何内容，签章即失效。",
        *(["演示数据，不是真实证书。"] if paper.demo else []),
    ]
    for at, words in enumerate(told):
        for line, size in fitted(words, 154, (7.5, 7, 6.5, 6), 1):
            yield Text(line, 28, 274.5 + at * 3.2, size, SANS, MUTED)


def _centred(words: str, y: float, size: float, *, middle: float = A4[0] / 2, **more: object) -> Text:
    drawn = Text(words, 0, y, size, **({"colour": INK} | more))  # type: ignore[arg-type]
    return Text(words, middle - drawn.width() / 2, y, size, drawn.font, drawn.colour, drawn.bold, drawn.spacing)
