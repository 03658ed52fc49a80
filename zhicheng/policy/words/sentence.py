"""What a pack in plain Chinese is made of: sentences, each with its clause, under headings, in sections."""

from __future__ import annotations

from dataclasses import dataclass

from zhicheng.domain.eligibility.pack import Clause, Pack


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that the pack says; `path` is the value's place in the pack, `clause` None where the notice is silent.

    `has_clause` is False for what needs none (the pack's name, a cell of a table); `uncertain`: not verified.
    """

    text: str
    clause: Clause
    path: str
    uncertain: bool = False
    has_clause: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences under one heading."""

    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the pack, by the name that it has in the form."""

    slug: str
    title: str
    paragraphs: tuple[Paragraph, ...]


def ruled(pack: Pack, path: str, text: str) -> Sentence:
    """The sentence of a value, with the clause that the pack names for it."""
    return Sentence(text, pack.clauses.get(path), path, path in pack.uncertain)


def bare(path: str, text: str) -> Sentence:
    """A sentence that needs no clause."""
    return Sentence(text, None, path, has_clause=False)


def ruled_ones(pack: Pack, title: str, said: dict[str, str]) -> Paragraph:
    """Sentences of values by their paths, under one heading."""
    return Paragraph(title, tuple(ruled(pack, path, text) for path, text in said.items()))


def region_name(pack: Pack, code: str) -> str:
    """What the pack calls the region; the code itself where it has none by that code."""
    found = pack.regions.get(code)
    return found.name if found else code
