"""The words and the edition of a paper that will be sealed, fixed by the act that promises it."""

from zhicheng.documents.models import PaperWords
from zhicheng.documents.papers import data
from zhicheng.documents.papers.editions import edition_on
from zhicheng.documents.papers.read import as_json, read_data


def fix_words(kind: str, key: str, words: data.Paper) -> None:
    """Keep what the paper under `key` will say, within the transaction of the act; once kept it stands."""
    fixed = {"kind": kind, "edition": edition_on(kind, words.dated), "words": as_json(words)}
    PaperWords.objects.get_or_create(key=key, defaults=fixed)


def fixed_words(key: str) -> tuple[data.Paper, str] | None:
    """The words and the edition that were fixed; None for a paper that was promised before any were."""
    kept = PaperWords.objects.filter(key=key).first()
    return (read_data(kept.kind, kept.words), kept.edition) if kept else None
