"""The papers of the platform as a pure renderer: typed data in, the bytes of a PDF/A file out; no tables, no clock."""

from zhicheng.documents.papers.editions import edition_on, latest_edition
from zhicheng.documents.papers.faults import FontMissing, NoSealRoom, NoSuchPaper, Unprintable
from zhicheng.documents.papers.renderer import draw, render, seal_place

__all__ = [
    "FontMissing",
    "NoSealRoom",
    "NoSuchPaper",
    "Unprintable",
    "draw",
    "edition_on",
    "latest_edition",
    "render",
    "seal_place",
]
