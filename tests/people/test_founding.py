"""A bureau founds its platform: units from a table, and the first administrator, who appoints the rest."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.cast import a_bureau, a_person, actor_of, later
from zhicheng.domain.permissions import Role
from zhicheng.domain.uscc import invented_uscc
from zhicheng.events.models import Event
from zhicheng.people.actions.appoint import appoint
from zhicheng.people.models import Appointment, Organisation

pytestmark = pytest.mark.django_db
HEAD = "name,kind,uscc,affiliation,supervised_by,self_evaluating,phone,document_word"


def enter(tmp_path: Path, *lines: str) -> str:
    table = tmp_path / "units.csv"
    table.write_text("\n".join([HEAD, *lines]), encoding="utf-8-sig")
    said = StringIO()
    call_command("enter_organisations", str(table), stdout=said)
    return said.getvalue()


def test_units_come_from_a_table_with_their_departments(tmp_path: Path) -> None:
    code = invented_uscc(7, "12")
    said = enter(
        tmp_path,
        f"苕州第一中学,public_institution,{code},330500,苕州市教育局,,0500-1,",
        "苕州市教育局,department,,330500,,,0500-2,",
        "苕州市人社局,bureau,,330500,,,0500-3,苕人社职",
    )
    assert "新增 3 家" in said
    school = Organisation.objects.get(uscc=code)
    assert school.supervised_by
    assert school.supervised_by.name == "苕州市教育局"
    assert Event.objects.filter(act="enter_organisation").count() == 3


def test_the_same_table_again_puts_right_and_doubles_nothing(tmp_path: Path) -> None:
    code = invented_uscc(8)
    enter(tmp_path, f"旧名公司,enterprise,{code},330500,,,,")
    assert "更正 1 家" in enter(tmp_path, f"新名公司,enterprise,{code},330502,,是,,")
    unit = Organisation.objects.get()
    assert (unit.name, unit.affiliation, unit.self_evaluating) == ("新名公司", "330502", True)


def test_every_fault_is_named_by_its_line_and_nothing_is_entered(tmp_path: Path) -> None:
    wrong = invented_uscc(9)[:-1] + "!"
    with pytest.raises(CommandError) as said:
        enter(tmp_path, "好公司,enterprise,,330500,,,,", ",shop,,999999,,,,", f"坏码公司,enterprise,{wrong},330500,,,,")
    words = str(said.value)
    assert "第 3 行：没有单位名称" in words
    assert "第 3 行：单位类别" in words
    assert "第 3 行：隶属代码" in words
    assert "第 4 行：统一社会信用代码" in words
    assert Organisation.objects.count() == 0


def test_a_department_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="没有名为“无此局”的主管部门"):
        enter(tmp_path, "某校,public_institution,,330500,无此局,,,")


def test_the_first_administrator_is_appointed_once_and_appoints_the_others() -> None:
    bureau, first, other = a_bureau(), a_person("安靖"), a_person("周岚")
    call_command("appoint_first", first.phone(), "330500", stdout=StringIO())
    admin = Appointment.objects.get(person=first)
    assert admin.role == Role.SECURITY_ADMIN
    with pytest.raises(CommandError, match="已经有安全管理员"):
        call_command("appoint_first", other.phone(), "330500", stdout=StringIO())
    when = later(days=3650)
    appoint(other.pk, Role.BUREAU_CLERK, bureau.pk, starts_on=when.date(), actor=actor_of(admin), now=when)
    assert Appointment.objects.filter(person=other, role=Role.BUREAU_CLERK.value).exists()


def test_somebody_who_has_not_registered_is_not_appointed() -> None:
    a_bureau()
    with pytest.raises(CommandError, match="请先在平台上注册"):
        call_command("appoint_first", "13300000000", "330500", stdout=StringIO())
