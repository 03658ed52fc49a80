"""The files of a case as its applicant looks for them: those of each certificate together, then all else."""

from collections.abc import Iterable
from dataclasses import dataclass

from zhicheng.documents.queries import PaperCard


@dataclass(frozen=True, slots=True)
class CertificateFiles:
    """The files of one number."""

    cards: tuple[PaperCard, ...]

    @property
    def first(self) -> PaperCard:
        """The PDF, which says for all of them which number it is and where that stands."""
        return self.cards[0]


@dataclass(frozen=True, slots=True)
class Files:
    """Of each certificate, the newest number first; then the other papers, oldest first."""

    certificates: tuple[CertificateFiles, ...]
    others: tuple[PaperCard, ...]


def files_of(papers: Iterable[PaperCard]) -> Files:
    """The papers of a case in groups; a PDF stands before its OFD edition."""
    numbered: dict[str, list[PaperCard]] = {}
    others: list[PaperCard] = []
    for card in papers:
        (numbered.setdefault(card.number, []) if card.number else others).append(card)
    groups = [tuple(sorted(cards, key=lambda card: card.format != "PDF")) for cards in numbered.values()]
    return Files(tuple(CertificateFiles(cards) for cards in reversed(groups)), tuple(others))
