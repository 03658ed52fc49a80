"""The capsule is taken from the bureau's case page and from the auditor's log."""

import io
import zipfile
from hashlib import sha256

import pytest
from django.urls import reverse

from tests.bureau_desk import desk_of
from tests.capsule_acts import SCAN, Kept, a_kept_case
from tests.cast import a_bureau, actor_of, staff
from zhicheng.domain.permissions import Role
from zhicheng.events.models import Event
from zhicheng.gateways.files import file_store

pytestmark = pytest.mark.django_db


def a_case_on_file() -> Kept:
    kept = a_kept_case()
    assert file_store().put(SCAN) == sha256(SCAN).hexdigest()
    return kept


def test_the_bureau_takes_it_from_the_page_of_the_case() -> None:
    kept = a_case_on_file()
    desk, address = desk_of(kept.story.leader), reverse("capsule", args=[kept.story.case.handle])
    assert address in desk.get(reverse("bureau-case", args=[kept.story.case.handle])).content.decode()
    answer = desk.post(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"
    content = b"".join(answer.streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        assert SCAN in [folder.read(name) for name in folder.namelist()]
    assert Event.objects.filter(act="case_capsule", actor=kept.story.leader.person).count() == 1


def test_the_auditor_takes_it_from_the_log_narrowed_to_the_case() -> None:
    kept = a_case_on_file()
    desk = desk_of(actor_of(staff(Role.AUDITOR, a_bureau(), "邹明鉴")))
    address = reverse("capsule", args=[kept.story.case.handle])
    log = reverse("support-events")
    assert address not in desk.get(log).content.decode()
    assert address in desk.get(log, {"subject": f"case:{kept.story.case.handle}"}).content.decode()
    answer = desk.post(address)
    assert answer.status_code == 200
    b"".join(answer.streaming_content)


def test_the_administrators_see_no_button_and_get_nothing() -> None:
    kept = a_case_on_file()
    for role in (Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN, Role.PAPER_COUNTER):
        desk = desk_of(actor_of(staff(role, a_bureau())))
        address = reverse("capsule", args=[kept.story.case.handle])
        assert desk.post(address).status_code == 404
        if role is not Role.PAPER_COUNTER:
            shown = desk.get(reverse("support-events"), {"subject": f"case:{kept.story.case.handle}"})
            assert address not in shown.content.decode()
