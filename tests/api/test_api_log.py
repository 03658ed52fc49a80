"""The issue log by JSON: heads, proofs and hashes that hold, and nothing about anybody."""

import base64
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.api.asking import faults
from tests.cast import SHANGHAI_MORNING
from tests.log_acts import an_issued_certificate, fill_log
from zhicheng.documents.actions.sign_log_head import sign_log_head
from zhicheng.domain.merkle import leaf_hash, root_of, verify_consistency, verify_inclusion

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def get(name: str, /, **asked: Any) -> Any:
    cache.clear()
    return Client(raise_request_exception=False).get(f"/api/v1/log/{name}", asked)


@pytest.fixture
def eleven() -> None:
    """Eleven leaves, with heads signed at five and at ten."""
    fill_log(5)
    sign_log_head(now=SHANGHAI_MORNING)
    fill_log(5, start=5)
    sign_log_head(now=SHANGHAI_MORNING)
    fill_log(1, start=10)


def test_the_checkpoint_is_a_signed_note_with_its_parts_beside_it(eleven: None) -> None:
    told = get("checkpoint").json()
    origin, size, root = told["checkpoint"].splitlines()[:3]
    assert (origin, int(size), base64.b64decode(root).hex()) == (told["origin"], told["size"], told["root"])
    assert told["size"] == 10
    assert told["signed_at"] == "2024-11-04T09:00:00+08:00"
    assert told["key"].startswith(f"{origin}+")
    assert get("checkpoint", size=5).json()["size"] == 5
    assert get("checkpoint", size=7).status_code == 404


def test_hashes_give_the_root_and_every_proof_holds(eleven: None) -> None:
    hashes = [bytes.fromhex(found) for found in get("entries").json()["hashes"]]
    assert hashes == [leaf_hash(b"%d" % index) for index in range(10)]  # the eleventh is not signed yet
    ten, five = (bytes.fromhex(get("checkpoint", size=size).json()["root"]) for size in (10, 5))
    assert root_of(hashes) == ten
    by_index = get("inclusion", index=6).json()
    assert by_index == get("inclusion", leaf=hashes[6].hex(), size=10).json()
    path = [bytes.fromhex(found) for found in by_index["hashes"]]
    assert verify_inclusion(bytes.fromhex(by_index["leaf"]), 6, by_index["size"], path, ten)
    told = get("consistency", first=5).json()
    assert verify_consistency(5, told["second"], five, ten, [bytes.fromhex(found) for found in told["hashes"]])
    assert get("entries", start=8, count=1).json() == {"start": 8, "hashes": [hashes[8].hex()]}
    assert get("entries", start=10).json()["hashes"] == []


REFUSED: list[tuple[str, dict[str, str], int, str]] = [
    ("checkpoint", {"size": "ten"}, 422, "size"),
    ("checkpoint", {"size": "-1"}, 422, "size"),
    ("checkpoint", {"size": "²"}, 422, "size"),
    ("inclusion", {}, 422, "index"),
    ("inclusion", {"index": "1", "leaf": "0" * 64}, 422, "index"),
    ("inclusion", {"leaf": "A" * 64}, 422, "leaf"),
    ("inclusion", {"leaf": "0" * 64}, 404, "$"),
    ("inclusion", {"index": "10"}, 404, "$"),
    ("inclusion", {"index": "3", "size": "11"}, 404, "$"),
    ("inclusion", {"index": "9" * 30}, 422, "index"),
    ("consistency", {}, 422, "first"),
    ("consistency", {"first": "7", "second": "6"}, 404, "$"),
    ("consistency", {"first": "1", "second": "11"}, 404, "$"),
    ("entries", {"count": "1001"}, 422, "count"),
    ("entries", {"name": "沈喆"}, 422, "'name'"),
]


def test_what_cannot_be_answered_is_refused_in_one_line(eleven: None) -> None:
    for name, asked, status, path in REFUSED:
        response = get(name, **asked)
        assert response.status_code == status, asked
        assert [line.partition(":")[0] for line in faults(response)] == [path]


def test_before_the_first_head_there_is_nothing_to_see() -> None:
    fill_log(3)
    assert get("checkpoint").status_code == 404
    assert get("entries").json() == {"start": 0, "hashes": []}


def test_no_answer_names_a_person_or_a_number() -> None:
    story, certificate = an_issued_certificate()
    sign_log_head(now=story.now)
    told = "".join(get(*asked).content.decode() for asked in (["checkpoint"], ["entries"]))
    told += get("inclusion", index=0).content.decode()
    assert get("inclusion", index=0).status_code == 200
    for secret in (story.person.name, certificate.number, certificate.paper.sha256, certificate.handle):
        assert secret not in told
