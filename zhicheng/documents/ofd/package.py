"""The files of an OFD package with one A4 page, and the package itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from xml.sax.saxutils import escape

from zhicheng.documents.capsule.members import made
from zhicheng.documents.capsule.zipped import zipped
from zhicheng.documents.ofd.drawing import SANS, SERIF, Drawn

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
PAGE_ID, LAYER_ID, FIRST_OBJECT = 10, 11, 20
FONTS = ((SERIF, "宋体"), (SANS, "黑体"))


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader shows of the file itself; `number` makes its id."""

    title: str
    author: str
    subject: str
    number: str
    day: date


def ofd_files(about: Document, drawn: Sequence[Drawn]) -> dict[str, bytes]:
    """Each file by its path; `OFD.xml` names the list of signatures, which whoever seals it adds."""
    last = FIRST_OBJECT + len(drawn)
    return {
        "OFD.xml": _root(about),
        "Doc_0/Document.xml": _document(last),
        "Doc_0/PublicRes.xml": _resources(),
        "Doc_0/Pages/Page_0/Content.xml": _page(drawn),
    }


def packed(files: Mapping[str, bytes]) -> bytes:
    """The package; `OFD.xml` comes first, and the same files give the same bytes."""
    names = sorted(files, key=lambda name: (name != "OFD.xml", name))
    return b"".join(zipped(made(name, files[name]) for name in names))


def _root(about: Document) -> bytes:
    info = {
        "DocID": sha256(about.number.encode()).hexdigest()[:32],  # as many digits as the standard wants
        "Title": about.title,
        "Author": about.author,
        "Subject": about.subject,
        "CreationDate": about.day.isoformat(),
        "Creator": "zhicheng",
    }
    told = "".join(f"<ofd:{name}>{escape(value)}</ofd:{name}>" for name, value in info.items())
    number = f'<ofd:CustomData Name="certificate_number">{escape(about.number)}</ofd:CustomData>'
    body = (
        f"<ofd:DocBody><ofd:DocInfo>{told}<ofd:CustomDatas>{number}</ofd:CustomDatas></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody>"
    )
    return f'{HEAD}<ofd:OFD {SPACE} Version="1.0" DocType="OFD">{body}</ofd:OFD>\n'.encode()


def _document(last: int) -> bytes:
    common = (
        f"<ofd:CommonData><ofd:MaxUnitID>{last}</ofd:MaxUnitID>"
        "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
    )
    pages = f'<ofd:Pages><ofd:Page ID="{PAGE_ID}" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
    return f"{HEAD}<ofd:Document {SPACE}>{common}{pages}</ofd:Document>\n".encode()


def _resources() -> bytes:
    fonts = "".join(f'<ofd:Font ID="{number}" FontName="{name}" FamilyName="{name}"/>' for number, name in FONTS)
    return f'{HEAD}<ofd:Res {SPACE} BaseLoc="Res"><ofd:Fonts>{fonts}</ofd:Fonts></ofd:Res>\n'.encode()


def _page(drawn: Sequence[Drawn]) -> bytes:
    objects = "".join(one.xml(FIRST_OBJECT + place) for place, one in enumerate(drawn))
    area = "<ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>"
    layer = f'<ofd:Content><ofd:Layer ID="{LAYER_ID}" Type="Body">{objects}</ofd:Layer></ofd:Content>'
    return f"{HEAD}<ofd:Page {SPACE}>{area}{layer}</ofd:Page>\n".encode()
