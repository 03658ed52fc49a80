"""Nobody's number or telephone on any page, address or line of the log, but on the papers that must carry them."""

import json
import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from tests.web.test_matrix_rights import EXPECTED
from tests.web_forms import forms_of
from tests.web_world import World
from zhicheng.cases.models import PublicityEntry
from zhicheng.documents.models import Certificate
from zhicheng.domain.identity import invented_resident_id
from zhicheng.events.models import Event
from zhicheng.outbox.models import Message
from zhicheng.people.models import ArchiveEntry, Person
from zhicheng.policy.models import Flip

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SHORTEST = 6  # a run of so many digits is already a piece of somebody's number
TOKENS = (  # handles and digests and keys, which hold any digits by chance; none has the form of a number
    r"(?<![0-9a-z])[23456789a-hjkmnp-z]{16}(?![0-9A-Za-z])",
    r"\b(?:[0-9a-f]{64}|[0-9a-f]{32}|(?=\d*[a-f])[0-9a-f]{16,63})\b",
    r"\b(?:[0-9a-f]{8} ){7}[0-9a-f]{8}\b",
    r"(?<![\w+/-])(?=(?:[0-9a-z_+/-]*[A-Z]){4})[0-9A-Za-z_+/-]{32,}",
)
NO_DIGITS_OF_ANYBODY = re.compile("|".join(TOKENS))
OWN = ("applicant-home", "applicant-archive", "applicant-section", "applicant-check", "applicant-content")


@pytest.fixture
def secrets(world: World) -> dict[str, set[str]]:
    """By person: every run of six digits of a number, and a telephone, that stand nowhere by chance."""
    told = {}
    for place, person in enumerate(Person.objects.order_by("pk")):
        born = date(1971 + place % 30, 1 + place % 12, 11 + place % 17)
        number = invented_resident_id(375_000 + 617 * place, born, "female")
        phone = f"186{77_700_000 + place * 1237}"
        person.put_identity("resident_id", number)
        person.put_phone(phone)
        person.save()
        ArchiveEntry.objects.filter(person=person, section="basics").update(values={"phone": phone})
        told[f"{person.name} {person.pk}"] = pieces(number, born) | {phone}
    return told


def pieces(number: str, born: date) -> set[str]:
    """Runs of digits that tell the number; the day of birth alone, which a page may show, does not."""
    runs = {number[start : start + SHORTEST] for start in range(len(number) - SHORTEST + 1)}
    return {run for run in runs if run not in born.strftime("%Y%m%d")}


def pages(world: World) -> Iterator[tuple[str, str, str]]:
    """Every page that is got, by everybody whom the world knows: role, row and address."""
    for role in world.people:
        for row, (methods, _) in EXPECTED.items():
            there = settings.DEMO or not row.startswith("demo-")
            if "GET" in methods and there and not row.startswith("paper:"):
                yield role, row, reverse(row.partition(":")[0], args=world.args.get(row, ()))


def told_by(text: str, secrets: dict[str, set[str]]) -> set[str]:
    """Whose number or telephone a text gives away, and which part of it."""
    plain = NO_DIGITS_OF_ANYBODY.sub(" ", text)
    digits = " ".join(set(re.findall(r"\d{6,}[Xx]?", plain)))
    return {f"{name}: {piece}" for name, runs in secrets.items() for piece in runs if piece in digits}


def test_the_search_finds_a_number_where_one_stands(secrets: dict[str, set[str]]) -> None:
    person = Person.objects.order_by("pk").first()
    assert person
    assert told_by(f"<td>{person.id_number()}</td>", secrets)
    assert told_by(f"…{person.id_number()[10:]}…", secrets)
    assert told_by(f'<a href="/x?q={person.phone()}">', secrets)
    assert not told_by("<td>2024-12-14 330502 1700000000</td>", secrets)
    assert not told_by(f"c14d9b48a38421ec{person.id_number()[10:16]}89471621", secrets)


def test_no_page_no_address_and_no_line_of_the_log_gives_anybody_away(
    world: World, secrets: dict[str, set[str]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for noisy in ("django.db.backends", "django.template", "asyncio"):
        caplog.set_level(logging.WARNING, noisy)
    visits = {role: world.client(role) for role in world.people}
    caplog.clear()
    faults, read, owner = [], 0, world.stories["owner"].person
    for role, row, address in pages(world):
        answer = visits[role].ask("GET", address)
        if answer["Content-Type"].startswith(("text/", "application/json")) or answer.status_code >= 300:
            page = answer.content.decode(errors="replace") + str(dict(answer.headers))
            own = f"{owner.name} {owner.pk}:" if role == "owner" and row in OWN else "nobody's"
            faults += [f"{role:20} {row:28} tells {one}" for one in told_by(page, secrets) if not one.startswith(own)]
            read += 1
    faults += [f"log: {line}" for line in lines_of(caplog) if told_by(line, secrets)]
    assert read > 1500
    assert not faults, "\n" + "\n".join(sorted(set(faults)))


def lines_of(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Every record of the log as a reader of the log would get it, with what hangs on it."""
    return [f"{record.getMessage()} {record.args!r} {record.exc_text or ''}" for record in caplog.records]


def test_no_form_that_is_sent_leaves_a_number_in_the_log(
    world: World, secrets: dict[str, set[str]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, "django.db.backends")
    person = world.stranger.person
    person.refresh_from_db()
    caplog.clear()
    seen = []
    for name, (role, whole) in forms_of(world).items():
        if name.startswith("demo-") and not settings.DEMO:
            continue
        numbers = {field: person.id_number() for field in whole if field != "file"}
        for data in (whole | numbers, whole | dict.fromkeys(numbers, person.phone())):
            address = reverse(name.partition(":")[0], args=world.args.get(name, ()))
            answer = world.client(role).ask("POST", address, data)
            seen.append(str(answer.headers))
    faults = [line for line in [*lines_of(caplog), *seen] if told_by(line, secrets)]
    assert len(seen) > 100
    assert not faults, "\n".join(faults)


def test_what_is_kept_in_the_open_holds_no_number(world: World) -> None:
    kept: list[Any] = [
        *Event.objects.values("subject", "act", "details"),
        *Message.objects.values("key", "topic", "payload", "last_error"),
        *PublicityEntry.objects.values("shown"),
        *Certificate.objects.values("stated", "number"),
        *Flip.objects.values("row"),
    ]
    numbers = {f"{one.name} {one.pk}": {one.id_number(), one.id_number()[10:], one.phone()} for one in _everybody()}
    faults = [row for row in kept if told_by(json.dumps(row, ensure_ascii=False, default=str), numbers)]
    assert len(kept) > 100
    assert not faults, faults[:5]


def _everybody() -> list[Person]:
    return list(Person.objects.all())
