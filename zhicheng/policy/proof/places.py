"""Statement (b), of places and windows: everywhere exactly one decides, every bureau and window serves somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from zhicheng.domain.eligibility import Batch, Pack, words
from zhicheng.policy.proof.counter_example import CounterExample
from zhicheng.policy.proof.grid import ask
from zhicheng.policy.proof.profiles import Profiles
from zhicheng.policy.words.labels import REGION_KIND

SHORTEST_PAUSE = 7
"""Days: two windows either touch or lie at least so far apart; a shorter pause is taken for a slip of the pen."""


def places(people: Profiles) -> Iterator[CounterExample]:
    """Deciders, receivers, windows."""
    pack = people.pack
    yield from _one_decider(people)
    yield from _deciders_alive(pack)
    yield from _regions(pack)
    yield from _windows(pack)
    yield from _wordings(pack)


def _one_decider(people: Profiles) -> Iterator[CounterExample]:
    pack = people.pack
    for code, region in pack.regions.items():
        for level in sorted(pack.reading.levels_by_determination):
            deciders = [one for one in pack.deciders if region.kind in one.kinds and level in one.levels]
            if len(deciders) != 1:
                yield _said(
                    "one_decider", f"{region.name}的{words.LEVEL[level]}有{len(deciders)}个部门审核，应当正好一个"
                )
                continue
            facts = replace(people.person(level, [], None), employer=replace(people.good.employer, affiliation=code))
            got, wanted = ask(people, facts).answer.authority, deciders[0].authority or code
            if got != wanted:
                yield _said("one_decider", f"{region.name}的{words.LEVEL[level]}应由{wanted}审核，核对却答{got}")
            if wanted in pack.regions and pack.regions[wanted].bureau != wanted:
                yield _said(
                    "one_decider",
                    f"{region.name}的{words.LEVEL[level]}由{pack.regions[wanted].name}审核，而它自己没有受理部门",
                )


def _deciders_alive(pack: Pack) -> Iterator[CounterExample]:
    kinds = {region.kind for region in pack.regions.values()}
    decided = set(pack.routes) & pack.reading.levels_by_determination
    for index, decider in enumerate(pack.deciders):
        for kind in sorted(decider.kinds - kinds):
            yield _said("dead", f"jurisdiction[{index}]：没有一个部门属于“{REGION_KIND[kind]}”")
        for level in sorted(decider.levels - decided):
            yield _said("dead", f"jurisdiction[{index}]：{words.LEVEL[level]}不能初定，或没有一条规则")
    for level in sorted(pack.reading.levels_by_determination - set(pack.routes)):
        yield _said("dead", f"reading.levels_by_determination：{words.LEVEL[level]}没有一条规则")
    for level in sorted(set(pack.routes) - pack.reading.levels_by_determination):
        yield _said("dead", f"rules：{words.LEVEL[level]}有规则，却不在可以初定的级别里")


def _regions(pack: Pack) -> Iterator[CounterExample]:
    for code, region in pack.regions.items():
        if pack.regions[region.bureau].bureau != region.bureau:
            yield _said("one_decider", f"{region.name}的申报送到{region.bureau}，而它自己又送到别处")
        if region.kind == "city" and code != pack.city:
            yield _said("one_decider", f"{region.name}也写作市级，而政策包的市级部门是{pack.city}")
    if pack.regions[pack.city].kind != "city":
        yield _said("one_decider", f"市级部门{pack.city}没有写作市级")


def _windows(pack: Pack) -> Iterator[CounterExample]:
    uses = {one.batches for one in pack.deciders}
    own = {kind for one in pack.deciders if one.batches == "own" for kind in one.kinds}
    if pack.batches and "city" not in uses:
        yield _said("dead", "batches：没有一个部门按市级批次受理")
    for code in pack.own_batches:
        if pack.regions[code].kind not in own:
            yield _said("dead", f"own_batches.{code}：{pack.regions[code].name}不按自己的时间受理")
    for name, batches in (
        ("batches", pack.batches),
        *((f"own_batches.{code}", rows) for code, rows in pack.own_batches.items()),
    ):
        yield from _row_of_windows(name, batches)


def _row_of_windows(name: str, batches: tuple[Batch, ...]) -> Iterator[CounterExample]:
    for earlier, later in pairwise(batches):
        pause = (later.opens - earlier.closes).days - 1
        if 0 < pause < SHORTEST_PAUSE:
            yield _said(
                "windows",
                f"{name}：{earlier.id}在{earlier.closes}截止，{later.id}到{later.opens}才开始，中间空出{pause}天",
            )
    for batch in batches:
        if batch.employer_closes < batch.closes:
            yield _said(
                "windows",
                f"{name}：{batch.id}的单位推荐截止（{batch.employer_closes}）早于个人提交截止（{batch.closes}）",
            )
        if batch.years_counted_to and batch.years_counted_to < batch.opens:
            yield _said(
                "windows", f"{name}：{batch.id}的年限计算到{batch.years_counted_to}，早于开始受理（{batch.opens}）"
            )
    if len({bool(batch.years_counted_to) for batch in batches}) > 1:
        yield _said("windows", f"{name}：有的批次写明年限计算到哪天，有的没有写")
    for earlier, later in pairwise(batches):
        if earlier.years_counted_to and later.years_counted_to and later.years_counted_to <= earlier.years_counted_to:
            yield _said("windows", f"{name}：{later.id}的年限计算到{later.years_counted_to}，不晚于{earlier.id}")


def _wordings(pack: Pack) -> Iterator[CounterExample]:
    lists = (
        ("checklist", [one.question for one in pack.checklist]),
        ("refusal_reasons", [one.wording for one in pack.refusal_reasons]),
        ("return_reasons", [one.wording for one in pack.return_reasons]),
    )
    for name, said in lists:
        for text, times in Counter(said).items():
            if times > 1:
                yield _said("dead", f"{name}：“{text}”写了{times}次，审核人无从区分")
    series = {code for code, one in pack.series.items() if set(one.titles) & pack.reading.levels_by_determination}
    for index, item in enumerate(pack.checklist):
        if item.series and not item.series & series:
            yield _said("dead", f"checklist[{index}]：所列系列都没有可以初定的级别，这个问题问不到任何人")
        if item.levels and not item.levels & pack.reading.levels_by_determination:
            yield _said("dead", f"checklist[{index}]：所列级别都不能初定，这个问题问不到任何人")


def _said(statement: str, sentence: str) -> CounterExample:
    return CounterExample(statement, f"{sentence}。")
