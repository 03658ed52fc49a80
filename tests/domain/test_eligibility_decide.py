"""One level decided alone is what the check says of it."""

from collections.abc import Callable
from typing import Any

import pytest
from eligibility_cast import CAST, PACK, TODAY

from zhicheng.domain.eligibility import check, decide, read_facts


@pytest.mark.parametrize("person", CAST)
@pytest.mark.parametrize("level", ["technician", "assistant", "intermediate"])
def test_decide_is_the_check_without_the_other_levels(person: Callable[[], dict[str, Any]], level: str) -> None:
    told = person()
    told["target"]["level"] = level
    facts = read_facts(told, today=TODAY, pack=PACK)
    assert decide(facts, PACK) == check(facts, PACK)._replace(alternatives=())


def test_the_check_looks_at_other_levels_and_decide_does_not() -> None:
    told = CAST[0]()
    told["target"]["level"] = "intermediate"
    facts = read_facts(told, today=TODAY, pack=PACK)
    assert [one.level for one in check(facts, PACK).alternatives] == ["assistant"]
    assert decide(facts, PACK).alternatives == ()
