"""Server time of every page that each kind of user reaches in the demo: `python -m bench.pages`."""

import os
import re
import statistics
import sys
import tempfile
import time
from collections import Counter, deque
from pathlib import Path
from typing import Any

LIMIT_MS = 60.0
REPEATS = 7
PAGES_A_PERSON = 40
OF_A_SHAPE = 2
LINK = re.compile(rb'href="(/[^"#]*)')
LEFT_OUT = re.compile(r"^/(static|paper|files|demo)/|/files/|/pages/|logout|\.svg|/register-answers")


def crawl(client: Any, begin: str) -> dict[str, tuple[int, float, int]]:
    """Each address reached from where the person begins: status, median milliseconds, bytes."""
    found: dict[str, tuple[int, float, int]] = {}
    queue, seen, shapes = deque([begin]), set(), Counter()
    while queue and len(found) < PAGES_A_PERSON:
        address = queue.popleft()
        shape = re.sub(r"[0-9a-z]{16}|=[^&]*", "*", address)
        if address in seen or LEFT_OUT.search(address) or shapes[shape] >= OF_A_SHAPE:
            continue
        seen.add(address)
        shapes[shape] += 1
        answer = client.get(address)
        if answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
            continue
        times = []
        for _ in range(REPEATS):
            start = time.perf_counter()
            answer = client.get(address)
            times.append((time.perf_counter() - start) * 1000)
        found[address] = (answer.status_code, statistics.median(times), len(answer.content))
        queue.extend(link.decode() for link in LINK.findall(answer.content))
    return found


def main() -> int:
    os.environ.setdefault("ZHICHENG_DATA", tempfile.mkdtemp(prefix="bench-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["ZHICHENG_DEMO"] = "1"
    os.environ["ZHICHENG_HOSTS"] = "testserver"
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from config.keys import ready_keys

    ready_keys(Path(os.environ["ZHICHENG_DATA"]) / "keys.json")
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from tests.cast import sign_in
    from zhicheng.domain.permissions import STAFF_ROLES
    from zhicheng.people.models import Appointment, Person
    from zhicheng.web.nav import home_of

    call_command("migrate", verbosity=0)
    call_command("load_demo", if_empty=True)
    people = [("public", Client(), "/")]
    for person in Person.objects.filter(appointments=None).order_by("pk")[:12]:
        people.append((f"applicant {person.pk}", sign_in(Client(), person), "/my/"))
    for role in STAFF_ROLES:
        for appointment in Appointment.objects.filter(role=role.value, ends_on=None).order_by("pk")[:2]:
            begin = reverse(home_of(role))
            people.append((role.value, sign_in(Client(), appointment.person, appointment), begin))
    rows = [
        (milliseconds, size, who, address)
        for who, client, begin in people
        for address, (_, milliseconds, size) in crawl(client, begin).items()
    ]
    rows.sort(reverse=True)
    print(f"{len(rows)} pages of {len(people)} people; limit {LIMIT_MS:.0f} ms of server time on one core")
    for milliseconds, size, who, address in rows[:25]:
        print(f"{milliseconds:7.1f} ms  {milliseconds / LIMIT_MS:5.0%} of the limit  {size:8,d} B  {who:22} {address}")
    print(f"median of all {statistics.median(row[0] for row in rows):.1f} ms")
    over = [row for row in rows if row[0] > LIMIT_MS]
    print(f"{len(over)} over the limit")
    return 1 if over or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
