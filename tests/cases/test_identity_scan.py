"""An overseas-talent permit has no public number format: its scan must be in the archive before a submission."""

import pytest

from tests.cast import SHANGHAI_MORNING
from tests.stories import Story, a_draft
from zhicheng.cases.readiness import what_is_missing
from zhicheng.people.models import ArchiveEntry, ArchiveFile

pytestmark = pytest.mark.django_db


def a_talent() -> Story:
    story = a_draft()
    story.person.put_identity("overseas_talent_residence", "浙000001")
    story.person.save()
    return story


def faults(story: Story) -> list[str]:
    return [fault.what for fault in what_is_missing(story.fresh(), story.now)]


def test_without_the_scan_the_talent_cannot_submit_and_is_told_where_to_put_it() -> None:
    assert faults(a_talent()) == ["还没有上传海外高层次人才居住证的扫描件"]


def test_with_the_scan_nothing_is_missing() -> None:
    story = a_talent()
    scan = ArchiveFile.objects.filter(person=story.person).first()
    assert scan
    ArchiveEntry.objects.create(
        person=story.person,
        section="attachment",
        values={"kind": "identity_scan", "title": "居住证", "file": scan.handle},
        created_at=SHANGHAI_MORNING,
        saved_at=SHANGHAI_MORNING,
    )
    assert faults(story) == []


def test_a_resident_needs_no_scan() -> None:
    assert faults(a_draft()) == []
