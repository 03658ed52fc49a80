"""The worker makes the OFD edition of an issued certificate; the holder takes it, and the capsule bears it."""

import io
import zipfile
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import ofdkit
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse

from tests.capsule_acts import Kept, a_kept_case
from tests.cast import sign_in
from tests.log_acts import corrected, revoked
from zhicheng.commands.judged import judged_file
from zhicheng.documents.bundle.gather import register_contents, sign_bundle
from zhicheng.documents.bundle.read import read_bundle
from zhicheng.documents.bundle.write import bundle_files
from zhicheng.documents.models import Paper
from zhicheng.documents.verification import Check, Standing
from zhicheng.gateways.eseal import seal as eseal
from zhicheng.gateways.gmseal import gm_seal, makers_pem
from zhicheng.gateways.gmseal.checking import check_seal
from zhicheng.gateways.gmseal.sm2 import sm3
from zhicheng.jobs.clock import real_now
from zhicheng.jobs.handlers import ofd

pytestmark = pytest.mark.django_db


def made(kept: Kept) -> Paper:
    ofd.make({"certificate": kept.certificate.pk}, kept.story.now)
    return Paper.objects.get(key=f"certificate-ofd:{kept.certificate.handle}")


def test_it_says_what_the_certificate_states_and_bears_a_seal_that_holds() -> None:
    kept = a_kept_case()
    paper = made(kept)
    content, seal = bytes(paper.content), gm_seal()
    assert seal is not None
    assert (paper.sha256, paper.sm3) == (sha256(content).hexdigest(), sm3(content).hex())
    assert "测试章" in check_seal(content, makers=[seal.maker_der], now=real_now() + timedelta(minutes=1)).name
    with ofdkit.open(io.BytesIO(content)) as document:
        words = [run.text for run in document.pages[0].runs]
    stated = kept.certificate.stated
    for name in ("name", "number", "employer", "title", "authority", "document_number"):
        assert stated[name] in "".join(words), name
    assert "女" in words
    assert "1999年3月" in words
    assert kept.story.person.id_number() not in "".join(words)


def test_it_is_made_once() -> None:
    kept = a_kept_case()
    first = made(kept)
    assert made(kept).pk == first.pk


def test_where_no_such_seal_is_named_none_is_made_and_nothing_fails() -> None:
    kept = a_kept_case()
    gm_seal.cache_clear()
    with override_settings(ZHICHENG_GM_SEAL=""):
        ofd.make({"certificate": kept.certificate.pk}, kept.story.now)
    gm_seal.cache_clear()
    assert not Paper.objects.filter(kind="certificate_ofd").exists()


def test_the_holder_takes_it_beside_the_pdf(client: Any) -> None:
    kept = a_kept_case()
    sign_in(client, kept.story.person)
    page = f"/my/cases/{kept.story.case.handle}/"
    assert "下载证书（OFD）" not in client.get(page).content.decode()
    paper = made(kept)
    shown = client.get(page).content.decode()
    assert f"/paper/{paper.handle}?save=1" in shown
    assert "（OFD）（PDF）" not in shown
    answer = client.get(f"/paper/{paper.handle}?save=1")
    assert answer["Content-Type"] == "application/ofd"
    assert answer["Content-Disposition"].endswith(".ofd")
    assert answer.content == bytes(paper.content)


def test_everybody_may_verify_it_and_hears_the_standing_of_its_certificate(client: Any) -> None:
    kept = a_kept_case()
    content = bytes(made(kept).content)

    def heard(ofd: bytes) -> str:
        file = SimpleUploadedFile("证书.ofd", ofd)
        return str(client.post(reverse("public-verify-file"), {"file": file}).content.decode())

    shown = heard(content)
    assert "真实有效" in shown
    assert kept.certificate.number in shown
    assert "被篡改" in heard(content.replace(kept.story.person.name.encode(), "沈折".encode()))
    assert "被篡改" in heard(content + b"\n")
    assert "查无此证" in heard(b"PK\3\4 nothing of ours")
    new = corrected(kept.story)
    assert "已换发新证" in heard(content)
    assert new.number in heard(content)
    revoked(kept.story)
    assert "已撤销" in heard(content)


def test_the_command_by_the_register_tells_of_the_seal_apart_from_the_file() -> None:
    kept = a_kept_case()
    content = bytes(made(kept).content)
    answer = judged_file(content, now=kept.story.now)
    assert (answer.standing, answer.number) == (Standing.VALID, kept.certificate.number)
    assert (answer.checks.whole_file, answer.checks.seal) == (Check.HOLDS, Check.HOLDS)
    assert judged_file(content[:-9], now=kept.story.now).standing is Standing.ALTERED
    gm_seal.cache_clear()
    with override_settings(ZHICHENG_GM_SEAL=""):
        answer = judged_file(content, now=kept.story.now)
    gm_seal.cache_clear()
    assert (answer.standing, answer.checks.seal) == (Standing.VALID, Check.NOT_MADE)
    assert "国密签章没有在这里核对" in answer.because


def test_the_bundle_lists_it_and_names_the_maker_of_its_seal() -> None:
    kept = a_kept_case()
    digest = made(kept).sha256
    contents = register_contents(now=kept.story.now, seal_pem=eseal().certificate_pem, makers=makers_pem())
    read = read_bundle(bundle_files(contents, sign=sign_bundle))
    found = read.issued.find(digest)
    assert found is not None
    assert found.number == kept.certificate.number
    seal = gm_seal()
    assert seal is not None
    assert read.makers == (seal.maker_der,)


def test_the_command_says_whether_the_seal_holds(tmp_path: Path) -> None:
    file = tmp_path / "certificate.ofd"
    file.write_bytes(bytes(made(a_kept_case()).content))
    call_command("check_ofd", str(file), stdout=(said := io.StringIO()))
    assert "签章有效" in said.getvalue()
    file.write_bytes(file.read_bytes()[:-9])
    with pytest.raises(SystemExit) as ended:
        call_command("check_ofd", str(file), stdout=(said := io.StringIO()))
    assert (ended.value.code, "no_package" in said.getvalue()) == (1, True)


def test_the_capsule_bears_it_too() -> None:
    kept = a_kept_case()
    paper = made(kept)
    with zipfile.ZipFile(io.BytesIO(kept.capsule())) as folder:
        name = next(one for one in folder.namelist() if one.endswith(".ofd"))
        assert folder.read(name) == bytes(paper.content)
