"""After a correction or a revocation each file of a certificate says its number, and whether it still counts."""

from typing import Any

import pytest

from tests.capsule_acts import a_kept_case
from tests.cast import sign_in
from tests.log_acts import corrected, revoked
from tests.stories import Story
from zhicheng.documents.actions.raise_certificate import raise_certificate
from zhicheng.documents.models import Certificate, Paper
from zhicheng.documents.queries import papers_of_case
from zhicheng.domain.given import given
from zhicheng.jobs.handlers import ofd

pytestmark = pytest.mark.django_db

OLD, GONE = "原编号，已停用", "已撤销"


def in_every_form(story: Story, certificate: Certificate) -> Certificate:
    """The certificate also as OFD, and raised with time stamps (of whatever bytes)."""
    ofd.make({"certificate": certificate.pk}, story.now)
    certificate.refresh_from_db()
    issued = given(certificate.paper)
    raised = bytes(issued.content) + b"\n% stamped"
    return raise_certificate(certificate.pk, raised, made_from=issued, renew_on=story.now, now=story.now)


def files(story: Story) -> dict[tuple[str, str], str]:
    """Of each file of a certificate: number and format, and why it does not count."""
    cards = [card for card in papers_of_case(story.me, story.case) if card.number]
    assert all(card.is_stamped == (card.format == "PDF") for card in cards)
    return {(card.number, card.format): card.ended for card in cards}


def test_every_file_of_the_old_number_is_marked_whatever_its_format(client: Any) -> None:
    kept = a_kept_case()
    story, old = kept.story, in_every_form(kept.story, kept.certificate)
    assert files(story) == {(old.number, "PDF"): "", (old.number, "OFD"): ""}
    new = in_every_form(story, corrected(story))
    marked = {(old.number, "PDF"): OLD, (old.number, "OFD"): OLD}
    assert files(story) == marked | {(new.number, "PDF"): "", (new.number, "OFD"): ""}
    sign_in(client, story.person)
    page = client.get(f"/my/cases/{story.case.handle}/").content.decode()
    heading = '证书 <span class="number">{}</span>'
    assert page.index(heading.format(new.number)) < page.index(heading.format(old.number))
    assert page.count(OLD) == 1, "said once, over both files"
    assert "（OFD）（PDF）" not in page
    assert "只供存档" in page


def test_after_a_revocation_no_file_of_the_case_counts(client: Any) -> None:
    kept = a_kept_case()
    story, old = kept.story, in_every_form(kept.story, kept.certificate)
    new = in_every_form(story, corrected(story))
    revoked(story)
    assert set(files(story).values()) == {GONE}
    assert {number for number, _ in files(story)} == {old.number, new.number}
    sign_in(client, story.person)
    page = client.get(f"/my/cases/{story.case.handle}/").content.decode()
    assert "证书已随资格一并撤销" in page
    assert "下载新证书" not in page
    assert f'原编号 <span class="number">{old.number}</span>，同时撤销' in page


def test_a_saved_file_bears_the_number_in_its_name(client: Any) -> None:
    kept = a_kept_case()
    certificate = in_every_form(kept.story, kept.certificate)
    sign_in(client, kept.story.person)
    for paper, ending in ((given(certificate.paper), "pdf"), (Paper.objects.get(kind="certificate_ofd"), "ofd")):
        told = client.get(f"/paper/{paper.handle}?save=1")["Content-Disposition"]
        assert told.endswith(f"%20{certificate.number}.{ending}")
