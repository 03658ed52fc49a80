"""Who may do what, drawn from the table of rights."""

from zhicheng.domain.act_words import ACT_WORDS
from zhicheng.domain.permissions import ROLE_WORDS, WHO, Role
from zhicheng.domain.posts import TABLE_MOVES, may_move_table
from zhicheng.domain.states import Act, State, targets

RELATIONS = {
    "_anyone": "any case",
    "_own": "his own case",
    "_submitted": "any case, once submitted",
    "_employs": "a case of his unit, once submitted",
    "_decides": "a case that his bureau decides",
    "_decides_or_receives": "a case that his bureau decides or received, once recommended",
    "_receives": "a case that his bureau received",
    "_second_pair_of_eyes": "a case that his bureau decides and another person proposed",
    "_second_for_revocation": "a case that his bureau decides and another person proposed to revoke",
    "_second_for_reissue": "a case that his bureau decides and another proposed to correct, replace or reinstate",
    "_drops_change": "a case that his bureau decides with an open proposal: his own, or any for a leader",
    "_decides_objection": "a case that his bureau has in publicity",
    "_decides_objection_in_unit": "a case that his unit has in publicity",
    "_returns_for_employer": "a case that lies with his unit",
    "_returns_for_bureau": "a case that lies with his bureau",
}


def permissions() -> str:
    """Markdown: for each role its acts, the states in which they are possible, and the relation that must hold."""
    lines = [
        "# Who may do what",
        "",
        "Written by `zhicheng manage write_docs` from `zhicheng/domain/permissions.py`; do not edit.",
        "Whatever is not in these tables is refused. Nobody but the applicant acts on a case of his own, whatever his",
        "roles. A case that one may not read does not exist for him: the answer is 404.",
        "",
        "| role | 角色 | act | 动作 | in the states | on |",
        "|---|---|---|---|---|---|",
    ]
    for role in Role:
        acts = [act for act in Act if (role, act) in WHO]
        lines += [_row(role, act) for act in acts] or [f"| `{role}` | {ROLE_WORDS[role]} | none | — | — | — |"]
    lines += [
        "",
        "## Post tables of public institutions",
        "",
        "| state | act | to | roles |",
        "|---|---|---|---|",
    ]
    for (state, table_act), to in TABLE_MOVES.items():
        roles = ", ".join(f"`{role}`" for role in Role if may_move_table(role, table_act, state))
        lines.append(f"| `{state}` | `{table_act}` | `{to}` | {roles} |")
    return "\n".join([*lines, ""])


def _row(role: Role, act: Act) -> str:
    states = ", ".join(f"`{state}`" for state in State if targets(state, act)) or "all"
    return (
        f"| `{role}` | {ROLE_WORDS[role]} | `{act}` | {ACT_WORDS[act]} | {states} "
        f"| {RELATIONS[WHO[role, act].__name__]} |"
    )
