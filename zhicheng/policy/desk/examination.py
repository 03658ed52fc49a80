"""What worked cases and proof say against a pack, in sentences for the officer who must mend it."""

from collections.abc import Callable, Iterator
from typing import Any

from zhicheng.domain.eligibility import Pack
from zhicheng.policy.files.strict import BadPack
from zhicheng.policy.proof import prove
from zhicheng.policy.worked.came_out import differences
from zhicheng.policy.worked.cases import run_examples


def examine(pack: Pack, examples: dict[str, Any]) -> list[str]:
    """Every failed example and every counter-example; an empty list: nothing stands against the pack.

    It takes seconds: it is for the worker. What cannot be examined is said to be so, and stands against the pack.
    """
    return [*_told("样例", lambda: _examples(pack, examples)), *_told("证明", lambda: _proof(pack))]


def _told(what: str, faults: Callable[[], Iterator[str]]) -> Iterator[str]:
    try:
        yield from faults()
    except Exception as error:  # whatever the content is, the officer is told
        yield f"{what}没有做完，请联系平台维护人员：{type(error).__name__}：{error}"


def _proof(pack: Pack) -> Iterator[str]:
    return (f"证明：{found.sentence}" for found in prove(pack))


def _examples(pack: Pack, examples: dict[str, Any]) -> Iterator[str]:
    try:
        results = run_examples(pack, examples)
    except BadPack as bad:
        yield from (f"样例：{fault}" for fault in bad.faults)
        return
    if not results:
        yield "没有样例：请先写出样例，再发布"
    for one in results:
        if not one.passed:
            told = (f"{label}应为{wanted}，实为{got}" for label, wanted, got in differences(one, pack))
            yield f"样例“{one.name}”没有通过：{'；'.join(told)}"
