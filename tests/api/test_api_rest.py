"""The packs that may be asked, and working days."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.api.asking import ask, faults
from zhicheng.policy.packs import load_pack, pack_ids

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_every_pack_is_listed_with_its_digest(settings: Any) -> None:
    told = Client().get("/api/v1/policies").json()
    assert told["own"] == settings.ZHICHENG_POLICY
    packs = {one["id"]: one for one in told["policies"]}
    assert set(packs) >= set(pack_ids())
    huzhou = load_pack("huzhou-2024")
    assert packs["huzhou-2024"] == {
        "id": "huzhou-2024",
        "title": huzhou.title,
        "version": huzhou.version,
        "sha256": huzhou.sha256,
    }


def test_working_days_are_named_one_by_one() -> None:
    told = Client().get("/api/v1/workdays", {"start": "2024-09-30", "count": "3"}).json()
    assert told == {"days": ["2024-10-08", "2024-10-09", "2024-10-10"], "last": "2024-10-10"}
    told = Client().get("/api/v1/workdays", {"start": "2024-09-30", "count": "1", "count_start": "true"}).json()
    assert told["last"] == "2024-09-30"


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ({"count": "3"}, "start"),
        ({"start": "2024-06-31", "count": "3"}, "start"),
        ({"start": "20240630", "count": "3"}, "start"),
        ({"start": "2024-06-03", "count": "0"}, "count"),
        ({"start": "2024-06-03", "count": "9" * 5000}, "count"),
        ({"start": "2024-06-03", "count": "²"}, "count"),
        ({"start": "2024-06-03", "count": "3", "count_start": "yes"}, "count_start"),
        ({"start": "2090-06-03", "count": "3"}, "start"),
        ({"start": "9999-12-31", "count": "3"}, "start"),
        ({"start": "2024-06-03", "count": "1000"}, "start"),
    ],
)
def test_days_that_cannot_be_counted_are_refused_with_the_reason(asked: dict[str, str], path: str) -> None:
    response = Client().get("/api/v1/workdays", asked)
    assert response.status_code == 422
    assert [line.partition(":")[0] for line in faults(response)] == [path]


def test_the_example_of_the_handbook_is_answered(repository: Path) -> None:
    shown = (repository / "docs" / "api.md").read_text("utf-8").partition("```json\n")[2].partition("```")[0]
    answer = ask(shown.encode(), policy="huzhou-2024")
    assert answer.json()["verdict"] == "met"
