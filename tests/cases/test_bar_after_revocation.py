"""After a revocation for false material nothing new is begun or submitted for three years; the person alone is told."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tests.cast import sign_in
from tests.log_acts import an_issued_certificate, revocation_proposed
from tests.stories import Story
from tests.web.public_visitor import STAMP
from zhicheng.cases.actions.start_draft import start_draft
from zhicheng.cases.actions.submit import submit
from zhicheng.cases.barred import bar_of
from zhicheng.cases.models import Case
from zhicheng.documents.actions.revoke import revoke
from zhicheng.documents.changes import read_digest
from zhicheng.documents.models import CertificateChange
from zhicheng.domain.faults import Refused
from zhicheng.domain.truth import TRUTH_VERSION
from zhicheng.people.models import Appointment

pytestmark = pytest.mark.django_db


def revoked_for(story: Story, code: str) -> CertificateChange:
    change = revocation_proposed(story, code=code, clause="行政复议决定书第7号")
    return revoke(story.case.pk, actor=story.leader, now=story.now, read=read_digest(change))


def years_later(moment: datetime, years: int, days: int = 0) -> datetime:
    return moment.replace(year=moment.year + years, day=moment.day + days)


def sent(case: Case, story: Story, now: datetime) -> None:
    submit(case.pk, actor=story.me, now=now, key="again", agreed=TRUTH_VERSION)


def test_no_new_application_is_begun_until_the_three_years_are_over() -> None:
    story, _ = an_issued_certificate()
    change = revoked_for(story, "false_material")
    with pytest.raises(Refused, match="不得申报") as refused:
        start_draft(actor=story.me, now=years_later(story.now, 3))
    assert change.number in refused.value.message
    assert "行政复议" in refused.value.message
    assert not Case.objects.filter(person=story.person, state="draft").exists()
    assert start_draft(actor=story.me, now=years_later(story.now, 3, 1)).state == "draft"


def test_a_draft_of_before_is_not_submitted_and_stays() -> None:
    story, _ = an_issued_certificate()
    draft = start_draft(actor=story.me, now=story.now)
    revoked_for(story, "false_material")
    with pytest.raises(Refused, match="不得申报的期限") as refused:
        sent(draft, story, story.now)
    assert [one.where for one in refused.value.defects] == ["apply:barred"]
    with pytest.raises(Refused, match="需要补齐") as incomplete:
        sent(draft, story, years_later(story.now, 3, 1))
    assert "apply:barred" not in {one.where for one in incomplete.value.defects}
    draft.refresh_from_db()
    assert (draft.state, draft.number) == ("draft", None)


@pytest.mark.parametrize("code", ["not_eligible", "review_or_court", "other"])
def test_a_revocation_for_another_reason_bars_nobody(code: str) -> None:
    story, _ = an_issued_certificate()
    revoked_for(story, code)
    assert bar_of(story.person.pk, story.now) is None
    assert start_draft(actor=story.me, now=story.now).state == "draft"


def test_the_person_reads_it_before_anything_is_filled_in_and_nobody_else_does(client: Client, settings: Any) -> None:
    settings.ZHICHENG_ARRIVAL_HEADER = STAMP
    story, _ = an_issued_certificate()
    draft = start_draft(actor=story.me, now=story.now)
    change = revoked_for(story, "false_material")

    def page(address: str, now: datetime = story.now) -> str:
        return client.get(address, headers={STAMP: f"t={now.timestamp()}"}).content.decode()

    sign_in(client, story.person)
    for address in ("/my/", "/my/apply/", "/my/eligibility/", "/my/apply/check"):
        assert change.number in page(address), address
        assert "为止（含当日）不得申报" in page(address), address
    Case.objects.filter(pk=draft.pk).update(state="withdrawn")
    for address in ("/my/", "/my/apply/", "/my/eligibility/"):
        assert change.number in page(address), address
        assert "/my/apply/start" not in page(address), address
    after = page("/my/apply/", years_later(story.now, 3, 1))
    assert "/my/apply/start" in after
    assert change.number not in after
    appointment = Appointment.objects.get(person=story.clerk.person)
    sign_in(client, appointment.person, appointment)
    for address in ("/unit/", f"/unit/cases/{story.case.handle}/"):
        assert story.unit.name in page(address), address
        assert "为止（含当日）不得申报" not in page(address), address
