"""The table of states and acts holds together, and says what design and notice say."""

import pytest

from zhicheng.domain.permissions import WHO, Role
from zhicheng.domain.states import (
    FINAL,
    LIVE,
    MOVES,
    Act,
    Desk,
    NoSuchMove,
    State,
    after,
    desk_of,
    resubmitted_to,
    targets,
)


def test_every_state_but_the_draft_is_reached_and_every_live_state_can_be_left() -> None:
    reached = {to for (state, _), tos in MOVES.items() for to in tos if to != state}
    left = {state for (state, _), tos in MOVES.items() if any(to != state for to in tos)}
    assert reached == set(State) - {State.DRAFT}
    assert left == set(LIVE) | {State.CERTIFIED, State.REVOKED}


def test_every_act_but_reading_is_in_the_table_and_somebody_may_do_it() -> None:
    assert {act for _, act in MOVES} == set(Act) - {Act.READ}
    assert {act for _, act in WHO} == set(Act)


def test_no_final_state_but_a_certificate_and_its_revocation_is_left_again() -> None:
    for state in FINAL - {State.CERTIFIED, State.REVOKED}:
        assert {to for act in Act for to in targets(state, act)} <= {state}
    assert {to for act in Act for to in targets(State.REVOKED, act)} == {State.REVOKED, State.CERTIFIED}


def test_of_a_revoked_title_a_number_in_the_making_is_brought_to_its_end_and_the_revocation_may_be_set_aside() -> None:
    acts = {(state, act) for state in FINAL - {State.CERTIFIED} for act in Act if targets(state, act)}
    setting_aside = {Act.PROPOSE_REINSTATEMENT, Act.REINSTATE, Act.DROP_CHANGE}
    assert acts == {(State.REVOKED, act) for act in {Act.SUPERSEDE} | setting_aside}


def test_from_every_live_state_the_case_can_come_to_an_end() -> None:
    ends: set[State] = set(FINAL)
    while grown := {s for (s, _), tos in MOVES.items() if s not in ends and set(tos) & ends}:
        ends |= grown
    assert ends == set(State)


@pytest.mark.parametrize("state", [State.APPROVED, State.PUBLIC_NOTICE, State.CLEARED, State.DECIDED])
def test_nobody_withdraws_after_the_approval(state: State) -> None:
    assert targets(state, Act.WITHDRAW) == ()


def test_where_the_table_leaves_a_choice_it_must_be_made() -> None:
    with pytest.raises(NoSuchMove):
        after(State.RETURNED, Act.RESUBMIT)
    assert after(State.RETURNED, Act.RESUBMIT, State.WITH_BUREAU) is State.WITH_BUREAU
    with pytest.raises(NoSuchMove):
        after(State.RETURNED, Act.RESUBMIT, State.APPROVED)


@pytest.mark.parametrize(
    ("by", "changed", "restart", "to"),
    [
        (Desk.EMPLOYER, False, True, State.WITH_EMPLOYER),
        (Desk.EMPLOYER, True, True, State.WITH_EMPLOYER),
        (Desk.BUREAU, False, True, State.WITH_BUREAU),
        (Desk.BUREAU, True, True, State.WITH_EMPLOYER),
        (Desk.BUREAU, True, False, State.WITH_BUREAU),
    ],
)
def test_a_corrected_case_goes_back_to_who_returned_it(by: Desk, changed: bool, restart: bool, to: State) -> None:
    assert resubmitted_to(by, publicised_fact_changed=changed, restart_on_change=restart) is to


def test_only_the_employer_and_the_bureau_have_a_desk_that_returns() -> None:
    returning = {state for (state, act) in MOVES if act is Act.RETURN}
    assert {state: desk_of(state) for state in returning} == {
        State.WITH_EMPLOYER: Desk.EMPLOYER,
        State.WITH_BUREAU: Desk.BUREAU,
    }


def test_administrators_have_no_act_on_any_case() -> None:
    administrators = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.SUPERVISOR}
    assert {(role, act) for role, act in WHO if role in administrators} == set()


def test_the_auditor_only_reads() -> None:
    assert {act for role, act in WHO if role is Role.AUDITOR} == {Act.READ}
