"""The whole way of an applicant through the pages: register, archive, apply, submit, receipt."""

import io
import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.cast import a_bureau, a_unit
from tests.clock import at
from zhicheng.domain.identity import invented_resident_id
from zhicheng.domain.truth import TRUTH_VERSION

pytestmark = pytest.mark.django_db
FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def browser_at(settings: Any) -> Any:
    """A function giving a client whose requests arrive at an instant."""
    settings.ZHICHENG_CLOCK = "zhicheng.web.request.system_clock"
    settings.ZHICHENG_ARRIVAL_HEADER = "X-Request-Start"

    def make(text: str) -> Client:
        return Client(headers={"X-Request-Start": f"t={at(text).timestamp()}"})

    return make


def a_scan() -> SimpleUploadedFile:
    picture = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(picture, "PNG")
    return SimpleUploadedFile("证书.png", picture.getvalue(), "image/png")


def fill(client: Client, section: str, values: dict[str, str], files: tuple[str, ...] = ()) -> str:
    answer = client.post(f"/my/archive/{section}/add")
    handle = re.search(r"open=(\w+)", answer["Location"])[1]  # type: ignore[index]
    version = 1
    for name, value in values.items():
        told = client.post(
            f"/my/archive/entries/{handle}/save",
            {"field": name, "value": value, "version": version},
            headers=FETCH,
        )
        said = json.loads(told.content)
        assert told.status_code == 200, said
        assert said["errors"].get(name, "") == "", said
        version = said["version"]
    for field in files:
        sent = client.post(
            f"/my/archive/entries/{handle}/files/{field}", {f"file-{handle}-{field}": a_scan(), "original": "yes"}
        )
        assert sent.status_code == 302, sent.content.decode()
    return handle


def say(client: Client, name: str, value: str) -> None:
    told = client.post("/my/apply/save?show=verdict", {"field": name, "value": value}, headers=FETCH)
    assert told.status_code == 200, told.content.decode()


def test_a_person_registers_fills_the_archive_applies_and_gets_a_receipt(browser_at: Any) -> None:
    a_bureau()
    unit = a_unit(uscc="91330500MA00000001")
    client = browser_at("2024-12-02 12:00:05")
    registered = client.post(
        "/account/register",
        {
            "name": "沈喆",
            "id_kind": "resident_id",
            "id_number": invented_resident_id(498_077, at("1999-03-02").date(), "female"),
            "phone": "13812345677",
            "password": "一句我自己记得住的话呀",
        },
    )
    assert registered.status_code == 302, registered.content.decode()
    assert "建立业绩档案" in client.get("/my/").content.decode()
    fill(
        client,
        "basics",
        {
            "gender": "female",
            "birth_date": "1999-03-02",
            "ethnicity": "汉族",
            "phone": "13812345677",
            "work_start": "2021-07-10",
            "speciality_now": "环境工程",
        },
    )
    schooling = fill(
        client,
        "schooling",
        {
            "level": "bachelor",
            "school": "苕州学院",
            "speciality": "环境工程",
            "mode": "full_time",
            "enrolled": "2017-09-01",
            "date": "2021-06-30",
            "conclusion": "graduated",
            "country": "CN",
        },
        ("certificate_file", "filing_form_file"),
    )
    work = fill(
        client,
        "work",
        {
            "employer": unit.name,
            "from": "2021-07-10",
            "post": "工程师助理",
            "kind": "technical",
            "content": "污水处理工程设计",
        },
    )
    fill(
        client, "insurance", {"region": "330500", "from": "2021-07", "to": "2024-11", "employer": unit.name}, ("file",)
    )
    fill(
        client,
        "assessment",
        {"year": "2023", "employer": unit.name, "grade": "qualified", "stamped": "true"},
        ("file",),
    )
    fill(client, "summary", {"text": "从事污水处理工程设计三年。"})

    client.post("/my/apply/start")
    for name, value in {
        "series": "engineering",
        "level": "assistant",
        "speciality": "环境工程",
        "status": "in_post",
        f"relation.{schooling}": "same",
        f"relation.{work}": "same",
    }.items():
        say(client, name, value)
    found = client.get("/my/apply/employer", {"q": "清波"}).content.decode()
    assert unit.name in found
    client.post("/my/apply/employer", {"employer": unit.handle})
    page = client.get("/my/apply/check").content.decode()
    assert "补齐后才能提交" not in page, re.findall(r"defect-what\">([^<]+)", page)
    assert "2024年12月20日" in page
    form = {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("case", "version", "key")}  # type: ignore[index]

    unticked = client.post("/my/apply/submit", form)
    assert unticked.status_code == 422
    assert "请先阅读并勾选" in unticked.content.decode()

    sent = client.post("/my/apply/submit", form | {"truth": TRUTH_VERSION})
    again = client.post("/my/apply/submit", form | {"truth": TRUTH_VERSION})
    assert sent.status_code == again.status_code == 302, sent.content.decode()
    assert sent["Location"] == again["Location"]
    receipt = client.get(sent["Location"]).content.decode()
    assert "12:00:05" in receipt
    assert re.search(r"[0-9a-f]{64}", receipt)
    assert "待单位核实" in client.get("/my/").content.decode()
    case_page = client.get(f"/my/cases/{form['case']}/")
    assert "您提交了申报" in case_page.content.decode()
    assert "环境工程" in client.get(f"/my/cases/{form['case']}/content").content.decode()
