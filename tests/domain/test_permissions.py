"""Rights: false unless the tables say yes, and nobody on a case of his own."""

from dataclasses import replace
from itertools import product

import pytest

from zhicheng.domain.permissions import BUREAU_ROLES, EMPLOYER_ROLES, OF_ONES_OWN, WHO, Actor, CaseView, Role, may
from zhicheng.domain.states import Act, State, targets

APPLICANT, UNIT, CITY, COUNTY, FIRST, SECOND = 1, 10, 20, 21, 5, 6


def view(state: State, **changes: object) -> CaseView:
    plain = CaseView(
        state=state, person=APPLICANT, employer=UNIT, authority=CITY, received_by=COUNTY, reached_bureau=True
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def somebody(role: Role, person: int = SECOND) -> Actor:
    organisation = UNIT if role in EMPLOYER_ROLES else CITY if role in BUREAU_ROLES else None
    return Actor(role, None if role in (Role.PUBLIC, Role.WORKER) else person, organisation)


@pytest.mark.parametrize("state", State)
def test_nobody_does_what_the_tables_do_not_hold(state: State) -> None:
    for act, role in product(Act, Role):
        possible = (act is Act.READ or bool(targets(state, act))) and (role, act) in WHO
        assert possible or not may(somebody(role), act, view(state)), (act, role)


@pytest.mark.parametrize("state", State)
def test_whatever_his_roles_nobody_acts_on_his_own_case_but_as_applicant(state: State) -> None:
    for act, role in product(Act, set(Role) - {Role.PUBLIC, Role.WORKER}):
        allowed = may(somebody(role, person=APPLICANT), act, view(state, proposed_by=FIRST))
        assert not allowed or (role is Role.APPLICANT and act in OF_ONES_OWN), (act, role)


@pytest.mark.parametrize("role", [Role.BUREAU_REVIEWER, Role.BUREAU_LEADER])
def test_who_proposed_does_not_approve(role: Role) -> None:
    case = view(State.WITH_BUREAU, proposed_by=FIRST)
    assert not may(somebody(role, person=FIRST), Act.APPROVE, case)
    assert may(somebody(role, person=SECOND), Act.APPROVE, case)
    assert not may(somebody(role, person=SECOND), Act.APPROVE, view(State.WITH_BUREAU))


def test_who_proposed_the_reinstatement_does_not_decide_it_and_who_proposed_the_revocation_has_nothing_to_drop() -> (
    None
):
    case = view(State.REVOKED, change_proposed_by=FIRST, revocation_proposed_by=SECOND)
    assert not may(somebody(Role.BUREAU_LEADER, person=FIRST), Act.REINSTATE, case)
    assert not may(somebody(Role.BUREAU_REVIEWER, person=SECOND), Act.REINSTATE, case)
    assert may(somebody(Role.BUREAU_LEADER, person=SECOND), Act.REINSTATE, case)
    assert not may(somebody(Role.BUREAU_REVIEWER, person=SECOND), Act.DROP_CHANGE, case)
    nothing = view(State.REVOKED, revocation_proposed_by=FIRST)
    assert not any(may(somebody(role, person=FIRST), Act.DROP_CHANGE, nothing) for role in BUREAU_ROLES)


def test_who_proposed_the_revocation_does_not_revoke() -> None:
    case = view(State.CERTIFIED, revocation_proposed_by=FIRST)
    assert not may(somebody(Role.BUREAU_LEADER, person=FIRST), Act.REVOKE, case)
    assert may(somebody(Role.BUREAU_LEADER, person=SECOND), Act.REVOKE, case)


def test_who_proposed_to_correct_does_not_decide_it_and_only_he_or_a_leader_drops_it() -> None:
    case = view(State.CERTIFIED, change_proposed_by=FIRST)
    assert not may(somebody(Role.BUREAU_LEADER, person=FIRST), Act.REISSUE, case)
    assert may(somebody(Role.BUREAU_LEADER, person=SECOND), Act.REISSUE, case)
    assert not may(somebody(Role.BUREAU_LEADER, person=SECOND), Act.REVOKE, case)
    people = product(BUREAU_ROLES, (FIRST, SECOND))
    droppers = {(role, who) for role, who in people if may(somebody(role, who), Act.DROP_CHANGE, case)}
    first = {(role, FIRST) for role in (Role.BUREAU_CLERK, Role.BUREAU_REVIEWER, Role.BUREAU_LEADER)}
    assert droppers == first | {(Role.BUREAU_LEADER, SECOND)}
    assert not may(somebody(Role.BUREAU_LEADER, person=SECOND), Act.DROP_CHANGE, view(State.CERTIFIED))


def test_the_county_that_received_reads_what_the_city_decides_but_does_not_decide() -> None:
    county = Actor(Role.BUREAU_LEADER, SECOND, COUNTY)
    case = view(State.WITH_BUREAU, proposed_by=FIRST)
    assert may(county, Act.READ, case)
    assert not may(county, Act.APPROVE, case)
    assert not may(county, Act.RETURN, case)


def test_a_bureau_does_not_see_a_case_before_it_was_recommended() -> None:
    for role in BUREAU_ROLES:
        assert not may(somebody(role), Act.READ, view(State.WITH_EMPLOYER, reached_bureau=False))


def test_paper_is_received_by_the_bureau_of_the_employers_affiliation_also_where_the_city_decides() -> None:
    case = view(State.CLEARED)
    assert may(Actor(Role.PAPER_COUNTER, SECOND, COUNTY), Act.RECEIVE_PAPER, case)
    assert not may(Actor(Role.PAPER_COUNTER, SECOND, CITY), Act.RECEIVE_PAPER, case)


def test_another_employer_sees_nothing() -> None:
    for role, state in product(EMPLOYER_ROLES, State):
        assert not may(Actor(role, SECOND, UNIT + 1), Act.READ, view(state))


def test_nobody_but_the_applicant_sees_a_draft() -> None:
    case = view(State.DRAFT, reached_bureau=False)
    readers = [role for role in Role if may(somebody(role), Act.READ, case)]
    assert readers == [Role.WORKER]
