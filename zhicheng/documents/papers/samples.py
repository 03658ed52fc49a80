"""One specimen of every paper, from the sample beside each page."""

import json
from collections.abc import Callable
from pathlib import Path

from zhicheng.documents.papers.data import Paper
from zhicheng.documents.papers.kinds import KINDS
from zhicheng.documents.papers.read import read_data
from zhicheng.documents.papers.renderer import EDITIONS, latest_edition, render, seal_place
from zhicheng.domain.seal_place import SealPlace

Sign = Callable[[bytes, SealPlace], bytes]


def sample(kind: str, *, edition: str | None = None) -> Paper:
    """The data of a kind's specimen; its people and employers are invented."""
    path = EDITIONS / kind / (edition or latest_edition(kind)) / "sample.json"
    return read_data(kind, json.loads(path.read_text(encoding="utf-8")))


def write_samples(folder: Path, *, sign: Sign) -> list[Path]:
    """Write one PDF a kind into `folder`, made where missing; what leaves room for a seal goes through `sign`."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in KINDS:
        data = sample(kind)
        pdf = render(kind, data)
        place = seal_place(kind, data)
        written.append(folder / f"{kind}.pdf")
        written[-1].write_bytes(pdf if place is None else sign(pdf, place))
    return written
