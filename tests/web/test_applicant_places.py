"""Each fault leads to the page, and where there is one the field, at which it is cured."""

import pytest

from zhicheng.policy.deployment import deployed_pack
from zhicheng.web.applicant.pages.places import place_of


@pytest.mark.parametrize(
    ("where", "address", "words"),
    [
        ("apply:series", "/my/apply/target", "申报什么"),
        ("apply:employer", "/my/apply/employer", "用人单位"),
        ("apply:batch", "/my/apply/", "申报时间"),
        ("archive:summary", "/my/archive/summary/?check=1", "业绩档案库 · 个人专业技术工作小结"),
        ("archive:work:abc:from", "/my/archive/work/?check=1&open=abc#f-abc-from", "业绩档案库 · 工作经历 · 开始日期"),
        ("claim:work:abc", "/my/archive/work/?check=1&open=abc#e-abc", "业绩档案库 · 工作经历"),
        ("claim:work:gone", "/my/archive/work/?check=1", "业绩档案库 · 工作经历"),
        ("claim:target", "/my/apply/target", "申报什么"),
        ("claim:assessment_forms", "/my/archive/assessment/?check=1", "业绩档案库 · 年度考核"),
        ("claim:staffing", "/my/apply/employer", "用人单位"),
        ("rule:field_of_work", "/my/apply/relations", "与申报专业的关系"),
        ("rule:identity", "/my/eligibility/", "资格测算"),
        ("material:insurance", "/my/archive/insurance/?check=1", "业绩档案库 · 社会保险"),
        ("material:post_table", "/my/apply/employer", "用人单位"),
        ("objection", "/my/apply/", "申报"),
        ("", "/my/apply/", "申报"),
    ],
)
def test_a_fault_leads_to_where_it_is_cured(where: str, address: str, words: str) -> None:
    assert place_of(where, standing={"abc"}) == (address, words)


@pytest.mark.django_db
def test_every_rule_material_and_check_of_the_pack_has_a_place() -> None:
    pack = deployed_pack()
    places = [f"rule:{name}" for name in pack.conditions] + [f"material:{name}" for name in pack.materials]
    places += [f"claim:{item.code}" for item in pack.checklist]
    for where in places:
        address, words = place_of(where)
        assert address.startswith("/my/")
        assert words
