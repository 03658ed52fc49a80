"""The materials of the notice's section 3: which are needed, and how far each is there."""

from __future__ import annotations

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.answer import Material
from zhicheng.domain.eligibility.assessments import Assessed
from zhicheng.domain.eligibility.candidates import Candidate
from zhicheng.domain.eligibility.codes import LADDER, MaterialState
from zhicheng.domain.eligibility.facts import Degree, Diploma
from zhicheng.domain.eligibility.question import Question
from zhicheng.domain.eligibility.settled import by_words

CODES = ("education", "assessment", "insurance", "post_table", "licence")


def _material(question: Question, code: str, state: MaterialState, because: str) -> Material:
    return Material(code, question.pack.materials[code], state, because)


def _proven(question: Question, candidate: Candidate | None) -> tuple[object, ...] | None:
    if candidate is None:
        return None
    held = candidate.held
    return held.level, held.proof, held.country


@by_words(_proven)
def education(question: Question, candidate: Candidate | None) -> Material:
    """Proof of the diploma or degree that carries the rule."""
    if candidate is None or candidate.held.level is None:
        return _material(question, "education", MaterialState.MISSING, "还没有可以依据的学历或学位")
    state, said = _proof(question, candidate.held)
    return _material(question, "education", state, f"{words.SCHOOLING[candidate.held.level]}：{said}")


def _proof(question: Question, held: Diploma | Degree) -> tuple[MaterialState, str]:
    reading = question.pack.reading
    if held.proof is None or held.proof == "none":
        return MaterialState.MISSING, words.PROOF["none"]
    said = words.PROOF[held.proof]
    if held.country is None:
        at_home, abroad = reading.home_proofs[held.proof], reading.foreign_proofs[held.proof]
        if at_home == abroad:
            return MaterialState(at_home), said
        return MaterialState.DEFECTIVE, f"{said}，在哪个国家或地区取得还不清楚"
    if held.country == reading.home_country:
        state = MaterialState(reading.home_proofs[held.proof])
        return state, said if state is not MaterialState.DEFECTIVE else f"{said}，还须学信网备案表"
    state = MaterialState(reading.foreign_proofs[held.proof])
    return state, said if state is not MaterialState.DEFECTIVE else f"{said}，国（境）外学历学位还须留学服务中心认证书"


def assessment(question: Question, assessed: Assessed) -> Material:
    """The assessment forms of the years asked for."""
    return _material(question, "assessment", assessed.state, assessed.because)


def _insured(question: Question, candidate: Candidate | None) -> tuple[object, ...] | None:
    record = question.facts.insurance
    if record.region is not None and record.region not in question.pack.regions:
        return None  # any region of the country may be named: too many to keep
    return record.source, record.region


@by_words(_insured)
def insurance(question: Question, candidate: Candidate | None) -> Material:
    """The social-insurance record, wherever it is paid."""
    record = question.facts.insurance
    if record.source is None or record.source == "none":
        return _material(question, "insurance", MaterialState.MISSING, "还没有参保记录")
    if record.region is not None and record.region not in question.pack.regions:
        said = "参保地不在本市，由审核人核对"
        return _material(question, "insurance", MaterialState.PROVIDED, said)
    if record.source == "pulled":
        return _material(question, "insurance", MaterialState.PULLED, "系统已提取参保记录")
    return _material(question, "insurance", MaterialState.PROVIDED, "已上传参保证明")


@by_words(lambda question, candidate: (question.facts.employer.kind, question.facts.post_table))
def post_table(question: Question, candidate: Candidate | None) -> Material:
    """A public institution's post table."""
    code, kind, there = "post_table", question.facts.employer.kind, question.facts.post_table
    if kind is not None and kind not in question.pack.reading.posts_needed:
        return _material(question, code, MaterialState.NOT_REQUIRED, "单位不是事业单位")
    if there:
        return _material(question, code, MaterialState.PROVIDED, "已有岗位信息表")
    said = "还没有岗位信息表" if kind else "单位性质还不清楚；事业单位须有岗位信息表"
    return _material(question, code, MaterialState.MISSING, said)


@by_words(lambda question, candidate: (question.facts.target.series, question.level, question.facts.licences))
def licence(question: Question, candidate: Candidate | None) -> Material:
    """The licence of an admission-controlled profession."""
    facts = question.facts
    need = question.pack.licence_needs.get(facts.target.series)
    if need is None or LADDER[question.level] < LADDER[need.from_level]:
        return _material(question, "licence", MaterialState.NOT_REQUIRED, "这一系列和级别不要求职业资格证书")
    wanted = "或".join(words.LICENCE.get(one, one) for one in need.licences)
    if facts.licences and facts.licences.intersection(need.licences):
        return _material(question, "licence", MaterialState.PROVIDED, f"已有{wanted}")
    return _material(question, "licence", MaterialState.MISSING, f"还没有{wanted}")
