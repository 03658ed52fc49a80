"""How a case ends well: certificate, public document, verification in three ways, the paper at the counter."""

import re
from dataclasses import dataclass

from tests.journeys.applying import Receipt
from tests.journeys.bureau_acts import take_in_paper
from tests.journeys.papers import altered, assert_signed, assert_sound, codes_on, digest, pages_of, text_of
from tests.journeys.town import Town
from tests.journeys.visitor import Visitor


@dataclass(frozen=True)
class Ending:
    """What must stand on the papers of one person."""

    name: str
    title: str
    receipt: Receipt
    list_title: str
    document: str
    counter: str


def assert_ends_well(town: Town, applicant: Visitor, ending: Ending) -> None:
    """Everything that follows the decision, to its end."""
    certificate = _certificate(town, applicant, ending)
    _verified_in_three_ways(town, certificate, ending)
    _document_is_public(town, ending)
    _paper_is_ticked_off(town, applicant, ending)


def _certificate(town: Town, applicant: Visitor, ending: Ending) -> bytes:
    applicant.go(f"/my/cases/{ending.receipt.case}/")
    applicant.waits_for("#certificate a.btn-primary[href^='/paper/']")
    applicant.reads("已发证")
    with applicant.page.expect_download() as waiting:
        applicant.page.locator("#certificate a.btn-primary[href^='/paper/']").click()
    kept = town.folder / f"certificate-{ending.receipt.case}.pdf"
    waiting.value.save_as(kept)
    pdf = kept.read_bytes()
    assert_sound(pdf, town.folder)
    assert_signed(pdf, town.folder)
    words = text_of(pdf)
    assert ending.name in words, words
    assert ending.title in words, words
    number, sha256 = town.row(
        "select c.number, p.sha256 from documents_certificate c join documents_paper p on p.id = c.paper_id"
        " join cases_case k on k.id = c.case_id where k.number = ?",
        ending.receipt.number,
    )
    assert number in words, words
    assert digest(pdf) == sha256
    return pdf


def _verified_in_three_ways(town: Town, pdf: bytes, ending: Ending) -> None:
    passer_by = town.public()
    found = re.search(r"\d{6}-\d{4}-\d-\d{5,7}-[0-9A-Z]", text_of(pdf))
    assert found, text_of(pdf)
    passer_by.go("/verify/")
    passer_by.fill(number=found[0], name=ending.name)
    passer_by.press("核验", within="main form", number=0)
    passer_by.reads("真实有效", ending.title)
    _hand_in(passer_by, "证书.pdf", pdf)
    passer_by.reads("真实有效", "文件的每一个字节都与签发时相同", ending.title)
    _hand_in(passer_by, "改过的证书.pdf", altered(pdf))
    passer_by.reads("被篡改或非本平台签发")
    assert "真实有效" not in passer_by.words
    addresses = [code for code in codes_on(pdf) if "/v/" in code]
    assert addresses, codes_on(pdf)
    passer_by.go(addresses[0])
    passer_by.reads("真实有效", ending.title)


def _hand_in(passer_by: Visitor, name: str, pdf: bytes) -> None:
    passer_by.go("/verify/")
    file = {"name": name, "mimeType": "application/pdf", "buffer": pdf}
    passer_by.page.locator('input[type="file"]').set_input_files(file)
    passer_by.press("核验文件")


def _document_is_public(town: Town, ending: Ending) -> None:
    passer_by = town.public()
    passer_by.go("/documents/")
    passer_by.press(ending.document, within="main", number=0)
    passer_by.reads(ending.name, ending.title)
    pdf = town.paper(passer_by, "main a[href^='/paper/']")
    assert_signed(pdf, town.folder)
    words = text_of(pdf)
    assert ending.name in words, words
    assert ending.title in words, words


def _paper_is_ticked_off(town: Town, applicant: Visitor, ending: Ending) -> None:
    applicant.go(f"/my/cases/{ending.receipt.case}/")
    pdf = town.paper(applicant, "#paper-form a[href^='/paper/']")
    words = text_of(pdf)
    assert pages_of(pdf) >= 2
    assert "初定专业技术职务任职资格表" in words
    assert ending.receipt.number in words, words
    version = re.search(r"版本码([0-9A-F]{8})", words)
    assert version, words
    assert any(version[1] in code for code in codes_on(pdf)), codes_on(pdf)
    counter = town.staff(ending.counter)
    take_in_paper(counter, ending.receipt.number, version[1])
    slip = town.paper(counter, "main a[href^='/paper/']")
    assert version[1] in text_of(slip)
    applicant.go(f"/my/cases/{ending.receipt.case}/")
    applicant.reads("已收到", "2 份")


def assert_list_is_public(town: Town, handle: str, *names: str) -> None:
    """The bureau's list stands on the public site with exactly these people, and so does its paper."""
    passer_by = town.public()
    passer_by.go("/notices/")
    passer_by.go(f"/notice/{handle}")
    passer_by.reads(*names)
    pdf = town.paper(passer_by, "main a[href^='/paper/']")
    words = text_of(pdf)
    for name in names:
        assert name in words, words
