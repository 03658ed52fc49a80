"""A case is judged by the very pack that it was filed under."""

import pytest

from tests.stories import at_bureau
from zhicheng.cases.actions.check_item import check_item
from zhicheng.cases.looking_through import keys_of
from zhicheng.cases.models import Case
from zhicheng.domain.states import Desk
from zhicheng.policy.deployment import PackChanged, deployed_pack, pack_of

pytestmark = pytest.mark.django_db


def test_a_pack_altered_under_its_id_judges_nobody() -> None:
    story = at_bureau()
    key = keys_of(story.case, Desk.BUREAU)[0]
    Case.objects.filter(pk=story.case.pk).update(policy_sha256="0" * 64)
    with pytest.raises(PackChanged, match="改动"):
        check_item(story.case.pk, key, "ok", actor=story.bureau_clerk, now=story.now)


def test_the_pack_of_the_digest_is_given() -> None:
    pack = deployed_pack()
    assert pack_of(pack.id, pack.sha256) is pack
