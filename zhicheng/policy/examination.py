"""What worked cases and proof say against a pack, in sentences for the officer who must mend it."""

from typing import Any

from zhicheng.domain.eligibility import Pack
from zhicheng.policy.examples import run_examples
from zhicheng.policy.strict import BadPack


def examine(pack: Pack, examples: dict[str, Any]) -> list[str]:
    """Every failed example and every counter-example; an empty list: nothing stands against the pack.

    It takes seconds: it is for the worker.
    """
    return [*_examples(pack, examples)]


def _examples(pack: Pack, examples: dict[str, Any]) -> list[str]:
    try:
        results = run_examples(pack, examples)
    except BadPack as bad:
        return [f"样例：{fault}" for fault in bad.faults]
    if not results:
        return ["没有样例：请先写出样例，再发布"]
    return [f"样例“{one.name}”没有通过：应为 {one.wanted}，实为 {one.got}" for one in results if not one.passed]
