"""The words and the edition of a paper that will be sealed, fixed by the act that promises it."""

from zhicheng.documents.models import PaperWords
from zhicheng.documents.papers import data
from zhicheng.documents.papers.editions import edition_on
from zhicheng.documents.papers.read import as_json, read_data


def fix_words(kind: str, key: str, words: data.Paper) -> tuple[data.Paper, str]:
    """Keep what the paper under `key` will say, within the transaction of the act; once kept it stands and is given."""
    fixed = {"kind": kind, "edition": edition_on(kind, words.dated), "words": as_json(words)}
    return _read(PaperWords.objects.get_or_create(key=key, defaults=fixed)[0])


def fixed_words(key: str) -> tuple[data.Paper, str] | None:
    """The words and the edition that were fixed; None for a paper that was promised before any were."""
    kept = PaperWords.objects.filter(key=key).first()
    return _read(kept) if kept else None


def _read(kept: PaperWords) -> tuple[data.Paper, str]:
    return read_data(kept.kind, kept.words), kept.edition
