"""The gaps of the work history: what is to be told of each span, and the whole history where none is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from zhicheng.domain.eligibility.change_facts import ChangeItem, Path, Put
from zhicheng.domain.eligibility.facts import Facts, Work
from zhicheng.domain.eligibility.pack import Pack


def gaps_in_work(facts: Facts, pack: Pack, begun: date) -> Iterator[ChangeItem]:
    """What is to be told of the work; a start that is not known is supposed to be `begun`."""
    if facts.work is None:
        row = Work(begun, None, True, _field(pack), _kind(pack))
        said = f"请填写工作经历；{begun}及以前开始从事对口专业技术工作、一直在做的，就够年限"
        yield _item(pack, ("work",), (row,), "工作经历", said)
    for index, work in enumerate(facts.work or ()):
        since = f"{work.start}起的工作" if work.start else f"第{index + 1}段工作"
        if work.kind is None:
            said = f"请写明{since}是不是专业技术工作"
            yield _item(pack, ("work", index, "kind"), _kind(pack), f"{since}的性质", said)
        if work.field is None:
            said = f"请写明{since}与申报专业是否相同或相近"
            yield _item(pack, ("work", index, "field"), _field(pack), f"{since}的专业", said)
        if work.start is None:
            day = min(begun, work.end) if work.end else begun
            said = f"请写明{since}从哪一日开始；{day}及以前开始的，就够年限"
            yield _item(pack, ("work", index, "start"), day, f"{since}的起日", said)
        if work.end is None and not work.still_there:
            said = f"请写明{since}做到哪一日；现在还在做的，写明在职"
            yield _item(pack, ("work", index, "still_there"), True, f"{since}的止日", said)


def only_known_work(facts: Facts) -> Facts:
    """The facts without the spans of which too little is known to count them surely."""
    return replace(facts, work=tuple(one for one in facts.work or () if _known(one)))


def _known(work: Work) -> bool:
    return bool(work.kind and work.field and work.start and (work.end or work.still_there))


def _item(pack: Pack, path: Path, value: object, wanting: str, said: str) -> ChangeItem:
    return ChangeItem("field_of_work", said, pack.conditions["field_of_work"], wanting, (Put(path, value),))


def _field(pack: Pack) -> str:
    return "same" if "same" in pack.reading.work_fields else min(pack.reading.work_fields)


def _kind(pack: Pack) -> str:
    return "technical" if "technical" in pack.reading.work_kinds else min(pack.reading.work_kinds)
