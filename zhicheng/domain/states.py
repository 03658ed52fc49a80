"""The life of a case as one table: which act leads from which state to which."""

from enum import StrEnum


class State(StrEnum):
    """The one stored state of a case; all else is derived."""

    DRAFT = "draft"
    WITH_EMPLOYER = "with_employer"
    EMPLOYER_PUBLICITY = "employer_publicity"
    WITH_BUREAU = "with_bureau"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLIC_NOTICE = "public_notice"
    CLEARED = "cleared"
    DECIDED = "decided"
    CERTIFIED = "certified"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    REVOKED = "revoked"


class Act(StrEnum):
    """What somebody does to a case. READ changes nothing and is in no move."""

    READ = "read"
    EDIT = "edit"
    SUBMIT = "submit"
    RESUBMIT = "resubmit"
    WITHDRAW = "withdraw"
    CHECK_CLAIM = "check_claim"
    OPEN_UNIT_PUBLICITY = "open_unit_publicity"
    RECOMMEND = "recommend"
    DECLINE = "decline"
    RETURN = "return"
    CHECK_ITEM = "check_item"
    TRANSFER = "transfer"
    COUNTY_CHECK = "county_check"
    PROPOSE = "propose"
    DISAGREE = "disagree"
    APPROVE = "approve"
    REFUSE = "refuse"
    PUBLISH = "publish"
    RAISE_OBJECTION = "raise_objection"
    UPHOLD_OBJECTION = "uphold_objection"
    DISMISS_OBJECTION = "dismiss_objection"
    CLEAR = "clear"
    ISSUE_DOCUMENT = "issue_document"
    CERTIFY = "certify"
    RECEIVE_PAPER = "receive_paper"
    PROPOSE_REISSUE = "propose_reissue"
    REISSUE = "reissue"
    SUPERSEDE = "supersede"
    PROPOSE_REVOCATION = "propose_revocation"
    REVOKE = "revoke"
    PROPOSE_REINSTATEMENT = "propose_reinstatement"
    REINSTATE = "reinstate"
    DROP_CHANGE = "drop_change"
    LAPSE = "lapse"
    REJUDGE = "rejudge"


S, A = State, Act

MOVES: dict[tuple[State, Act], tuple[State, ...]] = {
    (S.DRAFT, A.EDIT): (S.DRAFT,),
    (S.DRAFT, A.SUBMIT): (S.WITH_EMPLOYER,),
    (S.DRAFT, A.WITHDRAW): (S.WITHDRAWN,),
    (S.WITH_EMPLOYER, A.CHECK_CLAIM): (S.WITH_EMPLOYER,),
    (S.WITH_EMPLOYER, A.RETURN): (S.RETURNED,),
    (S.WITH_EMPLOYER, A.OPEN_UNIT_PUBLICITY): (S.EMPLOYER_PUBLICITY,),
    (S.WITH_EMPLOYER, A.DECLINE): (S.WITHDRAWN,),
    (S.WITH_EMPLOYER, A.WITHDRAW): (S.WITHDRAWN,),
    (S.EMPLOYER_PUBLICITY, A.RAISE_OBJECTION): (S.EMPLOYER_PUBLICITY,),
    (S.EMPLOYER_PUBLICITY, A.DISMISS_OBJECTION): (S.EMPLOYER_PUBLICITY,),
    (S.EMPLOYER_PUBLICITY, A.UPHOLD_OBJECTION): (S.RETURNED,),
    (S.EMPLOYER_PUBLICITY, A.DECLINE): (S.WITHDRAWN,),
    (S.EMPLOYER_PUBLICITY, A.RECOMMEND): (S.WITH_BUREAU,),
    (S.EMPLOYER_PUBLICITY, A.WITHDRAW): (S.WITHDRAWN,),
    (S.RETURNED, A.EDIT): (S.RETURNED,),
    (S.RETURNED, A.RESUBMIT): (S.WITH_EMPLOYER, S.WITH_BUREAU),
    (S.RETURNED, A.WITHDRAW): (S.WITHDRAWN,),
    (S.RETURNED, A.LAPSE): (S.LAPSED,),
    (S.WITH_BUREAU, A.CHECK_ITEM): (S.WITH_BUREAU,),
    (S.WITH_BUREAU, A.TRANSFER): (S.WITH_BUREAU,),
    (S.WITH_BUREAU, A.COUNTY_CHECK): (S.WITH_BUREAU,),
    (S.WITH_BUREAU, A.PROPOSE): (S.WITH_BUREAU,),
    (S.WITH_BUREAU, A.DISAGREE): (S.WITH_BUREAU,),
    (S.WITH_BUREAU, A.RETURN): (S.RETURNED,),
    (S.WITH_BUREAU, A.REFUSE): (S.REFUSED,),
    (S.WITH_BUREAU, A.APPROVE): (S.APPROVED,),
    (S.WITH_BUREAU, A.WITHDRAW): (S.WITHDRAWN,),
    (S.APPROVED, A.PUBLISH): (S.PUBLIC_NOTICE,),
    (S.PUBLIC_NOTICE, A.RAISE_OBJECTION): (S.PUBLIC_NOTICE,),
    (S.PUBLIC_NOTICE, A.DISMISS_OBJECTION): (S.PUBLIC_NOTICE,),
    (S.PUBLIC_NOTICE, A.UPHOLD_OBJECTION): (S.REFUSED,),
    (S.PUBLIC_NOTICE, A.CLEAR): (S.CLEARED,),
    (S.CLEARED, A.RECEIVE_PAPER): (S.CLEARED,),
    (S.CLEARED, A.ISSUE_DOCUMENT): (S.DECIDED,),
    (S.DECIDED, A.RECEIVE_PAPER): (S.DECIDED,),
    (S.DECIDED, A.CERTIFY): (S.CERTIFIED,),
    (S.CERTIFIED, A.RECEIVE_PAPER): (S.CERTIFIED,),
    (S.CERTIFIED, A.PROPOSE_REISSUE): (S.CERTIFIED,),
    (S.CERTIFIED, A.REISSUE): (S.CERTIFIED,),
    (S.CERTIFIED, A.SUPERSEDE): (S.CERTIFIED,),
    (S.CERTIFIED, A.PROPOSE_REVOCATION): (S.CERTIFIED,),
    (S.CERTIFIED, A.REVOKE): (S.REVOKED,),
    (S.CERTIFIED, A.DROP_CHANGE): (S.CERTIFIED,),
    (S.REVOKED, A.SUPERSEDE): (S.REVOKED,),
    (S.REVOKED, A.PROPOSE_REINSTATEMENT): (S.REVOKED,),
    (S.REVOKED, A.REINSTATE): (S.CERTIFIED,),
    (S.REVOKED, A.DROP_CHANGE): (S.REVOKED,),
}

IN_FLIGHT = (S.WITH_EMPLOYER, S.EMPLOYER_PUBLICITY, S.RETURNED, S.WITH_BUREAU)  # submitted, not yet approved
MOVES |= {(state, A.REJUDGE): (state,) for state in IN_FLIGHT}

FINAL = frozenset({S.REFUSED, S.WITHDRAWN, S.LAPSED, S.CERTIFIED, S.REVOKED})
LIVE = frozenset(State) - FINAL  # of these a person has one at the most
TWICE_SEEN = frozenset({S.APPROVED, S.PUBLIC_NOTICE, S.CLEARED, S.DECIDED, S.CERTIFIED, S.REVOKED})  # four eyes


class Desk(StrEnum):
    """Who looks a submitted case through and may send it back."""

    EMPLOYER = "employer"
    BUREAU = "bureau"


class NoSuchMove(Exception):
    """The table knows no such act in this state."""


def targets(state: State, act: Act) -> tuple[State, ...]:
    """The states to which `act` may lead from `state`; empty when the act is not possible there."""
    return MOVES.get((state, act), ())


def after(state: State, act: Act, to: State | None = None) -> State:
    """The state that follows; `to` chooses where the table leaves a choice. Raises NoSuchMove."""
    possible = targets(state, act)
    if to is None and len(possible) == 1:
        return possible[0]
    if to is not None and to in possible:
        return to
    raise NoSuchMove(f"{act} does not lead from {state} to {to or 'one state'}; possible: {list(possible)}")


def desk_of(state: State) -> Desk | None:
    """The desk at which a case lies in this state, if at any that may return it."""
    if state in (S.WITH_EMPLOYER, S.EMPLOYER_PUBLICITY):
        return Desk.EMPLOYER
    return Desk.BUREAU if state is S.WITH_BUREAU else None


def resubmitted_to(
    returned_by: Desk, *, publicised_fact_changed: bool, restart_on_change: bool, unit_must_look: bool = False
) -> State:
    """Where a corrected case goes: back to who returned it; through the unit again if what it publicised changed.

    `unit_must_look`: another unit than the one that recommended, or another post; no setting lets that pass by.
    """
    through_unit = unit_must_look or (publicised_fact_changed and restart_on_change)
    if returned_by is Desk.BUREAU and not through_unit:
        return S.WITH_BUREAU
    return S.WITH_EMPLOYER
