"""The public pages of a place whose pack knows no telephone, no window, or other dates than the demo's."""

from typing import Any

import pytest

from tests.clock import at
from tests.web.public_visitor import Visitor, words
from zhicheng.policy.packs import load_pack

pytestmark = pytest.mark.django_db
PAGES = ("/", "/batches/", "/contacts/", "/notices/")


@pytest.fixture(autouse=True)
def _front_stamps_arrivals(settings: Any) -> None:
    settings.ZHICHENG_ARRIVAL_HEADER = "X-Request-Start"


@pytest.mark.parametrize("pack_id", ["fujian-2021", "guangdong-2020", "jiande-2026", "yancheng-2023"])
def test_every_page_opens_and_offers_no_empty_telephone(settings: Any, pack_id: str) -> None:
    settings.ZHICHENG_POLICY = pack_id
    pack = load_pack(pack_id)
    visitor = Visitor(at("2026-02-02"))
    for page in PAGES:
        response = visitor.get(page)
        assert response.status_code == 200
        assert 'href="tel:"' not in response.content.decode()
        assert pack.regions[pack.city].office in words(response)
    assert ("还没有公布" in words(visitor.get("/batches/"))) is (not pack.batches)


def test_the_last_safe_day_leaves_the_employer_its_publicity_before_its_own_closing_day(settings: Any) -> None:
    settings.ZHICHENG_POLICY = "jiande-2026"
    assert "2026年3月12日" in words(Visitor(at("2026-02-02")).get("/batches/"))
