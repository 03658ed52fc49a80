"""One specimen of every paper, from the sample beside each page."""

import json
from collections.abc import Callable, Iterator

from zhicheng.documents.papers.data import Paper
from zhicheng.documents.papers.editions import EDITIONS, latest_edition
from zhicheng.documents.papers.kinds import KINDS
from zhicheng.documents.papers.read import read_data
from zhicheng.documents.papers.renderer import draw
from zhicheng.domain.seal_place import SealPlace

Sign = Callable[[bytes, SealPlace], bytes]


def sample(kind: str, *, edition: str | None = None) -> Paper:
    """The data of a kind's specimen; its people and employers are invented."""
    path = EDITIONS / kind / (edition or latest_edition(kind)) / "sample.json"
    return read_data(kind, json.loads(path.read_text(encoding="utf-8")))


def sample_papers(*, sign: Sign) -> Iterator[tuple[str, bytes]]:
    """Each kind with its specimen as a PDF; what leaves room for a seal went through `sign`."""
    for kind in KINDS:
        pdf, place = draw(kind, sample(kind))
        yield kind, pdf if place is None else sign(pdf, place)
