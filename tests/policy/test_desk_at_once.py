"""Several at once at the policy desk, and several processes: one pack is in use, and nobody sees half of one."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.test import Client

from tests.at_once import at_once
from tests.policy_desk import a_desk, do_policy_work, judged, proposed
from tests.stories import a_draft
from zhicheng.cases.actions.submit import submit
from zhicheng.domain.faults import Refused
from zhicheng.domain.truth import TRUTH_VERSION
from zhicheng.events.models import Event
from zhicheng.events.record import breaks
from zhicheng.policy.actions.edit_draft import edit_draft
from zhicheng.policy.actions.publish_draft import publish_draft
from zhicheng.policy.deployment import deployed_pack
from zhicheng.policy.models import Draft, Edition

pytestmark = pytest.mark.django_db(transaction=True)
PUBLISH = """
import json, sys
from datetime import datetime
from zhicheng.domain.permissions import Actor, Role
from zhicheng.policy.actions.publish_draft import publish_draft
from zhicheng.policy.models import Draft
asked = json.loads({asked!r})
actor = Actor(Role.BUREAU_LEADER, asked["person"], asked["organisation"])
now = datetime.fromisoformat(asked["now"])
print(publish_draft(Draft.objects.get(), actor, signed=asked["signed"], now=now).sha256)
"""


def test_of_two_leaders_who_publish_one_draft_at_once_one_wins_and_the_other_is_told() -> None:
    desk = a_desk()
    draft = proposed(desk)
    signed = judged(desk, draft).sha256
    answers = at_once(
        [
            lambda: publish_draft(draft, desk.leader, signed=signed, now=desk.now),
            lambda: publish_draft(draft, desk.second_leader, signed=signed, now=desk.now),
        ]
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Edition", "NotNow"]
    assert "已发布" in next(answer.message for answer in answers if isinstance(answer, Refused))
    assert Event.objects.filter(act="policy_publish").count() == 1


def test_of_two_drafts_published_at_once_one_wins_and_the_other_is_told() -> None:
    desk = a_desk()
    drafts = proposed(desk, site="甲"), proposed(desk, site="乙", version="3")
    signed = [judged(desk, draft).sha256 for draft in drafts]
    answers = at_once(
        [
            lambda: publish_draft(drafts[0], desk.leader, signed=signed[0], now=desk.now),
            lambda: publish_draft(drafts[1], desk.second_leader, signed=signed[1], now=desk.now),
        ]
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Edition", "Refused"]
    assert list(Edition.objects.values_list("ordinal", flat=True)) == [1]
    assert sorted(Draft.objects.values_list("state", flat=True)) == ["proposed", "published"]


def test_a_submission_at_the_moment_of_publishing_outdates_the_list_or_comes_after_it() -> None:
    desk = a_desk()
    story = a_draft()
    draft = proposed(desk)
    signed = judged(desk, draft).sha256
    began = deployed_pack().sha256
    case, edition = at_once(
        [
            lambda: submit(story.case.pk, actor=story.me, now=desk.now, key="form", agreed=TRUTH_VERSION),
            lambda: publish_draft(draft, desk.leader, signed=signed, now=desk.now),
        ]
    )
    published = isinstance(edition, Edition)
    assert published or "提交或发布" in edition.defects[0].what
    assert case.policy_sha256 in ({began, edition.sha256} if published else {began})
    acts = Event.objects.filter(act__in=["submit", "policy_publish"]).order_by("seq").values_list("act", flat=True)
    assert list(acts) == (["policy_publish", "submit"] if published else ["submit"])
    assert list(breaks()) == []


def test_an_edit_at_the_moment_of_publishing_is_lost_by_neither() -> None:
    desk = a_desk()
    draft = proposed(desk)
    signed, typed = judged(desk, draft).sha256, draft.content()
    answers = at_once(
        [
            lambda: edit_draft(draft, desk.reviewer, content=typed, seen=draft.version, now=desk.now),
            lambda: publish_draft(draft, desk.leader, signed=signed, now=desk.now),
        ]
    )
    assert [isinstance(answer, Refused) for answer in answers].count(True) == 1
    assert Draft.objects.get().state == ("published" if isinstance(answers[1], Edition) else "open")


def test_another_process_sees_a_new_publication_with_its_next_request(client: Client, repository: Path) -> None:
    desk = a_desk()
    draft = proposed(desk, place="苕州新市")
    signed = judged(desk, draft).sha256
    assert "苕州新市职称初定" not in client.get("/").content.decode()
    asked = {"person": desk.leader.person, "organisation": desk.leader.organisation, "signed": signed}
    code = PUBLISH.format(asked=json.dumps(asked | {"now": desk.now.isoformat()}))
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", code],
        cwd=repository,
        env=os.environ | {"ZHICHENG_DATABASE": this_database()},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == deployed_pack().sha256
    assert "苕州新市职称初定" in client.get("/").content.decode()
    do_policy_work(desk.now)


def this_database() -> str:
    """The address of the test's own database, for another process."""
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    options = urlencode({"host": at["HOST"], **at["OPTIONS"]} if at["HOST"].startswith("/") else at["OPTIONS"])
    host = "" if at["HOST"].startswith("/") else f"{at['HOST']}:{at['PORT']}"
    return f"postgresql://{quote(at['USER'])}:{quote(at['PASSWORD'])}@{host}/{at['NAME']}?{options}"
