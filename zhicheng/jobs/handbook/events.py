"""Every event that can stand in the log."""

from zhicheng.domain.act_words import ACT_WORDS
from zhicheng.domain.states import Act
from zhicheng.events.catalogue import OTHER_EVENTS


def events() -> str:
    """Markdown: the acts on a case, and all other events."""
    return "\n".join(
        [
            "# Events",
            "",
            "Written by `zhicheng manage write_docs` from the acts and `zhicheng/events/catalogue.py`; do not edit.",
            "Each event is `(seq, at, act, actor, role, organisation, subject, before, after, details)`, with the",
            "digest of the one before it. The database refuses to change or delete one; `record.breaks()` names every",
            "place at which the chain does not hold. No event carries a digit of an identity number.",
            "",
            "## Acts on a case (subject `case:<handle>`)",
            "",
            "| event | 动作 |",
            "|---|---|",
            *(f"| `{act}` | {ACT_WORDS[act]} |" for act in Act if act is not Act.READ),
            "",
            "## All others",
            "",
            "| event | subject | 说明 |",
            "|---|---|---|",
            *(f"| `{name}` | `{subject}` | {words} |" for name, (subject, words) in sorted(OTHER_EVENTS.items())),
            "",
        ]
    )
