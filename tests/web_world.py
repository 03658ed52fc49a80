"""One prefecture for the tests that go over every page: a unit with cases in every state, and strangers beside it."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from http.cookies import SimpleCookie
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from PIL import Image

from tests.cast import a_bureau, a_unit, actor_of, later, sign_in, staff
from tests.issuing import reserve_one
from tests.log_acts import issued, reinstatement_proposed, revocation_proposed
from tests.log_acts import revoked as title_revoked
from tests.stories import Story, a_draft, at_bureau, cleared, decided, in_public_notice, in_unit_publicity, submitted
from tests.stories import approved as approved_story
from tests.stories import proposed as proposed_story
from tests.web_policy import PolicyWorld, policy_addresses, policy_world
from zhicheng.cases.actions.check_item import check_claim, check_item
from zhicheng.cases.actions.post_table_approve import approve_post_table
from zhicheng.cases.actions.post_table_endorse import endorse_post_table
from zhicheng.cases.actions.post_table_save import (
    CandidateEntry,
    LineEntry,
    TableEntry,
    save_post_table,
    start_post_table,
)
from zhicheng.cases.actions.post_table_send import send_post_table
from zhicheng.cases.actions.raise_objection import raise_objection
from zhicheng.cases.actions.return_for_correction import return_for_correction
from zhicheng.cases.looking_through import keys_of
from zhicheng.cases.models import Objection, PostTable, Publicity, PublicityEntry
from zhicheng.documents.actions.draft_document import draft_document
from zhicheng.documents.actions.keep_paper import keep_paper
from zhicheng.documents.actions.sign_log_head import sign_log_head
from zhicheng.documents.models import Certificate, OfficialDocument, Paper
from zhicheng.domain.permissions import ANYBODY, Role
from zhicheng.domain.states import Desk
from zhicheng.gateways.files import file_store
from zhicheng.outbox.models import Message
from zhicheng.people.models import Appointment, ArchiveEntry, ArchiveFile, Organisation, Person

OURS, THEIRS = "闻人", "濮阳"  # surnames: whoever is called so belongs to the owner's unit, or to the stranger's
GIVEN = "一鹤 二泉 三省 四维 五柳 六桥 七弦 八音 九歌 十驾 百川 千帆 万里 亿安 兆丰 京垓 秭归"
STATES = (
    "owner",
    "with_employer",
    "in_unit",
    "new",
    "proposed",
    "approved",
    "in_notice",
    "cleared",
    "drafted",
    "certified",
    "to_revoke",
    "just_listed",
    "listed_over",
    "ready",
    "checked",
    "revoked",
    "to_reinstate",
)
Somebody = tuple[Person, Appointment | None]


class WorldClock:
    """What the pages take for the clock (setting ZHICHENG_CLOCK): the moment set, or the real one."""

    now: datetime | None = None

    def __call__(self, arrived: datetime) -> datetime:
        return self.now or arrived


world_clock = WorldClock()


@dataclass
class World:
    """Everybody by role, every case by state, and what stands in the addresses."""

    now: datetime
    stories: dict[str, Story]
    people: dict[str, Somebody | None]
    tables: dict[str, PostTable]
    stranger: Story
    desk: PolicyWorld
    args: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def client(self, role: str) -> "Visit":
        return Visit(self.people[role])


class Visit:
    """Somebody's browser; whatever a request changes is taken back after it."""

    def __init__(self, somebody: Somebody | None) -> None:
        self.client = Client(raise_request_exception=False)
        if somebody:
            sign_in(self.client, *somebody)
        self.cookies = self.client.cookies.output(header="", sep=";")

    def ask(self, method: str, address: str, data: Any = None, **more: Any) -> Any:
        """One request, taken back; `more` goes to Django's client."""
        with taken_back():
            return self.ask_for_good(method, address, data, **more)

    def ask_for_good(self, method: str, address: str, data: Any = None, **more: Any) -> Any:
        cache.clear()  # the dams against floods count requests
        self.client.cookies = SimpleCookie(self.cookies)
        answer = getattr(self.client, method.lower())(address, {} if data is None else data, **more)
        if answer.streaming:
            b"".join(answer.streaming_content)  # what is not read to its end is never closed
        return answer


@contextmanager
def taken_back() -> Iterator[None]:
    """Undo in the database whatever is done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def a_world() -> World:
    """Build it through the real actions; the pages' clock is `world_clock`, set to its moment."""
    world_clock.now = later(days=40)
    department = a_unit("苕州市水务局", affiliation="330502", kind="department")
    unit = a_unit("苕州第一水厂", affiliation="330502", kind="public_institution", supervised_by=department)
    drafts = {
        state: a_draft(affiliation="330502", employer=unit, name=OURS + given)
        for state, given in zip(STATES, GIVEN.split(), strict=True)
    }
    stranger = a_draft(affiliation="330500", name=f"{THEIRS}外人", kind="enterprise")
    stored = file_store().put(a_scan())
    ArchiveFile.objects.update(sha256=stored, size=len(a_scan()))
    tables = post_tables(unit, [one.person for one in drafts.values()])
    at_bureau(story=stranger)
    stories = {state: tell(story) for (state, story), tell in zip(drafts.items(), TELLERS, strict=True)}
    people = everybody(stories, stranger, unit, department)
    world = World(later(days=40), stories, people, tables, stranger, policy_world(later(days=40)))
    world.args = addresses(world)
    return world


def a_scan() -> bytes:
    """A PDF of one blank page."""
    written = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(written, "PDF")
    return written.getvalue()


def post_tables(unit: Organisation, people: list[Person]) -> dict[str, PostTable]:
    """The unit's tables, one a year, each at another stop of its way; the approved one has a post for everybody."""
    now, clerk = later(), actor_of(staff(Role.EMPLOYER_CLERK, unit))
    assert unit.supervised_by
    supervisor = actor_of(staff(Role.SUPERVISOR, unit.supervised_by))
    reviewer = actor_of(staff(Role.BUREAU_REVIEWER, a_bureau(unit.affiliation, "某区人社局")))
    tables = {}
    for year, stop in ((2024, "approved"), (2023, "with_bureau"), (2022, "with_supervisor"), (2025, "draft")):
        table = start_post_table(year, actor=clerk, now=now)
        table = save_post_table(table.handle, entry_naming(people), actor=clerk, now=now)
        if stop != "draft":
            table = send_post_table(table.handle, actor=clerk, now=now)
        if stop in ("approved", "with_bureau"):
            table = endorse_post_table(table.handle, actor=supervisor, now=now, opinion="同意。")
        if stop == "approved":
            table = approve_post_table(table.handle, actor=reviewer, now=now, opinion="同意。")
        tables[stop] = table
    return tables


def entry_naming(people: list[Person]) -> TableEntry:
    """A table that adds up, with a free junior post for everybody."""
    figures = {"senior": (5, 5, 0, 0), "associate_senior": (25, 25, 4, 0), "intermediate": (40, 40, 6, 0)}
    figures["junior"] = (30, 30, 4, 20)
    return TableEntry(
        staffing_quota=120,
        posts=100,
        already_titled=0,
        lines=tuple(LineEntry(level, Decimal(ratio), *rest) for level, (ratio, *rest) in figures.items()),
        candidates=tuple(
            CandidateEntry("junior", "助理工程师", "助理工程师", grade=12, name=one.name, number=one.id_number())
            for one in people
        ),
    )


def returned(story: Story) -> Story:
    at_bureau(story=story)
    keys = list(keys_of(story.case, Desk.BUREAU))
    for key in keys:
        check_item(story.case.pk, key, "ok", actor=story.bureau_clerk, now=story.now)
    check_item(story.case.pk, keys[0], "defect", actor=story.bureau_clerk, now=story.now, note="请补充说明")
    return_for_correction(story.case.pk, actor=story.bureau_clerk, now=later(days=39), note="请一次补齐")
    story.fresh()
    return story


def looked_through(story: Story) -> Story:
    submitted(story)
    keys = list(keys_of(story.case, Desk.EMPLOYER))
    for key in keys[:-1]:
        check_claim(story.case.pk, key, "ok", actor=story.clerk, now=story.now)
    story.fresh()
    return story


def ready(story: Story) -> Story:
    looked_through(story)
    check_claim(story.case.pk, keys_of(story.case, Desk.EMPLOYER)[-1], "ok", actor=story.clerk, now=story.now)
    story.fresh()
    return story


def checked(story: Story) -> Story:
    at_bureau(story=story)
    for key in keys_of(story.case, Desk.BUREAU):
        check_item(story.case.pk, key, "ok", actor=story.bureau_clerk, now=story.now)
    story.fresh()
    return story


def objected_in_unit(story: Story) -> Story:
    in_unit_publicity(story=story)
    _object(story, "unit")
    return story


def just_listed(story: Story) -> Story:
    story.now = later(days=36)
    return in_unit_publicity(story=story)


def objected(story: Story) -> Story:
    story.now = later(days=29)
    in_public_notice(story=story)
    _object(story, "bureau")
    return story


def drafted(story: Story) -> Story:
    cleared(story=story)
    draft_document([story.case.pk], actor=story.bureau_clerk, now=story.now, title="关于公布任职资格的通知")
    return story


def certified(story: Story) -> Story:
    decided(story=story)
    certificate = reserve_one(story.case.pk, now=story.now)
    issued(story, certificate, f"%PDF-1 {certificate.number}".encode())
    sign_log_head(now=story.now)
    story.fresh()
    return story


def to_revoke(story: Story) -> Story:
    certified(story)
    revocation_proposed(story)
    story.fresh()
    return story


def revoked(story: Story) -> Story:
    certified(story)
    title_revoked(story)
    story.fresh()
    return story


def to_reinstate(story: Story) -> Story:
    revoked(story)
    reinstatement_proposed(story)
    story.fresh()
    return story


TELLERS = (
    returned,
    looked_through,
    objected_in_unit,
    lambda story: at_bureau(story=story),
    lambda story: proposed_story(story=story),
    lambda story: approved_story(story=story),
    objected,
    lambda story: cleared(story=story),
    drafted,
    certified,
    to_revoke,
    just_listed,
    lambda story: in_unit_publicity(story=story),
    ready,
    checked,
    revoked,
    to_reinstate,
)


def _object(story: Story, kind: str) -> Objection:
    entry = PublicityEntry.objects.get(case=story.case, publicity__kind=kind)
    ground = "入职时间与实际不符，可向车间核实。"
    said = {"ground": ground, "name": "举报人甲", "contact": "0500-7654321"}
    return raise_objection(entry.pk, actor=ANYBODY, now=story.now, **said)


def everybody(
    stories: dict[str, Story], stranger: Story, unit: Organisation, department: Organisation
) -> dict[str, Somebody | None]:
    """Whoever might come to a page, by the name that the expectations use."""
    bureau, elsewhere = stories["owner"].bureau, stranger.bureau
    offices = a_unit("苕州市信息中心", kind="government")
    held = {
        "clerk": (Role.EMPLOYER_CLERK, unit),
        "head": (Role.EMPLOYER_HEAD, unit),
        "other_clerk": (Role.EMPLOYER_CLERK, stranger.unit),
        "other_head": (Role.EMPLOYER_HEAD, stranger.unit),
        "supervisor": (Role.SUPERVISOR, department),
        "other_supervisor": (Role.SUPERVISOR, a_unit("苕州市林业局", kind="department")),
        "bureau_clerk": (Role.BUREAU_CLERK, bureau),
        "reviewer": (Role.BUREAU_REVIEWER, bureau),
        "leader": (Role.BUREAU_LEADER, bureau),
        "counter": (Role.PAPER_COUNTER, bureau),
        "other_bureau_clerk": (Role.BUREAU_CLERK, elsewhere),
        "other_leader": (Role.BUREAU_LEADER, elsewhere),
        "other_counter": (Role.PAPER_COUNTER, elsewhere),
        "county_leader": (Role.BUREAU_LEADER, a_bureau("330503", "邻区人社局")),
        "auditor": (Role.AUDITOR, offices),
        "system_admin": (Role.SYSTEM_ADMIN, offices),
        "security_admin": (Role.SECURITY_ADMIN, offices),
        "audit_admin": (Role.AUDIT_ADMIN, offices),
    }
    people: dict[str, Somebody | None] = {"nobody": None, "owner": (stories["owner"].person, None)}
    people["other_person"] = (stranger.person, None)
    for name, (role, organisation) in held.items():
        appointment = staff(role, organisation, f"某{name}")
        people[name] = (appointment.person, appointment)
    for name in ("clerk", "leader"):
        role, organisation = held[name]
        people[f"{name}_without_factor"] = (staff(role, organisation, "忘带验证器").person, None)
    return people


def addresses(world: World) -> dict[str, tuple[Any, ...]]:
    """What stands in every address that names something, by URL name (and variant)."""
    cases = {state: story.case.handle for state, story in world.stories.items()}
    owner = world.stories["owner"]
    entry = ArchiveEntry.objects.get(person=owner.person, section="work")
    form = ArchiveEntry.objects.filter(person=owner.person, section="assessment").first()
    assert form
    scan = ArchiveFile.objects.get(person=owner.person)
    over = Publicity.objects.get(entries__case=world.stories["listed_over"].case)
    running = Publicity.objects.get(entries__case=world.stories["just_listed"].case)
    listed = Publicity.objects.get(entries__case=world.stories["in_notice"].case, kind="bureau")
    draft = OfficialDocument.objects.get(entries__case=world.stories["drafted"].case)
    issued = OfficialDocument.objects.get(entries__case=world.stories["certified"].case)
    handle_of = {one.entry.publicity.kind: one.handle for one in Objection.objects.all()}
    kept = {name: _paper(name, **links).handle for name, links in _links(world, running, listed).items()}
    failing = Message.objects.order_by("pk").first()
    assert failing
    Message.objects.filter(pk=failing.pk).update(attempts=9, last_error="TypstError", given_up_at=world.now)
    scans = {
        place: next(iter(world.stories[state].case.snapshot.body["files"]))  # type: ignore[union-attr]
        for place, state in (("employer", "with_employer"), ("bureau", "new"))
    }
    return {
        **policy_addresses(world.desk),
        "api-nowhere": ("nothing",),
        **_at("applicant", "save remove", entry.handle),
        **_at("applicant", "upload detach", form.handle, "file"),
        **_at("applicant", "section add", "work"),
        **_at("applicant", "file", scan.handle),
        **_at("applicant", "file-page", scan.handle, 1),
        **_at("applicant", "case receipt content withdraw", cases["owner"]),
        **_at("applicant", "log-proof credential", cases["certified"]),
        "capsule": (cases["new"],),
        **_at("employer", "case check-claim check-rest return decline", cases["with_employer"]),
        **_at("employer", "recommend", cases["listed_over"]),
        **_at("employer", "file", cases["with_employer"], scans["employer"]),
        **_at("employer", "file-page", cases["with_employer"], scans["employer"], 1),
        **_at("employer", "publicity publicity-paper recommend-several", over.handle),
        **_at("employer", "objection", handle_of["unit"]),
        **_at("employer", "post post-paper", world.tables["approved"].handle),
        **_at("employer", "post-edit post-send", world.tables["draft"].handle),
        **_at("employer", "supervised-post", world.tables["with_supervisor"].handle),
        **_at("bureau", "post-table", world.tables["with_bureau"].handle),
        **_at("bureau", "case check check-rest return refuse transfer county-check", cases["new"]),
        **_at("bureau", "propose", cases["checked"]),
        **_at("bureau", "file file-original", cases["new"], scans["bureau"]),
        **_at("bureau", "file-page", cases["new"], scans["bureau"], 1),
        **_at("bureau", "approve disagree", cases["proposed"]),
        **_at("bureau", "propose-change", cases["certified"]),
        **_at("bureau", "decide-change drop-change", cases["to_revoke"]),
        **_at("bureau", "propose-change:reinstatement", cases["revoked"]),
        **_at("bureau", "decide-change:reinstatement drop-change:reinstatement", cases["to_reinstate"]),
        **_at("bureau", "publicity", listed.handle),
        **_at("bureau", "objection objector", handle_of["bureau"]),
        **_at("bureau", "document document-progress document-issue document-drop", draft.handle),
        **_at("bureau", "paper-receive", cases["cleared"]),
        **_at("bureau", "template", "receipt", "1"),
        **_at("bureau", "template-page", "receipt", "1", 1),
        **_at("public", "list", listed.handle),
        **_at("public", "unit-list", running.handle),
        **_at("public", "object", listed.handle, 1),
        **_at("public", "object-unit", running.handle, 1),
        **_at("public", "document", issued.handle),
        **_at("public", "verify-code", Certificate.objects.get(case=world.stories["certified"].case).handle),
        **_at("public", "paper-version", f"{cases['cleared']}-ab12cd34"),
        **_at("support", "retry", failing.pk),
        **_at("support", "appointment-end", world.people["counter"][1].pk),  # type: ignore[index,union-attr]
        **{f"paper:{name}": (handle,) for name, handle in kept.items()},
    }


def _at(prefix: str, names: str, *args: Any) -> dict[str, tuple[Any, ...]]:
    """The same parts for several addresses."""
    return {f"{prefix}-{name}": args for name in names.split()}


def _links(world: World, running: Publicity, listed: Publicity) -> dict[str, dict[str, Any]]:
    return {
        "receipt": {"case": world.stories["owner"].case},
        "determination_form": {"case": world.stories["cleared"].case},
        "post_table": {"post_table": world.tables["approved"]},
        "employer_notice": {"publicity": running},
        "bureau_notice": {"publicity": listed},
        "official_document": {},
    }


def _paper(kind: str, **links: Any) -> Paper:
    return keep_paper(kind, f"{kind}:of the world", b"%PDF-1 of the world", now=later(), edition="1", **links)


def url_names() -> list[str]:
    """The name of every address of the platform."""
    return [pattern.name or f"nameless {pattern.pattern}" for pattern in _patterns(get_resolver().url_patterns)]


def _patterns(patterns: list[Any]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns)
        else:
            yield pattern
