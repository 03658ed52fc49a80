"""Every part of packs that differ in kind goes through its form in a browser's words, and comes out as it was."""

from typing import Any

import pytest
from django.conf import settings as deployed
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.policy_pages import Visitors, page, sent_by, visitors
from zhicheng.policy.form.parts import EDITED
from zhicheng.policy.models import Draft
from zhicheng.policy.packs import pack_from, read_content
from zhicheng.web.bureau.pages.policy_check import CASES_ON_A_PAGE

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def people(settings: Any) -> Visitors:
    settings.ZHICHENG_CLOCK = "tests.page_clock.clock"
    return visitors()


@pytest.mark.parametrize("pack_id", ["huzhou-2024", "guangdong-2020", "jiande-2026"])
def test_every_part_is_shown_and_saved_as_it_was(people: Visitors, pack_id: str) -> None:
    exported = people.clerk.get(f"/bureau/policy/export/{pack_id}/").content
    file = SimpleUploadedFile(f"{pack_id}.zip", exported, "application/zip")
    people.reviewer.post("/bureau/policy/import/", {"file": file})
    wanted = pack_from(read_content(pack_id), "")
    for part in EDITED:
        draft = Draft.objects.get()
        where = f"/bureau/policy/drafts/{draft.handle}/edit/{part.slug}/"
        assert people.reviewer.get(where).status_code == 200
        sent = only_first_page(sent_by(draft, part.slug))
        fields = sum(len(value) if isinstance(value, list) else 1 for value in sent.values())
        assert fields < deployed.DATA_UPLOAD_MAX_NUMBER_FIELDS / 2
        answer = people.reviewer.post(where, sent)
        assert answer.status_code == 302, page(answer)
    kept = Draft.objects.get().content()
    assert pack_from(kept, "").sha256 == wanted.sha256
    assert kept.examples == read_content(pack_id).examples
    told = page(people.clerk.get(f"/bureau/policy/drafts/{Draft.objects.get().handle}/"))
    assert "个全部通过" in told


def only_first_page(sent: dict[str, Any]) -> dict[str, Any]:
    """Of the worked cases a browser sends those of one page."""
    later = [name for name in sent if name.startswith("cases[") and int(name[6 : name.index("]")]) >= CASES_ON_A_PAGE]
    return {name: value for name, value in sent.items() if name not in later}


def test_a_value_that_the_examples_repeat_is_taken_over_after_it_was_read(people: Visitors, settings: Any) -> None:
    settings.ZHICHENG_POLICY = "huzhou-2024"
    people.reviewer.post("/bureau/policy/start/", {"which": "same"})
    draft = Draft.objects.get()
    where = f"/bureau/policy/drafts/{draft.handle}/"
    people.reviewer.post(f"{where}edit/procedure/", sent_by(draft, "procedure", **{"paper.copies": "3"}))
    told = page(people.reviewer.get(where))
    assert "核对 1 项不同的值" in told
    assert "纸质材料 · 纸质表几份" in told
    draft.refresh_from_db()
    chosen = {"seen": str(draft.version), "key": ["procedure:paper.copies"]}
    assert people.county.post(f"{where}take-over/", chosen).status_code == 404
    told = page(people.reviewer.post(f"{where}take-over/", chosen, follow=True))
    assert "勾选的已照草稿更新" in told
    assert "逐项核对的值" not in told
    assert "校验和预演" in told
    assert Draft.objects.get().content().examples["procedure"]["paper.copies"] == 3
