"""The tables of a case and of what stands beside it."""

from zhicheng.cases.models.case import Case, Snapshot
from zhicheng.cases.models.check import Check
from zhicheng.cases.models.counter import Counter
from zhicheng.cases.models.inquiry import Inquiry
from zhicheng.cases.models.objection import Objection
from zhicheng.cases.models.posts import PostCandidate, PostLine, PostTable
from zhicheng.cases.models.publicity import Publicity, PublicityEntry
from zhicheng.cases.models.rejudgement import Rejudgement

__all__ = [
    "Case",
    "Check",
    "Counter",
    "Inquiry",
    "Objection",
    "PostCandidate",
    "PostLine",
    "PostTable",
    "Publicity",
    "PublicityEntry",
    "Rejudgement",
    "Snapshot",
]
