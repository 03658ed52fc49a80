"""The life of a case, drawn from the table of moves."""

from zhicheng.domain.act_words import ACT_WORDS
from zhicheng.domain.states import FINAL, MOVES, State
from zhicheng.domain.words import STATE_WORDS


def case_life() -> str:
    """Markdown: a state diagram, the states in words, every move, and the acts that do not move the case."""
    return "\n".join(
        [
            "# The life of a case",
            "",
            "Written by `zhicheng manage write_docs` from `zhicheng/domain/states.py`; do not edit.",
            "",
            "```mermaid",
            "stateDiagram-v2",
            "    [*] --> draft",
            *(f"    {state} --> {to}: {act}" for (state, act), tos in MOVES.items() for to in tos if to != state),
            *(f"    {state} --> [*]" for state in State if state in FINAL),
            "```",
            "",
            "| state | 名称 | who holds the ball |",
            "|---|---|---|",
            *(f"| `{state}` | {STATE_WORDS[state].word} | {STATE_WORDS[state].holder or '—'} |" for state in State),
            "",
            "| from | act | 动作 | to |",
            "|---|---|---|---|",
            *(
                f"| `{state}` | `{act}` | {ACT_WORDS[act]} | {' or '.join(f'`{to}`' for to in tos)} |"
                for (state, act), tos in MOVES.items()
            ),
            "",
            "Where the table leaves a choice (`resubmit`), `resubmitted_to` decides: back to the desk that returned",
            "the case, and through the unit's publicity again when a publicised fact changed.",
            "",
        ]
    )
