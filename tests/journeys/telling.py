"""Given, when, then: a story told in sentences, each of which a failure names."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager


@contextmanager
def _told(word: str, sentence: str) -> Iterator[None]:
    try:
        yield
    except BaseException as failure:
        failure.add_note(f"  in the story: {word} {sentence}")
        raise


def given(sentence: str) -> AbstractContextManager[None]:
    """What was so before."""
    return _told("given", sentence)


def when(sentence: str) -> AbstractContextManager[None]:
    """What somebody does."""
    return _told("when", sentence)


def then(sentence: str) -> AbstractContextManager[None]:
    """What everybody can see afterwards."""
    return _told("then", sentence)
