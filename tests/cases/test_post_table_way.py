"""A post table's way: filled in by the unit, endorsed by its department, approved by the bureau."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.cast import a_bureau, a_person, a_unit, actor_of, later, staff
from zhicheng.cases.actions.post_table_approve import approve_post_table
from zhicheng.cases.actions.post_table_endorse import endorse_post_table
from zhicheng.cases.actions.post_table_return import return_post_table
from zhicheng.cases.actions.post_table_save import (
    CandidateEntry,
    LineEntry,
    TableEntry,
    save_post_table,
    start_post_table,
)
from zhicheng.cases.actions.post_table_send import send_post_table
from zhicheng.cases.models import PostTable
from zhicheng.cases.post_table_queries import endorsement_of, history_of, ledger_of, post_table_for, post_tables_seen_by
from zhicheng.domain.faults import NotNow, NotYours, Refused, StalePage
from zhicheng.domain.permissions import Actor, Role
from zhicheng.events.record import breaks
from zhicheng.outbox.models import Message
from zhicheng.people.models import Organisation, Person

pytestmark = pytest.mark.django_db


def a_public_institution() -> Organisation:
    department = a_unit("苕州市文化局", kind="department")
    return a_unit("苕州市文化馆", kind="public_institution", supervised_by=department)


def a_line(level: str, ratio: int, approved: int, occupied: int, offered: int = 0) -> LineEntry:
    return LineEntry(level, Decimal(ratio), approved, occupied, offered)


def entry_naming(*people: Person) -> TableEntry:
    return TableEntry(
        staffing_quota=24,
        posts=20,
        already_titled=0,
        lines=(
            a_line("senior", 5, 1, 0),
            a_line("associate_senior", 25, 5, 4),
            a_line("intermediate", 40, 8, 6),
            a_line("junior", 30, 6, 4, offered=2),
        ),
        candidates=tuple(
            CandidateEntry("junior", "助理馆员", "助理馆员", grade=12, name=one.name, number=one.id_number())
            for one in people
        ),
    )


def clerk_of(unit: Organisation) -> Actor:
    return actor_of(staff(Role.EMPLOYER_CLERK, unit))


def supervisor_of(unit: Organisation) -> Actor:
    assert unit.supervised_by
    return actor_of(staff(Role.SUPERVISOR, unit.supervised_by, "何主任"))


def filled(unit: Organisation, clerk: Actor, *people: Person) -> PostTable:
    table = start_post_table(2024, actor=clerk, now=later())
    return save_post_table(table.handle, entry_naming(*people), actor=clerk, now=later())


def test_a_table_goes_from_the_unit_over_its_department_to_the_bureau() -> None:
    unit = a_public_institution()
    clerk, reviewer = clerk_of(unit), actor_of(staff(Role.BUREAU_REVIEWER, a_bureau()))
    table = filled(unit, clerk, a_person("许知远"))
    send_post_table(table.handle, actor=clerk, now=later(hours=1))
    endorse_post_table(table.handle, actor=supervisor_of(unit), now=later(hours=2), opinion="同意推荐。")
    approved = approve_post_table(table.handle, actor=reviewer, now=later(hours=3), opinion="同意。")
    assert approved.state == "approved"
    message = Message.objects.get(topic="paper.post_table")
    assert message.payload == {"table": table.pk}
    assert message.key == f"post-table:{table.handle}:{approved.version}"
    assert [one.title for one in history_of(approved)] == [
        "人社部门同意",
        "主管部门同意",
        "送主管部门",
        "修改",
        "开始填报",
    ]
    assert history_of(approved)[1].text == endorsement_of(approved) == "同意推荐。"
    assert list(breaks()) == []


def test_a_table_started_twice_is_one() -> None:
    clerk = clerk_of(a_public_institution())
    first = start_post_table(2024, actor=clerk, now=later())
    assert start_post_table(2024, actor=clerk, now=later()).pk == first.pk
    assert first.lines.count() == 4


def test_an_enterprise_has_no_post_table() -> None:
    with pytest.raises(NotNow):
        start_post_table(2024, actor=clerk_of(a_unit()), now=later())


def test_every_sum_that_does_not_hold_is_said_at_its_place_when_sending() -> None:
    unit = a_public_institution()
    clerk, person = clerk_of(unit), a_person("许知远")
    table = start_post_table(2024, actor=clerk, now=later())
    entry = entry_naming(person)
    wrong = replace(
        entry,
        staffing_quota=10,
        lines=(*entry.lines[:3], a_line("junior", 20, 6, 5, offered=2)),
        candidates=(replace(entry.candidates[0], grade=9),),
    )
    save_post_table(table.handle, wrong, actor=clerk, now=later())
    with pytest.raises(Refused) as refused:
        send_post_table(table.handle, actor=clerk, now=later())
    assert {fault.where for fault in refused.value.defects} == {
        "ratio",
        "junior",
        "staffing_quota",
        "candidate:许知远",
    }
    assert PostTable.objects.get().state == "draft"


def test_a_row_whose_name_and_number_do_not_agree_saves_nothing() -> None:
    unit = a_public_institution()
    clerk, person, other = clerk_of(unit), a_person("许知远"), a_person("裴声")
    table = start_post_table(2024, actor=clerk, now=later())
    entry = entry_naming(person)
    crossed = replace(entry, candidates=(replace(entry.candidates[0], number=other.id_number()),))
    with pytest.raises(Refused) as refused:
        save_post_table(table.handle, crossed, actor=clerk, now=later())
    assert refused.value.defects[0].where == "candidates-0"
    assert PostTable.objects.get().staffing_quota == 0


def test_a_person_already_named_is_kept_without_the_number() -> None:
    unit = a_public_institution()
    clerk, person = clerk_of(unit), a_person("许知远")
    table = filled(unit, clerk, person)
    row = table.candidates.get()
    entry = entry_naming(person)
    again = replace(entry, candidates=(replace(entry.candidates[0], candidate=row.pk, name="", number=""),))
    save_post_table(table.handle, again, actor=clerk, now=later())
    assert table.candidates.get().person == person


def test_a_row_of_another_table_brings_no_person_along() -> None:
    unit, elsewhere = a_public_institution(), a_unit("霅溪区图书馆", kind="public_institution")
    stranger = filled(elsewhere, clerk_of(elsewhere), a_person("裴声")).candidates.get()
    clerk = clerk_of(unit)
    table = start_post_table(2024, actor=clerk, now=later())
    entry = entry_naming(a_person("许知远"))
    borrowed = replace(entry, candidates=(replace(entry.candidates[0], candidate=stranger.pk, name="", number=""),))
    with pytest.raises(Refused):
        save_post_table(table.handle, borrowed, actor=clerk, now=later())


def test_a_stale_page_overwrites_nothing() -> None:
    unit = a_public_institution()
    clerk = clerk_of(unit)
    table = filled(unit, clerk)
    with pytest.raises(StalePage):
        save_post_table(table.handle, entry_naming(), actor=clerk, now=later(), seen=table.version - 1)


def test_nobody_sends_or_endorses_a_table_that_names_himself() -> None:
    unit = a_public_institution()
    appointed = staff(Role.EMPLOYER_CLERK, unit)
    mine = filled(unit, actor_of(appointed), appointed.person)
    with pytest.raises(NotNow):
        send_post_table(mine.handle, actor=actor_of(appointed), now=later())


def test_an_opinion_that_the_table_has_no_room_for_is_refused_to_both_offices() -> None:
    unit = a_public_institution()
    clerk, reviewer = clerk_of(unit), actor_of(staff(Role.BUREAU_REVIEWER, a_bureau()))
    table = filled(unit, clerk, a_person("许知远"))
    send_post_table(table.handle, actor=clerk, now=later(hours=1))
    supervisor, too_long = supervisor_of(unit), "同意推荐。" * 40
    with pytest.raises(Refused, match="每行约 25 字"):
        endorse_post_table(table.handle, actor=supervisor, now=later(hours=2), opinion=too_long)
    endorse_post_table(table.handle, actor=supervisor, now=later(hours=2), opinion="同意。")
    with pytest.raises(Refused, match="每行约 25 字"):
        approve_post_table(table.handle, actor=reviewer, now=later(hours=3), opinion=too_long)


def test_whoever_endorsed_does_not_approve_in_another_role() -> None:
    unit = a_public_institution()
    clerk = clerk_of(unit)
    table = filled(unit, clerk, a_person("许知远"))
    send_post_table(table.handle, actor=clerk, now=later())
    supervisor = supervisor_of(unit)
    endorse_post_table(table.handle, actor=supervisor, now=later(), opinion="同意。")
    same = Actor(Role.BUREAU_LEADER, supervisor.person, a_bureau().pk)
    with pytest.raises(NotNow):
        approve_post_table(table.handle, actor=same, now=later(), opinion="同意。")


def test_a_return_says_why_and_the_table_takes_the_whole_way_again() -> None:
    unit = a_public_institution()
    clerk, reviewer = clerk_of(unit), actor_of(staff(Role.BUREAU_REVIEWER, a_bureau()))
    table = filled(unit, clerk, a_person("许知远"))
    send_post_table(table.handle, actor=clerk, now=later())
    endorse_post_table(table.handle, actor=supervisor_of(unit), now=later(), opinion="同意。")
    with pytest.raises(Refused):
        return_post_table(table.handle, actor=reviewer, now=later(), reason=" ")
    returned = return_post_table(table.handle, actor=reviewer, now=later(), reason="实聘人数与备案不符。")
    assert (returned.state, returned.endorsed_by, returned.opinion) == ("returned", None, "实聘人数与备案不符。")
    send_post_table(table.handle, actor=clerk, now=later())
    assert PostTable.objects.get().state == "with_supervisor"


def test_a_unit_without_a_department_on_record_is_told_whom_to_ask() -> None:
    unit = a_unit("霅溪区图书馆", kind="public_institution")
    clerk = clerk_of(unit)
    table = filled(unit, clerk)
    with pytest.raises(Refused, match="主管部门"):
        send_post_table(table.handle, actor=clerk, now=later())


def test_tables_of_others_do_not_exist() -> None:
    unit = a_public_institution()
    table = filled(unit, clerk_of(unit))
    strangers = [
        clerk_of(a_unit("霅溪区图书馆", kind="public_institution")),
        actor_of(staff(Role.SUPERVISOR, a_unit("苕州市水利局", kind="department"))),
        actor_of(staff(Role.BUREAU_REVIEWER, a_bureau("330502", "霅溪区人社局"))),
        Actor(Role.APPLICANT, a_person().pk),
    ]
    for stranger in strangers:
        with pytest.raises(NotYours):
            post_table_for(stranger, table.handle)
        assert not post_tables_seen_by(stranger).exists()


def test_a_draft_is_seen_by_the_unit_alone() -> None:
    unit = a_public_institution()
    clerk, supervisor = clerk_of(unit), supervisor_of(unit)
    table = filled(unit, clerk, a_person("许知远"))
    with pytest.raises(NotYours):
        post_table_for(supervisor, table.handle)
    send_post_table(table.handle, actor=clerk, now=later())
    assert post_table_for(supervisor, table.handle) == table
    assert list(post_tables_seen_by(supervisor)) == [table]


def test_the_ledger_says_what_was_offered_and_what_is_free() -> None:
    unit = a_public_institution()
    table = filled(unit, clerk_of(unit), a_person("许知远"))
    junior = ledger_of(table)[-1]
    assert (junior.word, junior.vacant, junior.offered, junior.free) == ("初级及未定级", 2, 2, 2)
    assert [one.person.name for one in junior.people] == ["许知远"]
