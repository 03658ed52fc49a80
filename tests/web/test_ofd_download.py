"""The worker makes the OFD edition of an issued certificate; the holder takes it, and the capsule bears it."""

import io
import zipfile
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import ofdkit
import pytest
from django.core.management import call_command
from django.test import override_settings

from tests.capsule_acts import Kept, a_kept_case
from tests.cast import sign_in
from zhicheng.documents.models import Paper
from zhicheng.gateways.gmseal import gm_seal
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
