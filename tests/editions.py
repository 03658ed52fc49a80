"""The pages with editions added, as a release would bring them."""

import json
import shutil
import threading
from pathlib import Path

import pytest

from zhicheng.documents.papers import editions, renderer, samples
from zhicheng.documents.papers.editions import EDITIONS, latest_edition
from zhicheng.documents.papers.lint import edition as lint
from zhicheng.documents.papers.lint import trial
from zhicheng.web.bureau.pages import templates


def with_editions(folder: Path, patch: pytest.MonkeyPatch, **added: dict[str, str]) -> Path:
    """All pages anew in `folder`, of each kind in `added` also these editions with their days; gives where they are.

    A new edition says what the newest does, under another heading, so that its pages are other bytes.
    """
    pages = folder / "editions"
    newest = {kind: latest_edition(kind) for kind in added}
    shutil.copytree(EDITIONS, pages)
    for kind, days in added.items():
        for number, since in days.items():
            shutil.copytree(pages / kind / newest[kind], pages / kind / number)
            page = pages / kind / number / "page.typ"
            page.write_text(page.read_text("utf-8") + f"\n#place(bottom)[第 {number} 版]\n", "utf-8")
            (pages / kind / number / "edition.json").write_text(json.dumps({"since": since}), "utf-8")
    for reader in (editions, renderer, samples, lint, trial, templates):
        patch.setattr(reader, "EDITIONS", pages)
    patch.setattr(renderer, "_of_thread", threading.local())  # its compiler knows where the pages were
    return pages
