"""Every form, fed with whatever a browser, a broken one or an ill-meaning one might send."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.urls import reverse

from tests.web.test_matrix_rights import EXPECTED
from tests.web_forms import ACTS, a_file, forms_of
from tests.web_world import Visit, World, taken_back
from zhicheng.cases.models import Case
from zhicheng.domain.states import State, targets
from zhicheng.people.models import Organisation, Person

pytestmark = pytest.mark.django_db

CHINESE = re.compile(r"[\u4e00-\u9fff]")
SCRIPT = "<script>alert(1)</script>"
HUGE = "长" * 67_000  # 200 kB in UTF-8
NASTY = {
    "nothing": "",
    "huge": HUGE,
    "control characters": "a\x01\x07\x08\x1b[31mz\x00",
    "a negative number": "-1",
    "an enormous number": "9" * 40,
    "more digits than Python reads": "9" * 5000,
    "a number of 64 bits": "18446744073709551616",
    "an infinite number": "1e400",
    "a digit that is no number": "²",
    "no such day": "2024-02-30",
    "a day beyond all": "99999-12-31",
    "other languages": f'"\'>{SCRIPT}\' OR 1=1; DROP TABLE cases_case; -- {{{{ 7|add:7 }}}} =HYPERLINK("http://x")',
    "another direction": "\u202e🦄\ufeff../../../etc/passwd",
    "unknown code": "no_such_code",
}
IN_EACH_FIELD = ("control characters", "more digits than Python reads")
SIGNED = ("proposed_by_id", "approved_by_id", "change_proposed_by_id", "revocation_proposed_by_id", "revoked_by_id")
COLUMNS = [one.attname for one in Case._meta.concrete_fields if one.attname != "answers"]
EXTRA = ("state", "version", "number", "person", "proposed_by", "approved_by", "revoked_by", "authority")
EXTRA += ("received_by", "employer_id", "batch", "policy_pack", "id", "pk", "handle", "submitted_at", "is_active")
FIXED = ("person_id", "number", "batch", "policy_pack", "policy_sha256", "submitted_at", "handle", "truth_statement")
QUESTIONS = "before after q name person subject act day heap tab state batch level series employer next open check"
MARKS = {
    "a mark of the queue": f"2024-12-02T00:00:00+00:00_{'9' * 30}",
    "a mark of nowhere": "9999-12-31T23:59:59+23:59_1",
    "a mark of the counter": f"2024-12-02_{'9' * 30}",
    "a number": "1",
}
BODIES = {
    "no UTF-8 at all": ("application/x-www-form-urlencoded", None),
    "JSON instead of a form": ("application/json", b'{"seen": [1, {}], "state": "certified"}'),
    "a form that breaks off": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="seen"',
    ),
    "a form without a boundary": ("multipart/form-data", b"--x"),
}
FILES = {
    "a program called a PDF": a_file("照片.pdf", b"MZ\x90\x00" + b"\x00" * 500),
    "an empty file": a_file("空.pdf", b""),
    "a PDF that breaks off": a_file("断.pdf", b"%PDF-1.7\n1 0 obj\n<<"),
    "a picture called a PDF": a_file("图.pdf", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50),
    "a file with a path for a name": a_file("../../../x\x00.pdf", b"%PDF-1.7"),
    "a page": a_file("页.html", SCRIPT.encode(), "text/html"),
    "a page called a picture": a_file("页.png", SCRIPT.encode(), "image/png"),
}


class Watch:
    """Sends forms and notes what must not happen."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.visits: dict[str, Visit] = {}
        self.faults: list[str] = []
        self.sent = 0
        self.changed = False
        self.before = _cases()

    def send(self, what: str, name: str, role: str, data: Any, **more: Any) -> Any:
        """One form; afterwards everything is as it was."""
        visit = self.visit(role)
        address = reverse(name.partition(":")[0], args=self.world.args.get(name, ()))
        with taken_back():
            answer = visit.ask_for_good("POST", address, data, **more)
            after = _cases()
        moved = wrongly_moved(name, self.before, after, self.world.people[role])
        self.changed = after != self.before
        self.sent += 1
        self.faults += [f"{name:28} {what:32} {fault}" for fault in [*moved, *faults_of(answer)]]
        return answer

    def visit(self, role: str) -> Visit:
        """The browser of a role, signed in once."""
        if role not in self.visits:
            visit = self.visits[role] = self.world.client(role)
            if role == "clerk_without_factor":
                held = self.world.people[role][0].appointments.first()  # type: ignore[index,union-attr]
                visit.ask_for_good("POST", reverse("account-roles"), {"capacity": held.pk})
        return self.visits[role]


def _cases() -> dict[int, dict[str, Any]]:
    """Every column of a case but its long ones."""
    return {row["id"]: row for row in Case.objects.values(*COLUMNS)}


def wrongly_moved(name: str, before: dict[int, Any], after: dict[int, Any], somebody: Any) -> Iterator[str]:
    """What a form changed about a case that it has no business with."""
    for pk, old in before.items():
        new = after[pk]
        changed = {field for field in old if old[field] != new[field]}
        for field in changed.intersection(FIXED):
            yield f"changed {field} to {str(new[field])[:40]}"
        if "state" in changed and new["state"] not in _reachable(name, old["state"]):
            yield f"moved a case from {old['state']} to {new['state']}"
        if new["version"] > old["version"] + 1:
            yield f"made a version {new['version']} of {old['version']}"
        if "authority_id" in changed and name not in ("bureau-transfer", "applicant-employer"):
            yield "gave the case to another bureau"
        if "employer_id" in changed and name != "applicant-employer":
            yield "gave the case to another unit"
        person = somebody[0].pk if somebody else None
        for field in changed.intersection(SIGNED):
            if new[field] not in (None, person):
                yield f"signed as somebody else ({field})"


def _reachable(name: str, state: str) -> set[str]:
    return {to.value for act in ACTS.get(name, ()) for to in targets(State(state), act)}


def faults_of(answer: Any) -> Iterator[str]:
    """What no answer may be: broken, a stack trace, a foreign language, somebody's script."""
    if answer.status_code >= 500:
        yield f"{answer.status_code} {getattr(answer, 'exc_info', None) and repr(answer.exc_info[1])[:250]}"
        return
    page = "" if answer.streaming else answer.content.decode(errors="replace")
    if "Traceback" in page:
        yield "shows a stack trace"
    if SCRIPT in page:
        yield "writes somebody's script into the page"
    if answer.status_code >= 400 and not CHINESE.search(page.encode().decode("unicode_escape", "ignore") + page):
        yield f"answers {answer.status_code} without a word of Chinese"


@pytest.fixture
def watch(world: World) -> Watch:
    return Watch(world)


def our_forms(world: World) -> dict[str, tuple[str, dict[str, Any]]]:
    return {name: form for name, form in forms_of(world).items() if settings.DEMO or not name.startswith("demo-")}


def told(watch: Watch) -> str:
    return "\n" + "\n".join(sorted(set(watch.faults)))


def test_every_address_that_takes_a_form_is_fed(world: World) -> None:
    taking = {name for name, (methods, _) in EXPECTED.items() if "POST" in methods}
    taking -= {"healthz", "api-nowhere", "api-eligibility"}  # these take no form: tests/api feeds them
    assert taking == set(forms_of(world))


def test_the_forms_that_are_broken_below_are_taken_when_they_are_whole(watch: Watch) -> None:
    refused = {}
    for name, (role, data) in our_forms(watch.world).items():
        answer = watch.send("whole", name, role, data)
        if answer.status_code >= 400:
            refused[name] = answer.status_code
    not_yet = dict.fromkeys(("account-login", "account-second-factor", "account-password"), 422)  # nobody knows them
    not_yet |= {"bureau-return": 422, "employer-return": 422, "bureau-county-check": 409, "demo-clock": 422}
    not_yet |= {"applicant-credential": 404}  # of a certificate that is another's
    assert not watch.faults, told(watch)
    assert refused == not_yet


def test_no_text_breaks_a_form_or_moves_a_case_that_it_should_not(watch: Watch) -> None:
    for name, (role, whole) in our_forms(watch.world).items():
        for what, text in NASTY.items():
            watch.send(f"{what} everywhere", name, role, dict.fromkeys(whole, text))
            if what in IN_EACH_FIELD:
                for field in whole:
                    if len(whole) > 1 and not field.startswith(("ratio", "approved", "occupied", "offered")):
                        watch.send(f"{what} in {field}", name, role, whole | {field: text})
    assert watch.sent > 1000
    assert not watch.faults, told(watch)


def test_keys_sent_twice_and_names_of_columns_change_nothing_more_than_the_form(watch: Watch) -> None:
    other = Person.objects.exclude(pk__in=[watch.world.stories["owner"].person.pk]).first()
    bureau = Organisation.objects.filter(kind="bureau").last()
    assert other
    assert bureau
    columns = {
        name: str(bureau.pk if name in ("authority", "received_by", "employer_id") else other.pk) for name in EXTRA
    }
    columns |= {f"{name}_id": value for name, value in columns.items()}
    columns |= {"state": "certified", "version": "999", "number": "HACK-1", "batch": "HACK", "policy_pack": "HACK"}
    for name, (role, whole) in our_forms(watch.world).items():
        watch.send("names of columns", name, role, columns | whole)
        watch.send("names of columns only", name, role, columns)
        watch.send("keys twice", name, role, {key: [value, "x", value] for key, value in _flat(whole).items()})
        if "field" in whole:
            for column, value in columns.items():
                watch.send(f"field={column}", name, role, whole | {"field": column, "value": value})
    assert not watch.faults, told(watch)


def _flat(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value[0] if isinstance(value, list) else value for key, value in data.items() if key != "file"}


def test_a_page_that_is_no_longer_fresh_moves_nothing(watch: Watch) -> None:
    for name, (role, whole) in our_forms(watch.world).items():
        for mark in {"seen", "version", "snapshot", "read"}.intersection(whole):
            if (name, mark) == ("applicant-save", "version"):
                continue  # of an entry of the archive, not of a case
            with_old = whole | {mark: "0" * 64 if mark == "read" else "77"}
            answer = watch.send(f"an old {mark}", name, role, with_old)
            if answer.status_code not in (409, 422, 302) or watch.changed:
                watch.faults.append(f"{name:28} an old {mark} is taken ({answer.status_code})")
    old = watch.world.stories["proposed"].case
    watch.send("an old page of many", "bureau-approve-chosen", "reviewer", {"case": [f"{old.handle}:1"]})
    assert not watch.faults, told(watch)


def test_bytes_that_are_no_form_at_all_are_answered(watch: Watch) -> None:
    for name, (role, whole) in our_forms(watch.world).items():
        for what, (kind, body) in BODIES.items():
            raw = body if body is not None else "&".join(f"{quote(key)}=%FF%FE%C3%28" for key in whole).encode()
            watch.send(what, name, role, raw, content_type=kind)
    assert not watch.faults, told(watch)


@pytest.mark.once
def test_no_address_is_broken_by_what_it_asks_for(watch: Watch) -> None:
    asked = 0
    for row, (methods, insiders) in EXPECTED.items():
        if "GET" not in methods or not insiders or (row.startswith("demo-") and not settings.DEMO):
            continue
        visit = watch.visit(insiders.split()[0])
        address = reverse(row.partition(":")[0], args=watch.world.args.get(row, ()))
        for what, text in {**NASTY, **MARKS}.items():
            if what != "huge":
                answer = visit.ask("GET", address, dict.fromkeys(QUESTIONS.split(), text))
                watch.faults += [f"{row:28} ?…={what:32} {fault}" for fault in faults_of(answer)]
                asked += 1
    assert asked > 700
    assert not watch.faults, told(watch)


def test_files_that_are_not_what_they_say_are_refused_in_words(watch: Watch) -> None:
    for name in ("applicant-upload", "public-verify-file"):
        role, whole = forms_of(watch.world)[name]
        for what, file in FILES.items():
            file.seek(0)
            answer = watch.send(what, name, role, whole | {"file": file})
            assert name != "applicant-upload" or answer.status_code == 422, what
        watch.send("no file", name, role, {"original": "yes"})
        watch.send("text for a file", name, role, whole | {"file": "C:\\fakepath\\x.pdf"})
    assert not watch.faults, told(watch)


@pytest.mark.parametrize("name", ["applicant-upload", "public-verify-file"])
def test_a_file_of_forty_megabytes_is_refused_in_words(watch: Watch, name: str) -> None:
    role, whole = forms_of(watch.world)[name]
    answer = watch.send("40 MB", name, role, whole | {"file": a_file("大.pdf", b"%PDF-1.7" + bytes(40 * 1024 * 1024))})
    assert "10 MB" in answer.content.decode()
    assert not watch.faults, told(watch)
