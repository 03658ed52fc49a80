"""A case goes through the bureau's pages: queue, check list, propose, approve, publicity, document, paper."""

import pytest
from django.urls import reverse

from tests import bureau_desk
from tests.bureau_desk import desk_of, words
from tests.stories import Story, approved, at_bureau, cleared
from zhicheng.domain.states import State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_clock")]


def at(story: Story) -> None:
    bureau_desk.now = story.now


def test_a_case_goes_from_the_queue_to_the_approval_by_two_people() -> None:
    story = at_bureau()
    at(story)
    clerk, reviewer = desk_of(story.bureau_clerk), desk_of(story.reviewer)
    page = clerk.get(reverse("bureau-queue"))
    assert page.status_code == 200
    assert story.person.name in words(page)
    case = clerk.get(reverse("bureau-case", args=[story.case.handle]))
    assert case.status_code == 200
    assert "其余均无问题" in words(case)
    rest = clerk.post(reverse("bureau-check-rest", args=[story.case.handle]), {"snapshot": 1})
    assert rest.status_code == 302
    asked = clerk.get(reverse("bureau-propose", args=[story.case.handle]))
    assert asked.status_code == 200, words(asked)
    sent = clerk.post(
        reverse("bureau-propose", args=[story.case.handle]), {"seen": story.fresh().version, "note": "同意"}
    )
    assert sent.status_code == 302, words(sent)
    assert "需另一人批准" in words(clerk.get(reverse("bureau-case", args=[story.case.handle]) + "?tab=second"))
    looked = reviewer.get(reverse("bureau-approve", args=[story.case.handle]))
    assert story.bureau_clerk.name in words(looked)
    done = reviewer.post(reverse("bureau-approve", args=[story.case.handle]), {"seen": story.fresh().version})
    assert done.status_code == 302, words(done)
    assert story.fresh().state == State.APPROVED


def test_an_approved_case_is_previewed_and_published() -> None:
    story = approved()
    at(story)
    clerk = desk_of(story.bureau_clerk)
    page = clerk.get(reverse("bureau-publicity-new"))
    assert "checked" in words(page)
    given = {"title": "第三批公示", "contact": "0500-2000001", "case": [story.case.handle], "step": "preview"}
    preview = clerk.post(reverse("bureau-publicity-new"), given)
    assert preview.status_code == 200, words(preview)
    assert "共 5 个工作日" in words(preview)
    done = clerk.post(reverse("bureau-publicity-new"), {**given, "step": "publish"})
    assert done.status_code == 302, words(done)
    assert story.fresh().state == State.PUBLIC_NOTICE
    assert clerk.get(done["Location"]).status_code == 200
    assert clerk.get(reverse("bureau-publicities")).status_code == 200


def test_a_cleared_case_is_drafted_by_one_and_issued_by_another_and_its_paper_ticked_off() -> None:
    story = cleared()
    at(story)
    clerk, leader, counter = desk_of(story.bureau_clerk), desk_of(story.leader), desk_of(story.counter)
    drafted = clerk.post(reverse("bureau-document-new"), {"title": "关于公布的通知", "case": [story.case.handle]})
    assert drafted.status_code == 302, words(drafted)
    where = drafted["Location"]
    assert clerk.get(where).status_code == 200
    page = leader.get(where + "issue/")
    assert page.status_code == 200
    digest = page.context["read"].digest
    wrong = leader.post(where + "issue/", {"read": "0" * 64})
    assert wrong.status_code == 422
    assert "名单在您阅读之后有变化" in words(wrong)
    issued = leader.post(where + "issue/", {"read": digest})
    assert issued.status_code == 302, words(issued)
    assert story.fresh().state == State.DECIDED
    assert "0 / 1" in words(leader.get(where + "progress/"))
    found = counter.get(reverse("bureau-paper"), {"q": story.case.number})
    assert found.status_code == 302
    assert counter.get(found["Location"]).status_code == 200
    stale = counter.post(found["Location"], {"version": "00000000", "copies": 2})
    assert stale.status_code == 422
    assert "版本码与审定内容不一致" in words(stale)
    version = story.case.snapshot.sha256[:8]
    ok = counter.post(found["Location"], {"version": version, "copies": 2})
    assert ok.status_code == 302, words(ok)
    assert story.fresh().paper_copies == 2
