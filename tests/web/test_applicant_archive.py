"""The archive's pages: what is typed is kept, what is wrong is said, what is another's does not exist."""

import io
import json
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import SHANGHAI_MORNING, a_person, applicant
from tests.stories import keep_archive
from tests.web.applicant_pages import FETCH, At, a_scan, browser_at, save_field, text_of
from zhicheng.outbox.models import Message
from zhicheng.people.actions.ask_registers import keep_silence
from zhicheng.people.actions.keep_archive import add_entry
from zhicheng.people.models import ArchiveEntry, ArchiveFile, Evidence, Person

__all__ = ["browser_at"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return a_person()


@pytest.fixture
def client(browser_at: At, person: Person) -> Client:
    return browser_at(person=person)


def entry_of(person: Person, section: str = "work") -> ArchiveEntry:
    return add_entry(section, actor=applicant(person), now=SHANGHAI_MORNING)


def upload(client: Client, entry: ArchiveEntry, field: str, sent: Any, **more: str) -> Any:
    data = {f"file-{entry.handle}-{field}": sent, "original": "yes"} | more
    return client.post(f"/my/archive/entries/{entry.handle}/files/{field}", data, headers=FETCH)


def test_a_wrong_value_is_kept_as_typed_and_its_message_comes_back(client: Client, person: Person) -> None:
    entry = entry_of(person)
    answer = save_field(client, entry.handle, "from", "2021年13月", 1)
    said = json.loads(answer.content)
    assert answer.status_code == 200
    assert said["ok"] is True
    assert said["saved_at"] == "09:00"
    assert said["version"] == 2
    assert "不是一个存在的日期" in said["errors"]["from"]
    entry.refresh_from_db()
    assert entry.values["from"] == "2021年13月"
    page = text_of(client.get("/my/archive/work/"))
    assert 'value="2021年13月"' in page
    assert "不是一个存在的日期" in page


def test_a_corrected_value_takes_its_message_away(client: Client, person: Person) -> None:
    entry = entry_of(person)
    save_field(client, entry.handle, "from", "2021年13月")
    said = json.loads(save_field(client, entry.handle, "from", "2021-07-01").content)
    assert said["errors"]["from"] == ""


def test_a_stale_page_overwrites_nothing_and_shows_both(client: Client, person: Person) -> None:
    entry = entry_of(person)
    save_field(client, entry.handle, "post", "工程师", 1)
    answer = save_field(client, entry.handle, "post", "设计师", 1)
    said = json.loads(answer.content)
    assert answer.status_code == 409
    assert said["values"] == {"post": ["工程师"]}
    assert said["version"] == 2
    entry.refresh_from_db()
    assert entry.values["post"] == "工程师"


def test_what_another_page_saved_alike_is_no_conflict(client: Client, person: Person) -> None:
    entry = entry_of(person)
    save_field(client, entry.handle, "post", "工程师", 1)
    assert save_field(client, entry.handle, "post", "工程师", 1).status_code == 200


def test_a_lost_session_is_told_to_the_script_as_such(browser_at: At, person: Person) -> None:
    entry = entry_of(person)
    answer = save_field(browser_at(), entry.handle, "post", "工程师")
    assert answer.status_code == 401
    assert "/account/login" in json.loads(answer.content)["login"]


def test_empty_fields_are_complained_of_only_when_one_comes_to_check(client: Client, person: Person) -> None:
    entry = entry_of(person)
    assert "请填写开始日期" not in text_of(client.get(f"/my/archive/work/?open={entry.handle}"))
    assert "请填写开始日期" in text_of(client.get("/my/archive/work/?check=1"))


def test_the_task_list_says_how_far_each_section_is(client: Client, person: Person) -> None:
    keep_archive(person)
    save_field(client, entry_of(person).handle, "from", "昨天")
    page = text_of(client.get("/my/archive/"))
    for said in ("已核验", "待补 5 处", "3 条", "已填写", "没有"):
        assert said in page


def test_what_a_register_gave_stands_and_asks_for_no_upload(client: Client, person: Person) -> None:
    keep_archive(person)
    page = text_of(client.get("/my/archive/schooling/"))
    assert "省库核验" in page
    assert "于 2024年11月4日（周一）09:00 核验取得" in page
    assert "苕州学院" in page
    assert 'type="file"' not in page
    pulled = ArchiveEntry.objects.get(person=person, section="schooling")
    refused = save_field(client, pulled.handle, "school", "别的学校")
    assert refused.status_code == 409
    assert "不能修改" in json.loads(refused.content)["message"]


def test_asking_the_registers_shows_the_state_of_each(client: Client, person: Person) -> None:
    client.post("/my/archive/registers")
    assert Message.objects.filter(topic__startswith="register.").count() == 2
    page = text_of(client.get("/my/archive/"))
    assert "查询中" in page
    assert "every 2s" in page
    for evidence in Evidence.objects.filter(person=person):
        keep_silence(evidence.pk, why="学历库暂时查不到，请先上传证书。", actor=applicant(person), now=SHANGHAI_MORNING)
    done = client.get("/my/archive/registers/answers", headers={"HX-Request": "true"})
    assert done["HX-Refresh"] == "true"
    assert "暂时查不到" in text_of(done)
    assert "请先上传证书" in text_of(client.get("/my/archive/schooling/"))


def test_a_scan_is_kept_and_stands_at_its_field(client: Client, person: Person) -> None:
    entry = entry_of(person, "schooling")
    answer = upload(client, entry, "certificate_file", a_scan())
    assert json.loads(answer.content)["ok"] is True
    entry.refresh_from_db()
    file = ArchiveFile.objects.get(person=person)
    assert entry.values["certificate_file"] == file.handle
    assert file.declared_original
    assert "证书.png" in text_of(client.get("/my/archive/schooling/"))
    picture = client.get(f"/my/files/{file.handle}/pages/1")
    assert picture["Content-Type"] == "image/jpeg"
    assert picture["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in picture["Content-Security-Policy"]
    assert client.get(f"/my/files/{file.handle}?save=1").content == a_scan().read()
    client.post(f"/my/archive/entries/{entry.handle}/files/certificate_file/detach")
    entry.refresh_from_db()
    assert entry.values["certificate_file"] == ""


def a_locked_pdf() -> bytes:
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(written, encryption=pikepdf.Encryption(owner="a", user="b"))
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("证书.pdf", b"MZ" + b"0" * 100, "Windows 程序"),
        ("证书.pdf", a_locked_pdf(), "有密码"),
        ("证书.pdf", b"%PDF-" + b"0" * (40 * 1024 * 1024), "超过了 10 MB"),
        ("证书.pdf", b"", "文件是空的"),
        ("证书.jpg", a_scan().read(), "内容却是 PNG"),
    ],
)
def test_what_is_no_scan_is_refused_in_clear_words(
    client: Client, person: Person, name: str, content: bytes, said: str
) -> None:
    entry = entry_of(person, "schooling")
    answer = upload(client, entry, "certificate_file", SimpleUploadedFile(name, content))
    assert answer.status_code == 422
    assert said in json.loads(answer.content)["error"]
    assert not ArchiveFile.objects.exists()


def test_a_scan_not_declared_to_be_of_the_original_is_refused(client: Client, person: Person) -> None:
    entry = entry_of(person, "schooling")
    answer = upload(client, entry, "certificate_file", a_scan(), original="")
    assert "扫描自原件" in json.loads(answer.content)["error"]


def test_without_scripts_a_refused_file_is_said_at_its_field(client: Client, person: Person) -> None:
    entry = entry_of(person, "schooling")
    save_field(client, entry.handle, "school", "苕州学院")
    sent = {f"file-{entry.handle}-certificate_file": SimpleUploadedFile("a.pdf", b"MZ0"), "original": "yes"}
    answer = client.post(f"/my/archive/entries/{entry.handle}/files/certificate_file", sent)
    assert answer.status_code == 422
    assert "Windows 程序" in text_of(answer)
    assert 'value="苕州学院"' in text_of(answer)


def test_taking_an_entry_out_is_confirmed_on_a_page_of_its_own(client: Client, person: Person) -> None:
    entry = entry_of(person)
    page = text_of(client.get(f"/my/archive/entries/{entry.handle}/remove"))
    assert "已经提交的申报各有自己的副本" in page
    assert ArchiveEntry.objects.get(pk=entry.pk).removed_at is None
    client.post(f"/my/archive/entries/{entry.handle}/remove")
    assert ArchiveEntry.objects.get(pk=entry.pk).removed_at is not None


@pytest.mark.parametrize("address", ["save", "remove", "files/contract_file", "files/contract_file/detach"])
def test_an_entry_of_another_person_does_not_exist(browser_at: At, person: Person, address: str) -> None:
    entry = entry_of(person)
    stranger = browser_at(person=a_person("陈昇"))
    sent = {"field": "post", "value": "工程师"}
    assert stranger.post(f"/my/archive/entries/{entry.handle}/{address}", sent).status_code == 404
    entry.refresh_from_db()
    assert entry.values == {}
    assert entry.removed_at is None


def test_a_file_of_another_person_does_not_exist(browser_at: At, client: Client, person: Person) -> None:
    upload(client, entry_of(person), "contract_file", a_scan())
    file = ArchiveFile.objects.get(person=person)
    stranger_person = a_person("陈昇")
    stranger = browser_at(person=stranger_person)
    assert stranger.get(f"/my/files/{file.handle}").status_code == 404
    assert stranger.get(f"/my/files/{file.handle}/pages/1").status_code == 404
    entry = entry_of(stranger_person)
    assert save_field(stranger, entry.handle, "contract_file", file.handle).status_code == 404


def test_no_such_section_is_not_found(client: Client) -> None:
    assert client.get("/my/archive/nothing/").status_code == 404
    assert client.post("/my/archive/nothing/add").status_code == 404


def test_a_section_costs_the_same_for_one_entry_and_for_twenty(client: Client, person: Person) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get("/my/archive/work/").status_code == 200
        return len(queries)

    entry_of(person)
    cost()
    one = cost()
    for _ in range(19):
        entry_of(person)
    assert cost() == one


def test_a_photograph_is_no_pdf(client: Client, person: Person) -> None:
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(written)
    answer = upload(client, entry_of(person, "basics"), "photo", SimpleUploadedFile("照片.pdf", written.getvalue()))
    assert "证件照须是 JPG 或 PNG" in json.loads(answer.content)["error"]
