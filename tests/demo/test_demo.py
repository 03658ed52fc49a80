"""The whole demo world, loaded once; every test then works in a transaction of its own."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as real_settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import a_person, sign_in
from zhicheng.cases.models import Case, Objection, PostCandidate, PostTable, Publicity
from zhicheng.demo.clock import FIRST_DAY, move_clock_to, moved_clock
from zhicheng.demo.personas import PASSWORD, audiences
from zhicheng.documents.capsule.logged import on_paper
from zhicheng.documents.models import Certificate, OfficialDocument, Paper
from zhicheng.domain.faults import Refused
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import ANYBODY, STAFF_ROLES, Role
from zhicheng.domain.states import Act, State
from zhicheng.events.models import Event
from zhicheng.events.record import breaks
from zhicheng.gateways.eseal import seal
from zhicheng.gateways.standin.people import People
from zhicheng.jobs.clock import platform_now, real_now
from zhicheng.jobs.worker import carry_out_all_due
from zhicheng.outbox.models import Message
from zhicheng.people.models import Appointment, ArchiveEntry, Evidence, Person

pytestmark = pytest.mark.django_db
REAL = datetime(2026, 3, 4, 2, 30, tzinfo=UTC)  # 10:30 at the bureau


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """Loads the demo into the database of this run, and takes everything out again after the module."""
    folder = tmp_path_factory.mktemp("demo")
    patch = pytest.MonkeyPatch()
    patch.setattr(real_settings, "DATA", folder)
    patch.setattr(real_settings, "ZHICHENG_FILES_DIR", folder / "files")
    patch.setattr(real_settings, "ZHICHENG_SEAL_DIR", folder / "seal")
    seal.cache_clear()  # the demo makes its own, in its own folder, and leaves it to nobody
    with django_db_blocker.unblock(), _Undone():
        call_command("load_demo", verbosity=0, stdout=io.StringIO())
        yield
    patch.undo()
    seal.cache_clear()


class _Undone:
    """A transaction that is rolled back at the end."""

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *_problem: object) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _world(_loaded: None, db: None) -> None:
    """Every test of this module stands on the loaded world."""


def test_a_case_stands_in_every_state() -> None:
    assert set(Case.objects.values_list("state", flat=True)) == {state.value for state in State}


def _acts(name: str) -> list[str]:
    case = Case.objects.get(person__name=name)
    return list(Event.objects.filter(subject=f"case:{case.handle}").order_by("seq").values_list("act", flat=True))


@pytest.mark.parametrize(
    ("name", "state", "acts"),
    [
        ("沈喆", State.RETURNED, [Act.RETURN]),
        ("欧阳雪", State.RETURNED, [Act.RETURN]),
        ("毕淑敏", State.WITH_EMPLOYER, [Act.RETURN, Act.RESUBMIT]),
        ("司马青衫", State.WITH_BUREAU, [Act.RECOMMEND, Act.RETURN, Act.RESUBMIT]),
        ("皇甫嵩", State.WITH_EMPLOYER, [Act.RECOMMEND, Act.RETURN, Act.EDIT, Act.RESUBMIT]),
        ("谢雨桐", State.LAPSED, [Act.RETURN, Act.LAPSE]),
        ("柳如烟", State.WITHDRAWN, [Act.WITHDRAW]),
        ("金泽宇", State.WITHDRAWN, [Act.RECOMMEND, Act.WITHDRAW]),
        ("马逸", State.WITHDRAWN, [Act.SUBMIT, Act.DECLINE]),
        ("宇文拓", State.EMPLOYER_PUBLICITY, [Act.RAISE_OBJECTION]),
        ("闻人雪", State.CERTIFIED, [Act.DISMISS_OBJECTION, Act.RECOMMEND, Act.CERTIFY]),
        ("沐剑屏", State.PUBLIC_NOTICE, [Act.PUBLISH, Act.RAISE_OBJECTION]),
        ("郭天佑", State.REFUSED, [Act.RAISE_OBJECTION, Act.UPHOLD_OBJECTION]),
        ("戴梦琪", State.REFUSED, [Act.REFUSE]),
        ("江上舟", State.WITH_BUREAU, [Act.PROPOSE]),
        ("纪晓风", State.WITH_BUREAU, [Act.PROPOSE, Act.DISAGREE]),
        ("易水寒", State.WITH_BUREAU, [Act.TRANSFER]),
        ("邵一鸣", State.REVOKED, [Act.CERTIFY, Act.RECEIVE_PAPER, Act.PROPOSE_REVOCATION, Act.REVOKE]),
        ("沈昇", State.CERTIFIED, [Act.CERTIFY, Act.PROPOSE_REISSUE, Act.REISSUE, Act.SUPERSEDE]),
        ("申屠晏", State.CERTIFIED, [Act.CERTIFY, Act.RECEIVE_PAPER, Act.PROPOSE_REVOCATION]),
        ("徐锦程", State.CERTIFIED, [Act.SUBMIT, Act.OPEN_UNIT_PUBLICITY, Act.RECOMMEND, Act.APPROVE, Act.CERTIFY]),
    ],
)
def test_each_branch_was_gone_by_its_acts(name: str, state: State, acts: list[Act]) -> None:
    assert Case.objects.get(person__name=name).state == state
    done = iter(_acts(name))
    assert [act for act in acts if act.value in done] == acts  # in this order, others in between


def test_an_objection_holds_one_person_and_lets_the_list_go_on() -> None:
    held = Objection.objects.get(case__person__name="沐剑屏", decided_at=None)
    on_list = held.entry.publicity.entries.exclude(case=held.case)
    assert {entry.case.state for entry in on_list} == {State.CLEARED.value}


def test_the_revocation_was_done_by_two_people() -> None:
    case = Case.objects.get(state=State.REVOKED)
    assert case.revoked_by_id != case.revocation_proposed_by_id


def test_the_corrected_certificate_has_a_number_of_its_own_and_the_old_one_leads_to_it() -> None:
    old, new = Case.objects.get(person__name="沈昇").certificates.order_by("pk")
    assert (old.state, new.state, new.replaces) == ("replaced", "issued", old)
    assert (old.stated["speciality"], new.stated["speciality"]) == ("建筑工程", "建筑工程施工")


def test_public_institutions_reserve_and_use_posts() -> None:
    assert PostCandidate.objects.get(person__name="秦岚").state == PostCandidate.RESERVED
    assert PostCandidate.objects.get(person__name="吴堃").state == PostCandidate.USED
    assert PostCandidate.objects.get(person__name="田园").state == PostCandidate.NAMED
    assert set(PostTable.objects.values_list("state", flat=True)) == {
        "approved",
        "with_bureau",
        "with_supervisor",
        "returned",
    }


def test_a_county_decides_on_the_assistant_level_and_the_city_on_the_intermediate() -> None:
    assert Case.objects.get(person__name="裴野").authority.affiliation == "330502"
    city = Case.objects.get(person__name="凌霄")
    assert (city.received_by.affiliation, city.authority.affiliation) == ("330522", "330500")


def test_each_past_batch_was_submitted_in_its_window() -> None:
    windows = {"2024-1": ("04-01", "06-30"), "2024-2": ("07-01", "09-30"), "2024-3": ("10-01", "12-20")}
    for batch, (opens, closes) in windows.items():
        days = [legal_day(when) for when in Case.objects.filter(batch=batch).values_list("submitted_at", flat=True)]
        assert days
        assert f"2024-{opens}" <= min(days).isoformat() <= max(days).isoformat() <= f"2024-{closes}"


def test_every_certificate_has_its_sealed_file_but_the_one_just_decided() -> None:
    states = set(Certificate.objects.values_list("state", flat=True))
    assert states == {Certificate.ISSUED, Certificate.REPLACED, Certificate.REVOKED}
    assert all(b"/ByteRange" in bytes(one.paper.content) for one in Certificate.objects.select_related("paper"))
    assert Case.objects.get(state=State.DECIDED).person.name == "常建工"


def test_the_worker_finishes_what_the_loader_left_to_it() -> None:
    carry_out_all_due(platform_now() + timedelta(seconds=1))
    assert Case.objects.get(person__name="常建工").state == State.CERTIFIED
    assert not Message.objects.exclude(last_error="").exists()


def test_a_document_waits_for_another_than_its_drafter() -> None:
    waiting = OfficialDocument.objects.get(issued_at=None)
    leader = Appointment.objects.get(organisation=waiting.bureau, role=Role.BUREAU_LEADER.value)
    assert leader.person_id != waiting.drafted_by_id


def test_a_late_paper_form_and_a_missing_one_did_not_hold_back_the_certificate() -> None:
    late = Case.objects.get(person__name__startswith="Margaret")
    assert legal_day(late.paper_received_at) > late.paper_due
    missing = Case.objects.get(person__name="顾念")
    assert (missing.state, missing.paper_received_at) == (State.CERTIFIED, None)
    assert missing.paper_due < FIRST_DAY


def test_the_log_is_whole_in_order_of_time_and_no_promise_failed() -> None:
    assert list(breaks()) == []
    moments = list(Event.objects.order_by("seq").values_list("at", flat=True))
    assert len(moments) > 2000
    assert moments == sorted(moments)
    assert not Message.objects.exclude(last_error="").exists()
    assert {one.topic for one in Message.objects.filter(done_at=None, due_at__lte=moments[-1])} <= {
        "certificate.reserve",
        "certificate.raise",
        "paper.document",
    }


def test_every_certificate_is_shown_by_a_paper_that_was_printed_later() -> None:
    cases = Case.objects.filter(certificates__log_entries__isnull=False).distinct()
    assert len(cases) > 20
    assert [case.number for case in cases if on_paper(case).none_yet or not on_paper(case).prints] == []


def test_every_kind_of_paper_is_there() -> None:
    kinds = {"receipt", "return_notice", "refusal_notice", "employer_notice", "employer_notice_result", "bureau_notice"}
    kinds |= {"official_document", "certificate", "certificate_ofd", "determination_form", "paper_slip", "post_table"}
    kinds |= {"correction_notice", "revocation_notice"}
    assert set(Paper.objects.values_list("kind", flat=True)) == kinds


def test_people_of_all_papers_and_all_kinds_of_name_are_there() -> None:
    kinds = set(Person.objects.values_list("id_kind", flat=True))
    assert kinds == {
        "resident_id",
        "hk_macao_permit",
        "taiwan_permit",
        "hmt_residence_permit",
        "foreign_permanent_residence",
    }
    names = "".join(Person.objects.values_list("name", flat=True))
    assert all(sign in names for sign in "喆堃昇翀𬭛·’")
    assert set(Appointment.objects.values_list("role", flat=True)) == {role.value for role in STAFF_ROLES}


def test_no_number_is_anybodys() -> None:
    for person in Person.objects.filter(id_kind="resident_id"):
        assert person.id_number().startswith("00")
        assert person.phone().startswith("1880000")


def test_the_registers_stand_in_knows_everybody_who_can_still_ask() -> None:
    path = Path(real_settings.DATA) / "standin-people.json"
    rows = {row["name"]: row for row in json.loads(path.read_text("utf-8"))}
    assert {row["mark"] for row in rows.values()} == {"", "slow", "down", "unknown"}
    person = Person.objects.get(name="苏沐")
    assert not Evidence.objects.filter(person=person).exists()
    found = People(path).find(person.name, person.id_kind, person.id_number())
    assert found is not None
    assert found["schooling"][0]["school"] == "苕州学院"


def test_a_pulled_entry_rests_on_sealed_evidence() -> None:
    entry = ArchiveEntry.objects.filter(person__name="徐锦程", section="schooling").get()
    assert entry.source == "pulled"
    assert entry.evidence is not None
    assert entry.evidence.outcome == Evidence.ANSWERED
    assert "苕州学院" not in entry.evidence.raw_sealed


def test_the_demo_begins_on_its_first_day_at_the_present_time_of_day() -> None:
    real = real_now()
    assert legal_day(moved_clock(real)) == FIRST_DAY
    assert (moved_clock(real) - real).total_seconds() % 86400 == 0


def test_a_second_load_is_refused_and_an_unneeded_one_does_nothing() -> None:
    before = Event.objects.count()
    call_command("load_demo", if_empty=True)
    assert Event.objects.count() == before
    with pytest.raises(CommandError):
        call_command("load_demo")


# -- the page of people ---------------------------------------------------------------------------
def _page() -> dict[tuple[str, str], str]:
    now = platform_now()
    return {(one.name, one.role): one.waiting for group in audiences(now) for one in group.personas}


def test_the_page_says_what_waits_for_each() -> None:
    waiting = _page()
    assert waiting["沈喆", "申报人"].startswith("被退回 2 处待补正")
    assert waiting["霍思齐", "单位负责人"] == "1 件公示期满待推荐"
    assert waiting["徐茂公", "单位负责人"] == "1 条异议待处理"
    assert "1 件待第二人批准" in waiting["吴翀", "人社复核"]
    assert waiting["何田田", "人社负责人"] == "1 份公布文件待签发"
    assert "1 件证书变更待决定" in waiting["郑颖", "人社负责人"]
    assert waiting["谢长卷", "主管部门"] == "1 份岗位信息表待审核"
    assert waiting["沈默然", "人社窗口"] == "1 份纸质表待收"


def test_the_page_shows_all_audiences_and_the_password(client: Client) -> None:
    shown = client.get("/demo/")
    assert shown.status_code == 200
    text = shown.content.decode()
    assert all(word in text for word in ("申报人", "用人单位", "主管部门", "人社部门", "监督与运行", PASSWORD, "𬭛"))
    assert "今天是 2024年12月2日（周一）" in " ".join(text.split())


def test_more_people_cost_no_more_queries() -> None:
    now = platform_now()
    with CaptureQueriesContext(connection) as few:
        audiences(now)
    for _ in range(20):
        a_person("新来的人")
    with CaptureQueriesContext(connection) as many:
        shown = audiences(now)
    assert len(many) == len(few)
    assert sum(one.name == "新来的人" for one in shown[0].personas) == 20


def test_the_number_of_a_visitor_who_registered_is_shown_to_nobody() -> None:
    a_person("访客甲")
    shown = [one for group in audiences(platform_now()) for one in group.personas]
    assert [one.phone for one in shown if one.name == "访客甲"] == [""]
    assert all(one.phone for one in shown if one.name == "沈喆")


def _become(client: Client, name: str, role: Role | None = None) -> None:
    person = Person.objects.get(name=name)
    chosen = person.appointments.get(role=role.value).pk if role else ""
    answer = client.post("/demo/become", {"person": person.handle, "appointment": chosen})
    assert answer.status_code == 302


def test_a_visitor_becomes_an_applicant_and_then_an_officer_with_a_second_factor(client: Client) -> None:
    _become(client, "沈喆")
    request = client.get("/demo/").wsgi_request
    assert (request.actor.role, request.actor.name) == (Role.APPLICANT, "沈喆")
    _become(client, "吴翀", Role.BUREAU_REVIEWER)
    request = client.get("/demo/").wsgi_request
    assert (request.actor.role, request.actor.name) == (Role.BUREAU_REVIEWER, "吴翀")
    assert request.user.is_verified()
    assert request.user.totpdevice_set.get().confirmed


def test_nothing_of_one_persona_stays_with_the_next(client: Client) -> None:
    _become(client, "吴翀", Role.BUREAU_REVIEWER)
    session = client.session
    session["remembered"] = "of Wu Chong"
    session.save()
    _become(client, "沈喆")
    assert "remembered" not in client.session
    assert "appointment" not in client.session
    assert not client.get("/demo/").wsgi_request.user.is_verified()


def test_another_ones_appointment_gives_nothing(client: Client) -> None:
    person, others = Person.objects.get(name="沈喆"), Appointment.objects.get(person__name="郑颖")
    client.post("/demo/become", {"person": person.handle, "appointment": others.pk})
    assert client.get("/demo/").wsgi_request.actor.role is Role.APPLICANT


def test_without_a_person_the_visitor_is_signed_out(client: Client) -> None:
    _become(client, "沈喆")
    client.post("/demo/become", {"person": ""})
    assert client.get("/demo/").wsgi_request.actor == ANYBODY


@pytest.mark.parametrize("handle", ["nobody", "2222222222222222"])
def test_nobody_can_be_become_who_is_not_there(client: Client, handle: str) -> None:
    assert client.post("/demo/become", {"person": handle}).status_code == 404


def test_becoming_takes_a_form_and_its_token(client: Client) -> None:
    assert client.get("/demo/become").status_code == 405
    person = Person.objects.get(name="沈喆")
    assert Client(enforce_csrf_checks=True).post("/demo/become", {"person": person.handle}).status_code == 403


def test_the_shared_password_signs_in(client: Client) -> None:
    phone = Person.objects.get(name="沈喆").phone()
    client.post("/account/login", {"login": phone, "password": PASSWORD})
    assert client.get("/demo/").wsgi_request.actor.name == "沈喆"


# -- the clock ------------------------------------------------------------------------------------
def test_the_clock_moves_on_with_an_event_and_time_of_day_stays(client: Client) -> None:
    before = moved_clock(REAL)
    answer = client.post("/demo/clock", {"day": "2024-12-05"}, follow=True)
    assert "时钟已拨到2024年12月5日（周四）" in answer.content.decode()
    assert moved_clock(REAL) - before == timedelta(days=3)
    event = Event.objects.get(act="demo_clock_moved")
    assert event.details == {"from": "2024-12-02", "to": "2024-12-05"}
    assert list(breaks()) == []


@pytest.mark.parametrize("day", ["2024-12-02", "2024-12-01", "2030-01-01", "tomorrow", ""])
def test_the_clock_goes_neither_back_nor_beyond_the_calendar(client: Client, day: str) -> None:
    before = moved_clock(REAL)
    answer = client.post("/demo/clock", {"day": day})
    assert answer.status_code == 422
    assert "时钟没有拨动" in answer.content.decode()
    assert moved_clock(REAL) == before


def test_when_the_publicity_is_over_the_worker_clears_the_list(client: Client) -> None:
    page = client.get("/demo/clock")
    move = next(move for move in page.context["moves"] if "公示" in move.label)
    assert move.day == date(2024, 12, 4)
    client.post("/demo/clock", {"day": "2024-12-05"})
    carry_out_all_due(platform_now() + timedelta(minutes=15))  # lists are cleared ten minutes after midnight
    assert Case.objects.get(person__name="石破天").state == State.CLEARED
    assert Case.objects.get(person__name="沈喆").state == State.LAPSED
    assert Publicity.objects.filter(kind="bureau", ends_at__gt=platform_now()).count() == 0


def test_the_clock_is_moved_by_whoever_acts(client: Client) -> None:
    person = Person.objects.get(name="郑颖")
    sign_in(client, person, person.appointments.get())
    client.post("/demo/clock", {"day": "2024-12-03"})
    assert Event.objects.get(act="demo_clock_moved").actor == person.pk


def test_moving_twice_adds_up() -> None:
    real = real_now()
    move_clock_to(date(2024, 12, 3), actor=ANYBODY, real=real)
    after = move_clock_to(date(2024, 12, 20), actor=ANYBODY, real=real)
    assert legal_day(after) == date(2024, 12, 20)
    with pytest.raises(Refused):
        move_clock_to(date(2024, 12, 4), actor=ANYBODY, real=real)


def test_reading_the_clock_costs_one_query() -> None:
    with CaptureQueriesContext(connection) as asked:
        moved_clock(REAL)
    assert len(asked) == 1
