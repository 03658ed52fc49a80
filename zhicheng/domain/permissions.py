"""Who may do what to which case: one table of role and act, with the relation that must hold."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from zhicheng.domain.states import Act, State, targets


class Role(StrEnum):
    """In what capacity somebody acts; staff roles come from an appointment."""

    PUBLIC = "public"
    APPLICANT = "applicant"
    EMPLOYER_CLERK = "employer_clerk"
    EMPLOYER_HEAD = "employer_head"
    SUPERVISOR = "supervisor"
    BUREAU_CLERK = "bureau_clerk"
    BUREAU_REVIEWER = "bureau_reviewer"
    BUREAU_LEADER = "bureau_leader"
    PAPER_COUNTER = "paper_counter"
    AUDITOR = "auditor"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"
    WORKER = "worker"


ROLE_WORDS: dict[Role, str] = {
    Role.PUBLIC: "公众",
    Role.APPLICANT: "申报人",
    Role.EMPLOYER_CLERK: "单位经办人",
    Role.EMPLOYER_HEAD: "单位负责人",
    Role.SUPERVISOR: "主管部门",
    Role.BUREAU_CLERK: "人社经办",
    Role.BUREAU_REVIEWER: "人社复核",
    Role.BUREAU_LEADER: "人社负责人",
    Role.PAPER_COUNTER: "人社窗口",
    Role.AUDITOR: "审计人员",
    Role.SYSTEM_ADMIN: "系统管理员",
    Role.SECURITY_ADMIN: "安全管理员",
    Role.AUDIT_ADMIN: "审计管理员",
    Role.WORKER: "系统后台",
}
EMPLOYER_ROLES = (Role.EMPLOYER_CLERK, Role.EMPLOYER_HEAD)
BUREAU_ROLES = (Role.BUREAU_CLERK, Role.BUREAU_REVIEWER, Role.BUREAU_LEADER, Role.PAPER_COUNTER)
SUPPORT_ROLES = (Role.AUDITOR, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
STAFF_ROLES = (*EMPLOYER_ROLES, Role.SUPERVISOR, *BUREAU_ROLES, *SUPPORT_ROLES)  # all these need a second factor


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person (None for the public and the worker) in a role, for an organisation."""

    role: Role
    person: int | None = None
    organisation: int | None = None
    name: str = ""

    @property
    def person_id(self) -> int:
        """The person's row id where only a person can act. Raises ValueError for the public and the worker."""
        if self.person is None:
            raise ValueError(f"{self.role} is nobody in particular")
        return self.person

    @property
    def organisation_id(self) -> int:
        """The organisation's row id where only its people can act. Raises ValueError for anybody else."""
        if self.organisation is None:
            raise ValueError(f"{self.role} acts for no organisation")
        return self.organisation


ANYBODY = Actor(Role.PUBLIC)
WORKER = Actor(Role.WORKER, name="系统后台")


@dataclass(frozen=True, slots=True)
class CaseView:
    """What the rights depend on, as plain values (row ids)."""

    state: State
    person: int
    employer: int | None = None
    authority: int | None = None
    received_by: int | None = None
    proposed_by: int | None = None
    change_proposed_by: int | None = None
    revocation_proposed_by: int | None = None
    reached_bureau: bool = False
    submitted: bool = True


Relation = Callable[[Actor, CaseView], bool]


def _anyone(actor: Actor, case: CaseView) -> bool:
    return True


def _submitted(actor: Actor, case: CaseView) -> bool:
    return case.submitted and case.state is not State.DRAFT


def _own(actor: Actor, case: CaseView) -> bool:
    return actor.person == case.person


def _employs(actor: Actor, case: CaseView) -> bool:
    theirs = actor.organisation is not None and actor.organisation == case.employer
    return theirs and case.submitted and case.state is not State.DRAFT


def _decides(actor: Actor, case: CaseView) -> bool:
    return actor.organisation is not None and actor.organisation == case.authority


def _decides_or_receives(actor: Actor, case: CaseView) -> bool:
    mine = actor.organisation is not None and actor.organisation in (case.authority, case.received_by)
    return mine and case.reached_bureau


def _receives(actor: Actor, case: CaseView) -> bool:
    return actor.organisation is not None and actor.organisation == case.received_by


def _second_pair_of_eyes(actor: Actor, case: CaseView) -> bool:
    return _decides(actor, case) and case.proposed_by is not None and case.proposed_by != actor.person


def _second_for_revocation(actor: Actor, case: CaseView) -> bool:
    first = case.revocation_proposed_by
    return _decides(actor, case) and first is not None and first != actor.person


def _second_for_reissue(actor: Actor, case: CaseView) -> bool:
    first = case.change_proposed_by
    return _decides(actor, case) and first is not None and first != actor.person


def _drops_change(actor: Actor, case: CaseView) -> bool:
    first = case.change_proposed_by
    if case.state is not State.REVOKED:  # there the proposer of the revocation stays on record
        first = first or case.revocation_proposed_by
    return _decides(actor, case) and first is not None and (first == actor.person or actor.role is Role.BUREAU_LEADER)


def _decides_objection(actor: Actor, case: CaseView) -> bool:
    return _decides(actor, case) and case.state is State.PUBLIC_NOTICE


def _decides_objection_in_unit(actor: Actor, case: CaseView) -> bool:
    return _employs(actor, case) and case.state is State.EMPLOYER_PUBLICITY


def _returns_for_employer(actor: Actor, case: CaseView) -> bool:
    return _employs(actor, case) and case.state is State.WITH_EMPLOYER


def _returns_for_bureau(actor: Actor, case: CaseView) -> bool:
    return _decides(actor, case) and case.state is State.WITH_BUREAU


def _rows(roles: tuple[Role, ...], acts: dict[Act, Relation]) -> dict[tuple[Role, Act], Relation]:
    return {(role, act): relation for role in roles for act, relation in acts.items()}


R, A = Role, Act

WHO: dict[tuple[Role, Act], Relation] = {
    **_rows((R.APPLICANT,), dict.fromkeys((A.READ, A.EDIT, A.SUBMIT, A.RESUBMIT, A.WITHDRAW), _own)),
    **_rows(
        (R.EMPLOYER_CLERK, R.EMPLOYER_HEAD),
        {
            A.READ: _employs,
            A.CHECK_CLAIM: _employs,
            A.OPEN_UNIT_PUBLICITY: _employs,
            A.RETURN: _returns_for_employer,
        },
    ),
    **_rows(
        (R.EMPLOYER_HEAD,),
        {
            A.RECOMMEND: _employs,
            A.DECLINE: _employs,
            A.UPHOLD_OBJECTION: _decides_objection_in_unit,
            A.DISMISS_OBJECTION: _decides_objection_in_unit,
        },
    ),
    **_rows(
        (R.BUREAU_CLERK, R.BUREAU_REVIEWER, R.BUREAU_LEADER),
        {
            A.READ: _decides_or_receives,
            A.CHECK_ITEM: _decides,
            A.TRANSFER: _decides,
            A.COUNTY_CHECK: _receives,
            A.PROPOSE: _decides,
            A.DISAGREE: _decides,
            A.RETURN: _returns_for_bureau,
            A.PUBLISH: _decides,
            A.PROPOSE_REISSUE: _decides,
            A.DROP_CHANGE: _drops_change,
        },
    ),
    **_rows(
        (R.BUREAU_REVIEWER, R.BUREAU_LEADER),
        {
            A.APPROVE: _second_pair_of_eyes,
            A.REFUSE: _decides,
            A.UPHOLD_OBJECTION: _decides_objection,
            A.DISMISS_OBJECTION: _decides_objection,
            A.PROPOSE_REVOCATION: _decides,
            A.PROPOSE_REINSTATEMENT: _decides,
        },
    ),
    **_rows(
        (R.BUREAU_LEADER,),
        {
            A.ISSUE_DOCUMENT: _decides,
            A.REISSUE: _second_for_reissue,
            A.REVOKE: _second_for_revocation,
            A.REINSTATE: _second_for_reissue,
        },
    ),
    **_rows((R.PAPER_COUNTER,), {A.READ: _decides_or_receives, A.RECEIVE_PAPER: _receives}),
    (R.BUREAU_CLERK, A.RECEIVE_PAPER): _receives,
    (R.PUBLIC, A.RAISE_OBJECTION): _anyone,
    (R.APPLICANT, A.RAISE_OBJECTION): _anyone,
    (R.AUDITOR, A.READ): _submitted,
    **_rows((R.WORKER,), dict.fromkeys((A.READ, A.CLEAR, A.CERTIFY, A.SUPERSEDE, A.LAPSE, A.REJUDGE), _anyone)),
}
OF_ONES_OWN = frozenset({A.READ, A.EDIT, A.SUBMIT, A.RESUBMIT, A.WITHDRAW})


def holds(role: Role, act: Act) -> bool:
    """Whether the role has the act at all, on some case."""
    return (role, act) in WHO


def may(actor: Actor, act: Act, case: CaseView) -> bool:
    """Whether this actor may do this act to this case in its present state. False unless the tables say yes.

    Nobody but the applicant acts on a case of his own, whatever his roles.
    """
    relation = WHO.get((actor.role, act))
    if relation is None or (act is not A.READ and not targets(case.state, act)):
        return False
    own = actor.person is not None and actor.person == case.person
    if own and not (actor.role is R.APPLICANT and act in OF_ONES_OWN):
        return False
    return relation(actor, case)
