"""Refuse an edition that names what the data does not have, before anybody is handed a paper with a hole in it."""

from zhicheng.documents.papers.lint.edition import Fault, editions_in, lint_edition

__all__ = ["Fault", "editions_in", "lint_edition"]
