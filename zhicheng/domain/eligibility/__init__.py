"""Who may be given which title by determination: facts and a policy pack in, findings with reason and clause out."""

from zhicheng.domain.eligibility.answer import Alternative, Answer, Finding, Material, PolicyRef
from zhicheng.domain.eligibility.check import check, decide
from zhicheng.domain.eligibility.codes import Level, MaterialState, Outcome
from zhicheng.domain.eligibility.explain import explain
from zhicheng.domain.eligibility.facts import (
    Assessment,
    Degree,
    Diploma,
    Employer,
    Facts,
    Insurance,
    Person,
    Target,
    Title,
    Work,
)
from zhicheng.domain.eligibility.pack import Batch, Pack, Region
from zhicheng.domain.eligibility.reading import read_facts
from zhicheng.domain.eligibility.strict_json import Fault, UnreadableFacts

__all__ = [
    "Alternative",
    "Answer",
    "Assessment",
    "Batch",
    "Degree",
    "Diploma",
    "Employer",
    "Facts",
    "Fault",
    "Finding",
    "Insurance",
    "Level",
    "Material",
    "MaterialState",
    "Outcome",
    "Pack",
    "Person",
    "PolicyRef",
    "Region",
    "Target",
    "Title",
    "UnreadableFacts",
    "Work",
    "check",
    "decide",
    "explain",
    "read_facts",
]
