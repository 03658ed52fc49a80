"""The tables of what closed words alone decide under one pack, filled as people are judged."""

from __future__ import annotations

from zhicheng.domain.eligibility import assessment_forms, materials, ways
from zhicheng.domain.eligibility.answer import PolicyRef
from zhicheng.domain.eligibility.conditions import of_schooling, settled_together
from zhicheng.domain.eligibility.pack import Pack
from zhicheng.domain.eligibility.settled import Kept


class Tables:
    """One table for each thing that codes and flags decide; the words are those of the function that tells it."""

    __slots__ = (
        "degree",
        "diploma",
        "education",
        "employer",
        "field_of_work",
        "form",
        "none_asked",
        "person",
        "place",
        "policy",
        "title",
        "without_title",
    )

    def __init__(self, pack: Pack) -> None:
        self.policy = PolicyRef(pack.id, pack.version, pack.sha256)
        self.person = Kept(pack, settled_together.of_person)
        self.place = Kept(pack, settled_together.of_place)
        self.employer = Kept(pack, settled_together.of_employer)
        self.title = Kept(pack, settled_together.of_title)
        self.field_of_work = Kept(pack, of_schooling.field_of_work)
        self.without_title = Kept(pack, of_schooling.without_title)
        self.diploma = Kept(pack, ways.of_diploma)
        self.degree = Kept(pack, ways.of_degree)
        self.form = Kept(pack, assessment_forms.judged)
        self.none_asked = Kept(pack, assessment_forms.none_asked)
        self.education = Kept(pack, materials.education)


def tables_of(pack: Pack) -> Tables:
    """The pack's tables, made when they are first asked for."""
    try:
        kept: Tables = pack.settled["tables"]
    except KeyError:
        kept = pack.settled["tables"] = Tables(pack)
    return kept
