"""The door opens exactly where the tables say: every state, act and role, related to the case and not."""

from collections.abc import Iterator
from itertools import product

import pytest
from django.db import transaction

from tests.cast import SHANGHAI_MORNING, a_bureau, a_person, a_unit
from tests.stories import a_draft
from zhicheng.cases.models import Case, Snapshot
from zhicheng.cases.moves import case_view, move
from zhicheng.domain.faults import NotNow, NotYours, StalePage
from zhicheng.domain.permissions import EMPLOYER_ROLES, WHO, Actor, Role
from zhicheng.domain.states import MOVES, TWICE_SEEN, Act, State, targets
from zhicheng.events.models import Event

pytestmark = pytest.mark.django_db


class Opened(Exception):
    """The door is open; go no further."""


@pytest.fixture
def rows() -> Iterator[dict[str, int]]:
    city, county = a_bureau(), a_bureau("330521", "某县人社局")
    people = {name: a_person(name).pk for name in ("申请人", "甲", "乙")}
    return {"city": city.pk, "county": county.pk, "unit": a_unit().pk, "other": a_unit("别的单位").pk, **people}


def case_in(state: State, rows: dict[str, int]) -> Case:
    """A row in the state, written past the door, with all that the constraints ask for."""
    case = Case.objects.create(
        person_id=rows["申请人"],
        employer_id=rows["unit"],
        authority_id=rows["city"],
        received_by_id=rows["county"],
        proposed_by_id=rows["甲"],
        recommended_at=None if state in (State.DRAFT, State.WITH_EMPLOYER) else SHANGHAI_MORNING,
        approved_by_id=rows["乙"] if state in TWICE_SEEN else None,
        change_proposed_by_id=rows["甲"],
        revocation_proposed_by_id=rows["甲"],
        revoked_by_id=rows["乙"] if state is State.REVOKED else None,
        created_at=SHANGHAI_MORNING,
        changed_at=SHANGHAI_MORNING,
    )
    snapshot = Snapshot.objects.create(case=case, ordinal=1, taken_at=SHANGHAI_MORNING, body={}, sha256="0" * 64)
    Case.objects.filter(pk=case.pk).update(
        state=state.value, number=f"T-{state}", submitted_at=SHANGHAI_MORNING, policy_sha256="1" * 64, snapshot=snapshot
    )
    return Case.objects.get(pk=case.pk)


def opens(case: Case, act: Act, actor: Actor) -> bool:
    try:
        with move(case.pk, act, actor=actor, now=SHANGHAI_MORNING):
            raise Opened
    except Opened:
        return True
    except (NotYours, NotNow):
        return False


def actors(role: Role, rows: dict[str, int]) -> list[tuple[Actor, bool]]:
    """Somebody in this role for each organisation that matters, and whether he is related to the case."""
    if role in (Role.PUBLIC, Role.WORKER):
        return [(Actor(role), True)]
    if role is Role.APPLICANT:
        return [(Actor(role, rows["申请人"]), True), (Actor(role, rows["乙"]), False)]
    related = {rows["unit"]} if role in EMPLOYER_ROLES else {rows["city"], rows["county"]}
    everywhere = [rows["unit"], rows["other"], rows["city"], rows["county"]]
    return [(Actor(role, rows["乙"], one), one in related) for one in everywhere]


@pytest.mark.parametrize("state", State)
def test_the_door_opens_exactly_where_the_tables_say(state: State, rows: dict[str, int]) -> None:
    case = case_in(state, rows)
    opened = set()
    for role, act in product(Role, [act for act in Act if act is not Act.READ]):
        for actor, related in actors(role, rows):
            if opens(case, act, actor):
                opened.add((role, act))
                assert targets(state, act), f"{act} opened in {state} against the table of moves"
                assert (role, act) in WHO, f"{role} opened {act} against the table of rights"
                assert related or act is Act.RAISE_OBJECTION, f"{role} of another organisation opened {act}"
                assert WHO[role, act](actor, case_view(case))
    promised = {(role, act) for (role, act) in WHO if act is not Act.READ and targets(state, act)}
    missing = {
        (role, act)
        for role, act in promised - opened
        if any(WHO[role, act](actor, case_view(case)) for actor, _ in actors(role, rows))
    }
    assert missing == set()


def test_every_move_of_the_table_is_open_to_somebody(rows: dict[str, int]) -> None:
    for state, act in MOVES:
        with transaction.atomic():
            case = case_in(state, rows)
            assert any(opens(case, act, actor) for role in Role for actor, _ in actors(role, rows)), (state, act)
            transaction.set_rollback(True)


def test_a_refused_act_changes_nothing_and_leaves_no_event(rows: dict[str, int]) -> None:
    case = case_in(State.WITH_BUREAU, rows)
    with (
        pytest.raises(NotNow),
        move(case.pk, Act.APPROVE, actor=Actor(Role.BUREAU_LEADER, rows["甲"], rows["city"]), now=SHANGHAI_MORNING),
    ):
        raise AssertionError("the proposer got through")
    assert Case.objects.get(pk=case.pk).version == case.version
    assert not Event.objects.exists()


def test_what_fails_inside_the_door_is_undone_whole(rows: dict[str, int]) -> None:
    story = a_draft()
    before = Event.objects.count()

    def fail_halfway() -> None:
        with move(story.case.pk, Act.EDIT, actor=story.me, now=SHANGHAI_MORNING) as step:
            step.case.speciality = "别的专业"
            step.case.save()
            raise Opened

    with pytest.raises(Opened):
        fail_halfway()
    assert story.fresh().speciality == "环境工程"
    assert Event.objects.count() == before


def test_a_stale_page_is_told_and_overwrites_nothing() -> None:
    story = a_draft()
    stale = move(story.case.pk, Act.EDIT, actor=story.me, now=SHANGHAI_MORNING, seen=story.case.version - 1)
    with pytest.raises(StalePage), stale:
        raise AssertionError("a stale page got through")
