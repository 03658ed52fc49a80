"""Auditor and administrators: the log, its chain, the worker's backlog, appointments, and what each may not see."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.bureau_desk import desk_of, words
from tests.cast import SHANGHAI_MORNING, a_bureau, a_person, a_unit, actor_of, staff
from tests.log_acts import an_issued_certificate
from tests.stories import submitted
from zhicheng.documents.models import OfficialDocument
from zhicheng.domain.numbering import case_number, certificate_number
from zhicheng.domain.permissions import Actor, Role
from zhicheng.events.models import Event
from zhicheng.events.record import record
from zhicheng.outbox.models import Message
from zhicheng.people.actions.appoint import appoint, end_appointment
from zhicheng.people.models import Appointment

pytestmark = pytest.mark.django_db
SUPPORT = (Role.AUDITOR, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


def a(role: Role, name: str = "邹明鉴") -> Actor:
    return actor_of(staff(role, a_bureau(), name))


# -- the log --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", SUPPORT)
def test_each_of_the_four_opens_the_log_and_the_backlog(role: Role) -> None:
    desk = desk_of(a(role))
    assert desk.get(reverse("support-events")).status_code == 200
    assert desk.get(reverse("support-messages")).status_code == 200


def test_an_officer_of_the_bureau_finds_no_log() -> None:
    assert desk_of(a(Role.BUREAU_LEADER)).get(reverse("support-events")).status_code == 404


def test_the_log_is_narrowed_by_subject_person_act_and_day() -> None:
    story = submitted()
    desk, log = desk_of(a(Role.AUDITOR)), reverse("support-events")
    subject = f"case:{story.case.handle}"
    found = desk.get(log, {"subject": subject, "act": "submit", "person": story.person.name, "day": "2024-11-04"})
    assert [row["event"].act for row in found.context["rows"]] == ["submit"]
    assert "没有符合条件的记录" in words(desk.get(log, {"subject": subject, "day": "2024-11-05"}))
    assert "没有这个姓名的人" in words(desk.get(log, {"person": "查无此人"}))
    assert "日期写成" in words(desk.get(log, {"day": "昨天"}))


def test_the_log_is_narrowed_by_the_numbers_on_papers_however_they_are_typed() -> None:
    story, certificate = an_issued_certificate()
    desk, log = desk_of(a(Role.AUDITOR)), reverse("support-events")
    document = OfficialDocument.objects.get(entries__case=story.case)
    case, paper = f"case:{story.case.handle}", f"document:{document.handle}"
    loose = document.number.replace("〔", " [").replace("〕", "] 第0")
    for typed, subject in (
        (story.case.number, case),
        (story.case.number.lower().replace("-", " "), case),
        (certificate.number, case),
        (certificate.number.replace("-", ""), case),
        (document.number, paper),
        (loose, paper),
    ):
        found = desk.get(log, {"subject": typed})
        assert {row["event"].subject for row in found.context["rows"]} == {subject}, typed
        assert (reverse("capsule", args=[story.case.handle]) in words(found)) is (subject == case)
        assert f'value="{typed}"' in words(found)
    assert [row["event"].act for row in desk.get(log, {"subject": certificate.number, "act": "submit"}).context["rows"]]


def test_a_number_that_nothing_has_is_said_to_be_so() -> None:
    an_issued_certificate()
    desk, log = desk_of(a(Role.AUDITOR)), reverse("support-events")
    for typed, said in (
        (case_number("330502", 2031, 7).lower(), f"没有申报编号为 {case_number('330502', 2031, 7)} 的记录"),
        (certificate_number("330502", 2031, 4, 7), "没有证书编号为 330502-2031-4-00007-"),
        ("苕人社职（2031）7号", "没有文号为 苕人社职〔2031〕7号 的记录"),
        ("CD-330502-2031-000007-?", "请写完整的申报编号、证书编号或文号"),
    ):
        found = desk.get(log, {"subject": typed})
        assert (found.context["rows"], said in words(found)) == ([], True), typed


def test_the_system_administrator_does_not_learn_which_numbers_there_are() -> None:
    story, certificate = an_issued_certificate()
    document = OfficialDocument.objects.get(entries__case=story.case)
    desk, log = desk_of(a(Role.SYSTEM_ADMIN)), reverse("support-events")
    pairs = (
        (story.case.number, case_number("330502", 2031, 7)),
        (certificate.number, certificate_number("330502", 2031, 4, 7)),
        (document.number, "苕人社职〔2031〕7号"),
    )
    desk.get(log)
    for real, invented in pairs:
        answers = []
        for typed in (real, invented):
            with CaptureQueriesContext(connection) as asked:
                found = desk.get(log, {"subject": typed})
            assert "不能按申报编号、证书编号或文号查找" in words(found)
            answers.append((found.context["rows"], found.context["faults"], found.context["capsule_of"], len(asked)))
        assert answers[0] == answers[1]


def test_the_log_is_paged_by_its_own_numbers_forth_and_back() -> None:
    auditor = a(Role.AUDITOR)
    for serial in range(70):
        record("check_log", subject=f"log-{serial}", actor=auditor, now=SHANGHAI_MORNING)
    desk = desk_of(auditor)
    first = desk.get(reverse("support-events"))
    second = desk.get(first.context["pager"]["next_url"])
    back = desk.get(second.context["pager"]["previous_url"])
    seen = [row["event"].seq for row in first.context["rows"] + second.context["rows"]]
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 70
    assert [row["event"].seq for row in back.context["rows"]] == seen[:50]


def test_the_system_administrator_sees_nothing_of_cases() -> None:
    story = submitted()
    shown = words(desk_of(a(Role.SYSTEM_ADMIN)).get(reverse("support-events")))
    assert story.case.handle not in shown
    assert story.case.number not in shown
    assert desk_of(a(Role.SYSTEM_ADMIN, "另一位")).get(f"/bureau/cases/{story.case.handle}/").status_code == 404


def test_the_chain_is_checked_and_the_check_is_on_record() -> None:
    submitted()
    answer = desk_of(a(Role.AUDITOR)).post(reverse("support-chain"))
    assert "操作记录完整" in words(answer)
    assert Event.objects.get(act="check_log").details["whole"] is True


def test_a_changed_record_is_named_by_its_number(unguarded_events: None) -> None:
    submitted()
    seq = Event.objects.filter(act="submit").values_list("seq", flat=True).get()
    Event.objects.filter(seq=seq).update(act="withdraw")
    answer = desk_of(a(Role.AUDIT_ADMIN)).post(reverse("support-chain"))
    assert "操作记录不完整" in words(answer)
    assert [one.seq for one in answer.context["breaks"]] == [seq]


@pytest.fixture
def unguarded_events() -> None:
    """Takes the database's guard off the log within this test's transaction, as an intruder with all rights would."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE events_event DISABLE TRIGGER USER")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'events_event'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


# -- the worker's backlog -------------------------------------------------------------------------


def a_message(**fields: Any) -> Message:
    given = {"key": f"k{Message.objects.count()}", "topic": "paper.form", "created_at": SHANGHAI_MORNING}
    return Message.objects.create(**{**given, "due_at": SHANGHAI_MORNING, **fields})


def test_what_was_given_up_is_shown_with_its_error_and_tried_again_on_record() -> None:
    failed = a_message(last_error="ValueError: 没有字体", attempts=8, given_up_at=SHANGHAI_MORNING)
    admin = a(Role.SYSTEM_ADMIN)
    desk = desk_of(admin)
    assert "没有字体" in words(desk.get(reverse("support-messages")))
    assert desk.post(reverse("support-retry", args=[failed.pk])).status_code == 302
    failed.refresh_from_db()
    assert (failed.given_up_at, failed.attempts) == (None, 0)
    assert Event.objects.get(act="try_message_again").actor == admin.person


def test_only_the_system_administrator_lets_a_message_be_tried_again() -> None:
    failed = a_message(last_error="x", given_up_at=SHANGHAI_MORNING)
    assert desk_of(a(Role.AUDITOR)).post(reverse("support-retry", args=[failed.pk])).status_code == 404
    failed.refresh_from_db()
    assert failed.given_up_at


def test_a_message_that_was_carried_out_is_not_tried_again() -> None:
    done = a_message(done_at=SHANGHAI_MORNING)
    assert desk_of(a(Role.SYSTEM_ADMIN)).post(reverse("support-retry", args=[done.pk])).status_code == 409


# -- appointments ---------------------------------------------------------------------------------


def test_the_security_administrator_appoints_by_name_and_number_and_ends_it() -> None:
    person, unit, admin = a_person("尤溪"), a_unit("苕州某某有限公司"), a(Role.SECURITY_ADMIN)
    desk, today = desk_of(admin), date.today()  # noqa: DTZ011, TID251  (the pages go by the real clock here)
    given = {
        "name": "尤溪",
        "number": person.id_number(),
        "role": Role.EMPLOYER_CLERK.value,
        "organisation": unit.name,
        "starts_on": (today + timedelta(days=2)).isoformat(),
    }
    answer = desk.post(reverse("support-appoint"), given)
    assert answer.status_code == 302, words(answer)
    made = Appointment.objects.get(person=person)
    assert "尤溪" in words(desk.get(reverse("support-appointments")))
    end = reverse("support-appointment-end", args=[made.pk])
    assert desk.post(end, {"last_day": "2020-01-01"}).status_code == 422
    last = made.starts_on + timedelta(days=30)
    assert desk.post(end, {"last_day": last.isoformat()}).status_code == 302
    made.refresh_from_db()
    assert made.ends_on == last
    assert {"appoint", "end_appointment"} <= set(Event.objects.values_list("act", flat=True))
    assert person.id_number() not in str(list(Event.objects.values_list("details", flat=True)))


def test_a_form_that_names_nobody_keeps_what_was_typed_but_not_a_found_person() -> None:
    answer = desk_of(a(Role.SECURITY_ADMIN)).post(
        reverse("support-appoint"), {"name": "查无此人", "number": "330502199001010011", "organisation": "某"}
    )
    assert answer.status_code == 422
    assert "查无此人" in words(answer)
    assert "都相符" in words(answer)


def test_nobody_else_appoints() -> None:
    for role in (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.AUDITOR, Role.BUREAU_LEADER):
        assert desk_of(a(role)).get(reverse("support-appointments")).status_code == 404


def test_nobody_appoints_himself_and_the_three_administrators_stay_three_people() -> None:
    from zhicheng.domain.faults import Refused

    admin, bureau, day = a(Role.SECURITY_ADMIN), a_bureau(), SHANGHAI_MORNING.date()
    other = staff(Role.SYSTEM_ADMIN, bureau, "系统").person
    assert admin.person
    with pytest.raises(Refused, match="不能给自己任职"):
        appoint(admin.person, Role.AUDITOR, bureau.pk, starts_on=day, actor=admin, now=SHANGHAI_MORNING)
    with pytest.raises(Refused, match="须由不同的人担任"):
        appoint(other.pk, Role.AUDIT_ADMIN, bureau.pk, starts_on=day, actor=admin, now=SHANGHAI_MORNING)
    with pytest.raises(Refused, match="不能设在"):
        appoint(other.pk, Role.BUREAU_CLERK, a_unit().pk, starts_on=day, actor=admin, now=SHANGHAI_MORNING)


def test_an_appointment_ended_yesterday_opens_no_page_today() -> None:
    clerk, admin = staff(Role.BUREAU_CLERK, a_bureau()), a(Role.SECURITY_ADMIN)
    yesterday = SHANGHAI_MORNING.date() - timedelta(days=1)
    desk = desk_of(actor_of(clerk))
    assert desk.get(reverse("bureau-queue")).status_code == 200
    end_appointment(clerk.pk, last_day=yesterday, actor=admin, now=SHANGHAI_MORNING)
    assert desk.get(reverse("bureau-queue")).status_code != 200


def test_every_page_of_support_says_who_may_open_it() -> None:
    from zhicheng.web.support.urls import urlpatterns

    assert [one.name for one in urlpatterns if not getattr(one.callback, "right", "")] == []
