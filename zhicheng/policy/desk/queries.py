"""What the policy desk reads: the pack in use, editions, drafts, rehearsals and the calendar; each names its reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count as DbCount
from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from zhicheng.domain.eligibility import Outcome, Pack
from zhicheng.domain.eligibility.codes import severity
from zhicheng.domain.faults import NotYours
from zhicheng.domain.permissions import Actor
from zhicheng.policy.deployment import deployed_pack
from zhicheng.policy.desk.rights import may_read, must_read
from zhicheng.policy.files.strict import BadPack
from zhicheng.policy.models import CalendarEdition, Draft, Edition, Flip, Rehearsal
from zhicheng.policy.packs import NoSuchPack, PackContent, load_pack, pack_ids, read_content
from zhicheng.policy.words.faults import Fault, read_content_in_words

PAGE = 25


@dataclass(frozen=True, slots=True)
class InUse:
    """The pack in use; `since` and who published it are empty for the file with which the platform began."""

    pack: Pack
    key: str
    since: datetime | None
    published_by: str


@dataclass(frozen=True, slots=True)
class Version:
    """A pack that can be read and compared: a file, an edition or a draft. `pack` None: it has the `faults`."""

    key: str
    name: str
    kind: str
    content: PackContent
    pack: Pack | None
    faults: tuple[Fault, ...] = ()


def in_use(actor: Actor) -> InUse:
    """The pack by which new applications are judged. Raises NotYours for whoever does not read the desk."""
    must_read(actor)
    pack = deployed_pack()
    edition = (
        Edition.objects.filter(sha256=pack.sha256, ordinal__isnull=False).defer("body").select_related("published_by")
    ).first()
    if edition is None:
        return InUse(pack, pack.id, None, "")
    return InUse(pack, edition.handle, edition.published_at, _name(edition.published_by))


def _name(person: object) -> str:
    return str(getattr(person, "name", ""))


def editions(actor: Actor, before: int | None = None) -> list[Edition]:
    """Packs kept for good, newest first, one more than a page; their contents are not read."""
    must_read(actor)
    found = Edition.objects.defer("body", "rehearsal__body").select_related("published_by", "drafted_by", "rehearsal")
    if before:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[: PAGE + 1])


def drafts_under_way(actor: Actor) -> list[Draft]:
    """Open and proposed drafts of the city's bureau, the one changed last first; their contents are not read."""
    must_read(actor)
    return list(_drafts().filter(state__in=(Draft.OPEN, Draft.PROPOSED)).order_by("-changed_at", "-pk")[:PAGE])


def _drafts() -> QuerySet[Draft]:
    return Draft.objects.select_related("started_by", "drafted_by", "proposed_by", "bureau").defer("body")


def draft_for(actor: Actor, handle: str) -> Draft:
    """One draft, whatever its state. Raises NotYours."""
    found = _drafts().filter(handle=handle).first() if may_read(actor) else None
    if found is None:
        raise NotYours
    return found


def version_for(actor: Actor, key: str) -> Version:
    """A file by its id (`huzhou-2024`), else an edition or a draft by its handle. Raises NotYours."""
    must_read(actor)
    if "-" in key:
        return _file(key)
    edition = Edition.objects.filter(handle=key).first()
    if edition:
        name = f"{edition.title}（第 {edition.version} 版）"
        return _version(key, name, "已发布的版本" if edition.ordinal else "存档的文件", edition.content())
    draft = Draft.objects.filter(handle=key).first()
    if draft:
        return _version(key, f"{draft.title or '未命名'}（{dict(Draft.STATES)[draft.state]}）", "草稿", draft.content())
    raise NotYours


def _file(key: str) -> Version:
    try:
        content = read_content(key, settings.ZHICHENG_POLICIES)
    except (NoSuchPack, BadPack) as error:
        raise NotYours from error
    return _version(key, f"{content.content.get('title') or key}", "政策文件", content)


def _version(key: str, name: str, kind: str, content: PackContent) -> Version:
    pack, faults = read_content_in_words(content)
    return Version(key, name, kind, content, pack, tuple(faults))


def comparable(actor: Actor) -> list[tuple[str, list[tuple[str, str]]]]:
    """Everything that can be compared, in groups: key and name. Newest first; drafts that were dropped are left out."""
    must_read(actor)
    drafts = Draft.objects.exclude(state__in=(Draft.DROPPED, Draft.PUBLISHED)).order_by("-pk")
    kept = Edition.objects.order_by("-pk").values_list("handle", "title", "version")[:100]
    return [
        ("草稿", [(one, f"{title or '未命名'}（{who}）") for one, title, who in _named_drafts(drafts)]),
        ("已发布和存档的版本", [(handle, f"{title}（第 {version} 版）") for handle, title, version in kept]),
        ("政策文件", [(one, _file_title(one)) for one in pack_ids(settings.ZHICHENG_POLICIES)]),
    ]


def _named_drafts(drafts: QuerySet[Draft]) -> list[tuple[str, str, str]]:
    return list(drafts.values_list("handle", "title", "drafted_by__name")[:100])


def _file_title(pack_id: str) -> str:
    try:
        return f"{load_pack(pack_id, settings.ZHICHENG_POLICIES).title}（{pack_id}）"
    except BadPack:
        return f"{pack_id}（有误）"


# -- rehearsals -------------------------------------------------------------------------------------------------------


def rehearsal_for(actor: Actor, handle: str) -> Rehearsal:
    """One rehearsal. Raises NotYours."""
    light = Rehearsal.objects.select_related("draft", "requested_by").defer("body", "draft__body")
    found = light.filter(handle=handle).first() if may_read(actor) else None
    if found is None:
        raise NotYours
    return found


@dataclass(frozen=True, slots=True)
class Count:
    """How many cases of one batch, bureau and direction come out otherwise."""

    batch: str
    bureau: str
    direction: str
    cases: int


BETTER, WORSE, UNCLEAR = "better", "worse", "unclear"
_PAIRS = [(old, new) for old in Outcome for new in Outcome if old != new]
_BETTER = [(old.value, new.value) for old, new in _PAIRS if severity(new) < severity(old)]
_WORSE = [(old.value, new.value) for old, new in _PAIRS if severity(new) > severity(old)]


def direction_of(row: dict[str, object]) -> str:
    """Whether a case comes out better or worse; unclear where one of the packs cannot read it."""
    pair = (row.get("from"), row.get("to"))
    return BETTER if pair in _BETTER else WORSE if pair in _WORSE else UNCLEAR


def flips_of(rehearsal: Rehearsal, *, direction: str = "", after: str = "") -> QuerySet[Flip]:
    """Whoever comes out otherwise, by number: in one direction, or all; `after` the last number of the page before."""
    found = Flip.objects.filter(rehearsal=rehearsal)
    if direction == BETTER:
        found = found.filter(_any_of(_BETTER))
    elif direction == WORSE:
        found = found.filter(_any_of(_WORSE))
    elif direction == UNCLEAR:
        found = found.exclude(_any_of(_BETTER) | _any_of(_WORSE))
    if after:
        found = found.filter(number__gt=after)
    return found.order_by("number")


def _any_of(pairs: list[tuple[str, str]]) -> Q:
    wanted = Q()
    for old, new in pairs:
        wanted |= Q(row__from=old, row__to=new)
    return wanted


def counts_of(rehearsal: Rehearsal) -> list[Count]:
    """How many come out otherwise, by batch, bureau and direction; counted in the database, whatever their number."""
    parts = {name: KeyTextTransform(key, "row") for name, key in _COUNTED.items()}
    grouped = Flip.objects.filter(rehearsal=rehearsal).annotate(**parts).values(*parts).order_by()
    found: dict[tuple[str, str, str], int] = {}
    for one in grouped.annotate(cases=DbCount("pk")):
        kind = direction_of({"from": one["was"], "to": one["comes"]})
        key = (one["of_batch"] or "", one["of_bureau"] or "", kind)
        found[key] = found.get(key, 0) + one["cases"]
    return [Count(*key, cases) for key, cases in sorted(found.items())]


_COUNTED = {"of_batch": "batch", "of_bureau": "bureau", "was": "from", "comes": "to"}


# -- the calendar -----------------------------------------------------------------------------------------------------


def calendar_proposals(actor: Actor) -> list[CalendarEdition]:
    """Years that wait for a second person."""
    must_read(actor)
    waiting = CalendarEdition.objects.filter(state=CalendarEdition.PROPOSED).select_related("proposed_by")
    return list(waiting.order_by("year"))


def calendar_edition_for(actor: Actor, handle: str) -> CalendarEdition:
    """One proposed, approved or dropped year. Raises NotYours."""
    found = CalendarEdition.objects.select_related("proposed_by", "approved_by").filter(handle=handle).first()
    if found is None or not may_read(actor):
        raise NotYours
    return found


def approved_years(actor: Actor) -> dict[int, CalendarEdition]:
    """The approved edition that holds, by year; years that come from files alone are not in it."""
    must_read(actor)
    found = CalendarEdition.objects.filter(state=CalendarEdition.APPROVED).select_related("proposed_by", "approved_by")
    return {one.year: one for one in found.order_by("ordinal")}
