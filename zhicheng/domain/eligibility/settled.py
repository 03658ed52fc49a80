"""What closed words alone decide is worked out once for each pack and kept with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from zhicheng.domain.eligibility.answer import Finding, Material
from zhicheng.domain.eligibility.candidates import Candidate
from zhicheng.domain.eligibility.question import Question

Told = TypeVar("Told", Finding, Material)
ClosedWords = tuple[object, ...]


def by_words(
    words: Callable[[Question, Candidate | None], ClosedWords | None],
) -> Callable[[Callable[[Question, Candidate | None], Told]], Callable[[Question, Candidate | None], Told]]:
    """Keeps on the pack what the function says, by the codes and flags that `words` reads; None: not to be kept.

    The function may read nothing else, no date, number or free text, or one person would get another's answer.
    """

    def keeping(tell: Callable[[Question, Candidate | None], Told]) -> Callable[[Question, Candidate | None], Told]:
        @wraps(tell)
        def kept(question: Question, candidate: Candidate | None) -> Told:
            read = words(question, candidate)
            if read is None:
                return tell(question, candidate)
            settled: dict[object, Told] = question.pack.settled
            try:
                return settled[tell, read]
            except KeyError:
                said = settled[tell, read] = tell(question, candidate)
                return said

        return kept

    return keeping
