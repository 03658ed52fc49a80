"""What was entered of printed heads is held against the papers themselves; papers of before are entered from them."""

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from tests.capsule_acts import a_kept_case
from tests.log_acts import fill_log
from tests.stories import a_draft, in_public_notice
from zhicheng.cases.models import Publicity
from zhicheng.documents.actions import check_issue_log as action
from zhicheng.documents.actions.check_issue_log import check_issue_log
from zhicheng.documents.actions.check_prints import Course, check_prints
from zhicheng.documents.log_prints import printed_heads
from zhicheng.documents.models import LogHead, LogPrint, Paper
from zhicheng.domain.permissions import Role
from zhicheng.events.models import Event
from zhicheng.jobs.handlers.papers import bureau_notice
from zhicheng.jobs.worker import carry_out_all_due
from zhicheng.outbox.models import Message
from zhicheng.outbox.post import post
from zhicheng.people.models import Organisation
from zhicheng.web.support.failure_words import failure_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
THROUGH = Course(whole=True)
OF_NOBODY = "有叶没有对应的登记"  # the leaves with which the log is filled here


@pytest.fixture(scope="module")
def notices(django_db_setup: None, django_db_blocker: Any) -> Any:
    """An issued document and two notices, each drawn by the worker, each with another head."""
    with django_db_blocker.unblock(), transaction.atomic():
        a_kept_case()
        made = []
        for days, name in ((2, "王小明"), (3, "刘二")):
            fill_log(1, start=days)
            story = a_draft(name=name)
            story.pass_days(days)
            story = in_public_notice(story=story)
            made.append(Publicity.objects.get(kind="bureau", entries__case=story.case))
            bureau_notice({"publicity": made[-1].pk}, story.now)
        yield made
        transaction.set_rollback(True)


def unguarded() -> None:
    """As who can do anything in the database takes the guard of the entries away."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE documents_logprint DISABLE TRIGGER USER")
        else:
            for done in ("updated", "deleted"):
                cursor.execute(f"DROP TRIGGER logprint_is_never_{done}")


def entry_of(publicity: Publicity) -> Any:
    return LogPrint.objects.filter(key=f"bureau-notice:{publicity.handle}")


def test_true_entries_of_papers_as_the_worker_draws_them_are_found_true(notices: list[Publicity]) -> None:
    found = check_prints(Course())
    assert (found.faults, found.entered, found.course) == ([], 0, Course(0, True, ()))


@pytest.mark.parametrize(
    ("lie", "named"),
    [
        ({"head_id": 0}, "校验值"),
        ({"title": "另一份公示"}, "标题"),
        ({"number": "苕人社职〔2024〕99号"}, "文号"),
        ({"day": date(2023, 1, 2)}, "日期"),
        ({"authority": "别处的局"}, "机关"),
    ],
)
def test_a_forged_entry_is_told_with_what_is_wrong_in_it(
    notices: list[Publicity], lie: dict[str, Any], named: str
) -> None:
    unguarded()
    entry_of(notices[0]).update(**lie)
    (fault,) = check_prints(THROUGH).faults
    assert f"登记的{named}与文书上印的不同" in fault


def test_a_removed_entry_is_told_and_entered_anew_only_when_asked(notices: list[Publicity]) -> None:
    unguarded()
    before = entry_of(notices[0]).values("head", "kind", "authority", "title", "number", "day").get()
    entry_of(notices[0]).delete()
    found = check_prints(THROUGH)
    assert ["登记却没有了" in one for one in found.faults] == [True]
    assert not entry_of(notices[0]).exists()
    assert check_prints(replace(found.course, after=10**6)).faults == found.faults, "what was wrong is looked at again"
    assert check_prints(found.course, enter=True).faults == []
    assert entry_of(notices[0]).values("head", "kind", "authority", "title", "number", "day").get() == before


def test_papers_of_before_are_entered_once_by_the_first_check_and_stand_in_their_place(
    notices: list[Publicity],
) -> None:
    unguarded()
    listed = [(one.size, one.words) for one in printed_heads()[0]]
    LogPrint.objects.exclude(pk=entry_of(notices[1]).get().pk).delete()
    found = check_prints(Course())
    assert (found.faults, found.entered) == ([], 2)
    assert [(one.size, one.words) for one in printed_heads()[0]] == listed
    assert check_prints(Course()).entered == 0
    assert LogPrint.objects.count() == 3


def test_each_run_goes_through_so_many_and_the_next_goes_on(
    notices: list[Publicity], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(action, "AT_ONCE", 2)
    unguarded()
    entry_of(notices[1]).update(title="另一份公示")
    now = LogHead.objects.latest("signed_at").signed_at
    assert check_issue_log(now=now) == [OF_NOBODY]
    _, fault = check_issue_log(now=now)
    assert "登记的标题与文书上印的不同" in fault
    assert [one.details["course"]["whole"] for one in Event.objects.filter(act="check_issue_log").order_by("seq")] == [
        False,
        True,
    ]
    assert check_issue_log(now=now) == [OF_NOBODY, fault], "until it is mended"


def test_a_paper_that_prints_a_root_which_the_log_never_had_is_told(notices: list[Publicity]) -> None:
    unguarded()
    entry_of(notices[1]).update(head=entry_of(notices[0]).get().head)
    head = LogHead.objects.get(size=3)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE documents_loghead DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER loghead_is_never_updated")
    LogHead.objects.filter(pk=head.pk).update(root=b"\1" * 32)
    assert "登记的校验值与文书上印的不同" in " ".join(check_prints(Course()).faults)
    entry_of(notices[1]).delete()
    (fault,) = check_prints(Course()).faults
    assert "印着的校验值登记簿里没有" in fault


def test_changed_bytes_and_what_is_no_paper_are_told(notices: list[Publicity]) -> None:
    kept = Paper.objects.get(key=f"bureau-notice:{notices[0].handle}")
    for content in (bytes(kept.content) + b"\n", b"not a paper"):
        Paper.objects.filter(pk=kept.pk).update(content=content)
        (fault,) = check_prints(THROUGH).faults
        assert "保存的文件被改动过" in fault


def test_a_paper_that_is_gone_since_it_was_found_wrong_stops_no_check(notices: list[Publicity]) -> None:
    kept = Paper.objects.get(key=f"bureau-notice:{notices[0].handle}")
    Paper.objects.filter(pk=kept.pk).update(content=b"not a paper")
    course = check_prints(THROUGH).course
    assert course.wrong == (kept.pk,)
    kept.delete()
    found = check_prints(course)
    assert (found.faults, found.course) == ([f"编号 {course.wrong[0]} 的文书上次查出有问题，现在没有了"], THROUGH)


def test_the_operator_is_told_by_the_worker_and_the_command_mends_what_was_removed(notices: list[Publicity]) -> None:
    now = LogHead.objects.latest("signed_at").signed_at + timedelta(days=1)
    check_issue_log(now=now)
    unguarded()
    entry_of(notices[0]).delete()
    Message.objects.all().delete()
    post("log.check", key="x", now=now, person=None, role=str(Role.WORKER), organisation=None)
    carry_out_all_due(now)
    message = Message.objects.get()
    assert message.given_up_at
    told = failure_of(message.last_error)
    assert told
    assert "登记簿" in told.why
    assert "登记却没有了" in said_by_command()
    assert said_by_command("--enter-prints").strip() == OF_NOBODY
    assert entry_of(notices[0]).exists()


def said_by_command(*options: str) -> str:
    said = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("check_issue_log", *options, stdout=said)
    return said.getvalue()


def test_a_notice_that_is_drawn_late_says_what_was_entered_of_it(notices: list[Publicity]) -> None:
    notice = notices[0]
    first = Paper.objects.get(publicity=notice, kind="bureau_notice")
    content = bytes(first.content)
    first.delete()
    Organisation.objects.filter(pk=notice.organisation_id).update(name="苕州新区人才局", phone="0572-0000000")
    bureau_notice({"publicity": notice.pk}, LogHead.objects.latest("signed_at").signed_at)
    assert bytes(Paper.objects.get(publicity=notice, kind="bureau_notice").content) == content
    assert check_prints(THROUGH).faults == []
