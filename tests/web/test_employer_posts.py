"""The post table on the pages of the unit and of its supervising department."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import a_bureau, a_person, a_unit, actor_of, later, sign_in, staff
from zhicheng.cases.actions.post_table_approve import approve_post_table
from zhicheng.cases.actions.post_table_save import start_post_table
from zhicheng.cases.models import PostTable
from zhicheng.domain.permissions import Role
from zhicheng.people.models import Appointment, Organisation, Person

pytestmark = pytest.mark.django_db

FIGURES = {
    "senior": ("5", "1", "0", "0"),
    "associate_senior": ("25", "5", "4", "0"),
    "intermediate": ("40", "8", "6", "0"),
    "junior": ("30", "6", "4", "2"),
}


@pytest.fixture
def unit() -> Organisation:
    a_bureau()
    department = a_unit("苕州市文化局", kind="department")
    return a_unit("苕州市文化馆", kind="public_institution", supervised_by=department)


@pytest.fixture
def clerk(unit: Organisation) -> Appointment:
    return staff(Role.EMPLOYER_CLERK, unit)


def a_table(clerk: Appointment) -> PostTable:
    return start_post_table(2024, actor=actor_of(clerk), now=later())


def typed(table: PostTable, *people: Person, **other: str) -> dict[str, Any]:
    """What the edit page posts for these people."""
    data = {"seen": str(PostTable.objects.get(pk=table.pk).version), "staffing_quota": "24", "posts": "20"}
    data |= {"already_titled": "0", "candidates-TOTAL_FORMS": str(len(people)), "candidates-INITIAL_FORMS": "0"}
    for level, figures in FIGURES.items():
        for row, figure in zip(("ratio", "approved", "occupied", "offered"), figures, strict=True):
            data[f"{row}_{level}"] = figure
    for place, person in enumerate(people):
        row = {"name": person.name, "number": person.id_number(), "level": "junior", "grade": "12"}
        row |= {"post_title": "助理馆员", "applies_for": "助理馆员"}
        data |= {f"candidates-{place}-{name}": value for name, value in row.items()}
    return data | other


def post(client: Client, table: PostTable, data: dict[str, Any]) -> Any:
    return client.post(reverse("employer-post-edit", args=[table.handle]), data)


def test_a_table_is_saved_and_sent_and_the_number_is_never_shown(client: Client, clerk: Appointment) -> None:
    table, person = a_table(clerk), a_person("许知远")
    sign_in(client, clerk.person, clerk)
    assert post(client, table, typed(table, person)).status_code == 302
    edit = client.get(reverse("employer-post-edit", args=[table.handle])).content.decode()
    assert "许知远" in edit
    assert person.id_number() not in edit
    candidate = table.candidates.get()
    again = typed(table) | {
        "candidates-TOTAL_FORMS": "1",
        "candidates-INITIAL_FORMS": "1",
        "candidates-0-candidate": str(candidate.pk),
        "candidates-0-level": "junior",
        "candidates-0-grade": "12",
        "candidates-0-post_title": "助理馆员",
        "candidates-0-applies_for": "助理馆员",
        "then": "send",
    }
    sent = post(client, table, again)
    assert sent["Location"] == reverse("employer-post", args=[table.handle])
    page = client.get(sent["Location"]).content.decode()
    assert "待主管部门审核" in page
    assert person.id_number() not in page


def test_every_wrong_sum_is_said_at_its_place_and_the_table_is_kept(client: Client, clerk: Appointment) -> None:
    table = a_table(clerk)
    sign_in(client, clerk.person, clerk)
    answer = post(client, table, typed(table, a_person("许知远"), posts="30", offered_junior="5", then="send"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "专业技术岗位总数 30 超过编制数 24" in page
    assert "初级及未定级推出 5 个岗位，多于空缺 2 个" in page
    assert 'href="#id_offered_junior"' in page
    assert PostTable.objects.get().posts == 30
    assert PostTable.objects.get().state == "draft"


def test_a_person_not_found_keeps_the_row_as_typed(client: Client, clerk: Appointment) -> None:
    table, person = a_table(clerk), a_person("许知远")
    sign_in(client, clerk.person, clerk)
    data = typed(table, person) | {"candidates-0-name": "许致远"}
    answer = post(client, table, data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "没有找到姓名和证件号码都相符的已注册人员" in page
    assert 'value="许致远"' in page
    assert not table.candidates.exists()


def test_a_letter_for_a_figure_is_said_with_its_field(client: Client, clerk: Appointment) -> None:
    table = a_table(clerk)
    sign_in(client, clerk.person, clerk)
    answer = post(client, table, typed(table, approved_junior="六"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#id_approved_junior"' in page
    assert 'value="六"' in page


def test_a_stale_page_is_told_and_overwrites_nothing(client: Client, clerk: Appointment) -> None:
    table = a_table(clerk)
    sign_in(client, clerk.person, clerk)
    data = typed(table)
    assert post(client, table, data).status_code == 302
    assert post(client, table, data | {"posts": "1"}).status_code == 409
    assert PostTable.objects.get().posts == 20


def test_the_department_endorses_and_the_bureaus_approval_opens_the_ledger(
    client: Client, clerk: Appointment, unit: Organisation
) -> None:
    table = a_table(clerk)
    sign_in(client, clerk.person, clerk)
    post(client, table, typed(table, a_person("许知远"), then="send"))
    assert unit.supervised_by
    supervisor = staff(Role.SUPERVISOR, unit.supervised_by, "何主任")
    department = sign_in(Client(), supervisor.person, supervisor)
    assert "苕州市文化馆" in department.get(reverse("employer-supervised-posts")).content.decode()
    url = reverse("employer-supervised-post", args=[table.handle])
    page = department.get(url).content.decode()
    seen = re.findall(r'name="seen" value="(\d+)"', page)[0]
    empty = department.post(url, {"act": "endorse", "opinion": " ", "seen": seen})
    assert empty.status_code == 422
    assert "请填写主管部门意见" in empty.content.decode()
    assert department.post(url, {"act": "endorse", "opinion": "同意。", "seen": seen}).status_code == 302
    approve_post_table(
        table.handle, actor=actor_of(staff(Role.BUREAU_REVIEWER, a_bureau())), now=later(), opinion="同意。"
    )
    shown = client.get(reverse("employer-post", args=[table.handle])).content.decode()
    assert "还可推荐" in shown
    assert "正在生成" in shown
    assert client.get(reverse("employer-post-edit", args=[table.handle])).status_code == 409


def test_an_enterprise_is_told_that_it_needs_no_table(client: Client) -> None:
    clerk = staff(Role.EMPLOYER_CLERK, a_unit())
    sign_in(client, clerk.person, clerk)
    assert "贵单位不需要填报" in client.get(reverse("employer-posts")).content.decode()
    assert client.post(reverse("employer-post-start"), {"year": "1999"}).status_code == 422


def test_tables_of_others_do_not_exist(client: Client, clerk: Appointment) -> None:
    table = a_table(clerk)
    other = staff(Role.EMPLOYER_CLERK, a_unit("霅溪区图书馆", kind="public_institution"))
    sign_in(client, other.person, other)
    for name in ("employer-post", "employer-post-edit"):
        assert client.get(reverse(name, args=[table.handle])).status_code == 404
    assert client.get(reverse("employer-supervised-post", args=[table.handle])).status_code == 404
