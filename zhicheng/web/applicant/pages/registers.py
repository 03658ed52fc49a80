"""How far the registers were asked, in words for the person."""

from dataclasses import dataclass
from datetime import datetime

from zhicheng.domain.permissions import Actor
from zhicheng.people.archive_queries import latest_questions
from zhicheng.people.models import Evidence

REGISTERS = {
    "education": ("学历库", ("schooling", "degree")),
    "insurance": ("社保库", ("insurance",)),
}
WORDS = {
    Evidence.ASKED: ("查询中…", "quiet", "hourglass"),
    Evidence.ANSWERED: ("已取得", "good", "circle-check"),
    Evidence.SILENT: ("库中无记录", "wait", "alert-circle"),
    Evidence.UNAVAILABLE: ("暂时查不到", "wait", "alert-circle"),
}


@dataclass(frozen=True, slots=True)
class RegisterState:
    """One register: what it is called, which sections it fills, and what it last answered."""

    label: str
    sections: tuple[str, ...]
    word: str
    tone: str
    icon: str
    why: str
    at: datetime | None
    waiting: bool


def register_states(actor: Actor) -> list[RegisterState]:
    """One line for each register, asked or not."""
    asked = latest_questions(actor)
    return [_state(label, sections, asked.get(code)) for code, (label, sections) in REGISTERS.items()]


def register_context(states: list[RegisterState]) -> dict[str, object]:
    """What the part that shows them needs; while an answer is awaited it asks again."""
    return {"registers": states, "registers_waiting": any(one.waiting for one in states)}


def _state(label: str, sections: tuple[str, ...], question: Evidence | None) -> RegisterState:
    if question is None:
        return RegisterState(label, sections, "还没有提取", "quiet", "circle-dashed", "", None, False)
    word, tone, icon = WORDS[question.outcome]
    waiting = question.outcome == Evidence.ASKED
    return RegisterState(
        label, sections, word, tone, icon, question.why, question.answered_at or question.asked_at, waiting
    )
