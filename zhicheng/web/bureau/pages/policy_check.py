"""The check page of a draft: faults, what differs, the worked cases, the rehearsal, and who acts next."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from zhicheng.domain.eligibility import Pack
from zhicheng.domain.permissions import Actor
from zhicheng.policy.desk.rights import may_draft, may_publish
from zhicheng.policy.files.strict import BadPack
from zhicheng.policy.form.controls import Filled, id_of
from zhicheng.policy.form.parts import EDITED, PART, part_of
from zhicheng.policy.models import Draft, Rehearsal
from zhicheng.policy.packs import PackContent
from zhicheng.policy.words.faults import Fault, in_words, read_content_in_words, split
from zhicheng.policy.worked.came_out import differences
from zhicheng.policy.worked.cases import ExampleResult, run_examples
from zhicheng.policy.worked.cross_check import Repeated, said_otherwise, without_values
from zhicheng.web.bureau.pages.policy_desk import Step, took_part

CASES_ON_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class Worked:
    """A worked case that came out otherwise: its place in the list, and line by line what was wanted and what came."""

    place: int
    name: str
    note: str
    lines: tuple[tuple[str, str, str], ...]

    @property
    def anchor(self) -> str:
        """Where it stands in the form, behind the form's address."""
        path = f"cases[{self.place}]"
        return f"{case_page(path)}#{id_of(path)}"


@dataclass(frozen=True, slots=True)
class Examples:
    """The worked cases as they came out; `faults` when they could not even be read."""

    passed: tuple[str, ...] = ()
    failed: tuple[Worked, ...] = ()
    faults: tuple[Fault, ...] = ()
    values: tuple[Repeated, ...] = ()

    @property
    def count(self) -> int:
        return len(self.passed) + len(self.failed)

    @property
    def in_order(self) -> bool:
        return bool(self.count) and not self.failed and not self.faults and not self.values


def worked_examples(pack: Pack, content: PackContent) -> Examples:
    """Run the worked cases against the pack, and compare the values that the examples repeat."""
    try:
        results = run_examples(pack, without_values(content.examples))
    except BadPack as bad:
        return Examples(faults=tuple((path, in_words(what)) for path, what in map(split, bad.faults)))
    failed = tuple(_worked(place, one, pack) for place, one in enumerate(results) if not one.passed)
    passed = tuple(one.name for one in results if one.passed)
    return Examples(passed, failed, values=said_otherwise(pack, content.examples))


def remarked(groups: list[Filled], content: PackContent) -> list[Filled]:
    """The worked cases in the form, those that came out otherwise with what was wanted and what came."""
    pack, _ = read_content_in_words(content)
    failed = {one.name: _told(one) for one in worked_examples(pack, content).failed} if pack else {}
    return [replace(one, rows=tuple(replace(r, remark=failed.get(r.heading, "")) for r in one.rows)) for one in groups]


def _told(one: Worked) -> str:
    return "；".join(f"{label}应得“{wanted}”，实得“{got}”" for label, wanted, got in one.lines)


def faults_with_examples(content: PackContent) -> list[Fault]:
    """Every fault of the content; of its worked cases too, once the rest can be read."""
    pack, faults = read_content_in_words(content)
    return faults if pack is None else list(worked_examples(pack, content).faults)


def _worked(place: int, one: ExampleResult, pack: Pack) -> Worked:
    return Worked(place, one.name, one.note, differences(one, pack))


# -- where a fault is mended -------------------------------------------------------------------------------------------


def fault_links(draft: Draft, faults: list[Fault] | tuple[Fault, ...]) -> list[dict[str, str]]:
    """Each fault with the place in the form at which it is mended."""
    return [_fault_link(draft, path, what) for path, what in faults]


def _fault_link(draft: Draft, path: str, what: str) -> dict[str, str]:
    slug = part_of(path)
    if not slug:
        return {"text": what if path == "$" else f"{path}：{what}", "url": ""}
    url = reverse("bureau-policy-edit", args=[draft.handle, slug])
    return {"text": f"{PART[slug].title}：{what}", "url": f"{url}{case_page(path)}#{id_of(path)}"}


def case_page(path: str) -> str:
    """On which page of the form a worked case stands, `?from=40`; empty for anything else and on the first page."""
    found = re.match(r"cases\[(\d+)\]", path)
    start = int(found[1]) // CASES_ON_A_PAGE * CASES_ON_A_PAGE if found else 0
    return f"?from={start}" if start else ""


def parts_with_faults(faults: list[Fault] | tuple[Fault, ...]) -> list[tuple[str, str, int]]:
    """Each part of the form: slug, title, how many faults it has."""
    counts = [part_of(path) for path, _ in faults]
    return [(part.slug, part.title, counts.count(part.slug)) for part in EDITED]


# -- the way to publication -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a draft stands, for whoever looks."""

    draft: Draft
    faults: int
    examples: Examples
    rehearsal: Rehearsal | None
    stale: int = 0
    changed: int = 1  # values that differ from the pack in force, but for its version
    running: bool = False  # the rehearsal is being made

    @property
    def rehearsed(self) -> bool:
        return self.rehearsal is not None and self.rehearsal.state == Rehearsal.DONE and not self.stale

    @property
    def proved(self) -> bool:
        return self.rehearsed and self.rehearsal is not None and not self.rehearsal.faults

    @property
    def wants_rehearsal(self) -> bool:
        """Whether a rehearsal is the next thing to do."""
        ready = not self.faults and self.examples.in_order and self.changed
        return bool(ready) and not self.rehearsed and not self.running


def steps_of(one: Standing) -> list[dict[str, Any]]:
    """Edit, examples, rehearsal, proposal, publication."""
    draft, examples = one.draft, one.examples
    noted = [
        ("修改", not one.faults and one.changed > 0, _edit_note(one)),
        ("算例", examples.in_order, _examples_note(examples)),
        ("校验和预演", one.proved, _rehearsal_note(one)),
        ("提请发布", draft.state in (Draft.PROPOSED, Draft.PUBLISHED), ""),
        ("另一位负责人核对、发布", draft.state == Draft.PUBLISHED, ""),
    ]
    first = next((index for index, (_, done, _) in enumerate(noted) if not done), len(noted))
    return [
        {"title": title, "state": "done" if done else "current" if index == first else "todo", "note": note}
        for index, (title, done, note) in enumerate(noted)
    ]


def _edit_note(one: Standing) -> str:
    if one.faults:
        return f"有 {one.faults} 处要改"
    return f"改了 {one.changed} 处" if one.changed else "还没有改动"


def _examples_note(examples: Examples) -> str:
    if examples.failed:
        return f"{len(examples.failed)} 个没有通过"
    if examples.faults:
        return "算例本身有误"
    if examples.values:
        return f"{len(examples.values)} 项核对的值不同"
    return f"{examples.count} 个全部通过" if examples.count else "还没有算例" if not examples.faults else ""


def _rehearsal_note(one: Standing) -> str:
    if one.rehearsal is None:
        return ""
    if one.rehearsal.state != Rehearsal.DONE:
        return "正在进行" if one.running else "上次没有完成"
    if one.stale:
        return f"预演之后又有 {one.stale} 次提交或发布，要重新预演"
    return f"校验指出 {len(one.rehearsal.faults)} 处" if one.rehearsal.faults else ""


def next_step_of(one: Standing, actor: Actor) -> Step:
    """The one next step of this officer on this draft."""
    state = one.draft.state
    if state == Draft.PUBLISHED:
        return Step("已经发布", "这份草稿已经发布，内容不再改动。")
    if state == Draft.DROPPED:
        return Step("已经作废", f"这份草稿已经作废。{one.draft.note}")
    if not may_draft(actor):
        return Step("您可以阅读", "修改、提请和发布由市级人社部门的复核人员和负责人办理。")
    if one.faults:
        return Step(f"改好 {one.faults} 处", "改好之后才能检查和预演。点下面的每一处，直接到要改的地方。")
    if not one.examples.in_order:
        return _mend_examples(one)
    if not one.changed:
        return Step("选一部分来改", "现在与现用的政策只有版本号不同。每保存一部分，算例都会重新测算。")
    if one.rehearsal is not None and one.running:
        url = reverse("bureau-policy-rehearsal", args=[one.rehearsal.handle])
        return Step("等预演完成", "系统正在逐件测算，可以离开这一页。", url, "看进度")
    if not one.rehearsed:
        return Step(
            "预演，看影响到谁", "系统用这份草稿重新测算在办的和最近四批的申报，列出结果会变的人，并作全面校验。"
        )
    if not one.proved:
        return Step("改好校验指出的问题", "每一条都写明了什么样的人会得到不合理的结果。")
    return _last_steps(one, actor)


def _mend_examples(one: Standing) -> Step:
    if one.examples.values and not one.examples.failed and not one.examples.faults:
        text = "算例里另抄了一份各项的值和依据，改了规则，这里也要跟着改：在下面逐项看过，勾选后更新。"
        return Step(f"核对 {len(one.examples.values)} 项不同的值", text, "#values-head", "去核对")
    title = f"看 {len(one.examples.failed)} 个没有通过的算例" if one.examples.failed else "把算例写好"
    url = reverse("bureau-policy-edit", args=[one.draft.handle, "examples"])
    return Step(title, "规则改了，算例的应得结果也要跟着改；没想改到的，说明规则改错了。", url, "修改算例")


def _last_steps(one: Standing, actor: Actor) -> Step:
    handle = one.draft.handle
    if one.draft.state == Draft.OPEN:
        url = reverse("bureau-policy-propose", args=[handle])
        return Step("提请发布", "内容、算例、预演都齐了。提请后由另一位负责人核对、发布。", url, "提请发布")
    url = reverse("bureau-policy-publish", args=[handle])
    if may_publish(actor) and not took_part(one.draft, actor):
        return Step("核对差异和名单，发布", "发布之后，新的申报按这套政策办理。", url, "核对并发布")
    return Step("等另一位负责人发布", why_not_publish(one.draft, actor))


def why_not_publish(draft: Draft, actor: Actor) -> str:
    """Why this officer cannot publish the draft; empty when he can."""
    if took_part(draft, actor):
        return "您起草、修改或提请过这份草稿，须由另一位负责人核对、发布。"
    if not may_publish(actor):
        return "发布由市级人社部门负责人办理，您现在的身份不能发布。"
    return ""
