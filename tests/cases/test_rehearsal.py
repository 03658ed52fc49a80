"""A rehearsal tells exactly who would come out otherwise under a draft, and why."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.cast import SHANGHAI_MORNING
from tests.policy_desk import Desk, a_desk, do_policy_work, drafted, judged, rehearsed, stricter, with_
from tests.stories import approved, at_bureau, decided, in_unit_publicity, submitted
from zhicheng.cases.actions.withdraw import withdraw
from zhicheng.cases.models import Case, Snapshot
from zhicheng.cases.rehearsal import finish_rehearsal, rehearse_some
from zhicheng.cases.rehearsal_cases import cases_to_rehearse, last_batches
from zhicheng.domain.eligibility import check, read_facts
from zhicheng.domain.permissions import WORKER
from zhicheng.events.models import Event
from zhicheng.outbox.models import Message
from zhicheng.policy.actions.edit_draft import edit_draft
from zhicheng.policy.actions.rehearse_draft import rehearse_draft
from zhicheng.policy.deployment import deployed_content, pack_of
from zhicheng.policy.desk.rehearsed import GIVEN_UP_AFTER, latest_rehearsal, list_of
from zhicheng.policy.kept import packed
from zhicheng.policy.models import Draft, Edition, Rehearsal
from zhicheng.policy.packs import pack_from

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def brute_force(draft: Draft) -> dict[str, tuple[str, str]]:
    """Every submitted case asked of both packs, one by one: number → verdicts, where they differ."""
    new, found = pack_from(draft.content(), "draft"), {}
    for case in Case.objects.exclude(submitted_at=None).select_related("snapshot"):
        facts = case.snapshot.body["facts"]
        verdicts = [
            str(check(read_facts(facts, today=date(2024, 11, 4), pack=pack), pack).verdict)
            for pack in (pack_of(case.policy_pack, case.policy_sha256), new)
        ]
        if verdicts[0] != verdicts[1]:
            found[case.number] = tuple(verdicts)
    return found


def flips(rehearsal: Rehearsal) -> dict[str, tuple[str, str]]:
    return {row["number"]: (row["from"], row["to"]) for row in list_of(rehearsal)["rows"]}


def test_who_flips_is_what_asking_both_packs_about_every_case_gives(desk: Desk) -> None:
    for make, level in (
        (submitted, "assistant"),
        (in_unit_publicity, "assistant"),
        (at_bureau, "intermediate"),
        (approved, "assistant"),
    ):
        make(level=level)
    draft = drafted(desk, rules=stricter(deployed_content()))
    rehearsal = judged(desk, draft)
    assert flips(rehearsal) == brute_force(draft) != {}
    assert len(flips(rehearsal)) == 3
    assert (rehearsal.judged, rehearsal.total) == (4, 4)


def test_a_row_says_who_and_by_which_clause(desk: Desk) -> None:
    story = submitted(name="沈喆")
    rehearsal = judged(desk, drafted(desk, rules=stricter(deployed_content())))
    (row,) = list_of(rehearsal)["rows"]
    assert (row["name"], row["unit"], row["from"], row["to"]) == ("沈喆", story.unit.name, "met", "not_met")
    assert (row["number"], row["in_flight"], row["submitted_on"]) == (story.case.number, True, "2024-11-04")
    (why,) = row["why"]
    assert (why["condition"], why["clause"], why["from"], why["to"]) == ("schooling_and_years", "2.3", "met", "not_met")
    assert "4" in why["because"]


def test_a_draft_that_changes_nothing_for_anybody_gives_an_empty_list(desk: Desk) -> None:
    submitted()
    rehearsal = judged(desk, drafted(desk, site="新的网站"))
    assert (list_of(rehearsal)["rows"], rehearsal.judged) == ([], 1)


def test_a_case_whose_codes_the_draft_does_not_know_is_a_row_with_the_reason(desk: Desk) -> None:
    submitted()
    content = deployed_content()
    tables = {name: without("engineering,", table) for name, table in content.tables.items()}
    draft = drafted(desk)
    other = replace(draft.content(), tables=tables)
    draft = edit_draft(draft, desk.reviewer, content=other, seen=draft.version, now=desk.now)
    rehearsal = judged(desk, draft)
    (row,) = list_of(rehearsal)["rows"]
    assert row["to"] == "unreadable"
    assert "target.series" in row["trouble"][0]


def without(start: str, table: bytes) -> bytes:
    rows = table.decode().splitlines(keepends=True)
    return "".join(row for row in rows if not row.startswith(start)).encode()


def test_two_runs_over_the_same_cases_give_the_same_digest(desk: Desk) -> None:
    for name in "甲乙丙":
        submitted(name=name)
    draft = drafted(desk, rules=stricter(deployed_content()))
    first, second = judged(desk, draft), judged(desk, draft)
    assert first.pk != second.pk
    assert first.sha256 == second.sha256
    submitted(name="丁")
    assert judged(desk, draft).sha256 != first.sha256


def test_a_rehearsal_goes_on_where_a_killed_worker_left_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhicheng.cases.rehearsal.AT_ONCE", 1)
    for name in "甲乙丙":
        submitted(name=name)
    rehearsal = rehearse_draft(drafted(desk, rules=stricter(deployed_content())), desk.reviewer, now=desk.now)
    for _ in range(3):  # the worker was killed after its commit, and the message is taken again
        rehearse_some(rehearsal.pk, after=0, now=desk.now)
    rehearsal.refresh_from_db()
    assert (rehearsal.judged, rehearsal.total, rehearsal.state, rehearsal.flips.count()) == (1, 3, "running", 1)
    do_policy_work(desk.now, "policy.rehearse")
    rehearsal.refresh_from_db()
    assert (rehearsal.judged, rehearsal.flips.count()) == (3, 3)
    assert Message.objects.filter(topic="policy.examine").count() == 1


@pytest.mark.once
def test_a_list_is_closed_once(desk: Desk) -> None:
    rehearsal = rehearsed(desk, drafted(desk))
    finish_rehearsal(rehearsal.pk, actor=WORKER, now=desk.now)
    assert Event.objects.filter(act="policy_rehearsed").count() == 1
    assert (rehearsal.examined, rehearsal.faults) == (True, [])


def test_asking_twice_while_one_is_under_way_gives_the_same_rehearsal(desk: Desk) -> None:
    draft = drafted(desk)
    asked = [rehearse_draft(draft, desk.reviewer, now=desk.now) for _ in range(3)]
    assert len({one.pk for one in asked}) == 1
    assert Message.objects.filter(topic="policy.rehearse").count() == 1


def test_the_last_four_batches_are_looked_at_whatever_became_of_the_cases(desk: Desk) -> None:
    ended, old, moving = decided(), submitted(name="旧"), submitted(name="在办")
    withdraw(old.case.pk, actor=old.me, now=old.now)
    Case.objects.filter(pk__in=[old.case.pk, moving.case.pk]).update(batch="2019-1")
    batches = last_batches(date(2024, 12, 1))
    assert [batch for _, batch in batches if "-" not in batch[5:-2]] == ["2024-3", "2024-2", "2024-1"]
    assert set(cases_to_rehearse(batches)) == {ended.case, moving.case}


def test_of_the_city_and_of_each_county_only_the_last_four_windows_that_opened_are_looked_at(desk: Desk) -> None:
    submitted()
    for year in (2025, 2026):
        file_under_a_pack_of(year)
    found = [batch for _, batch in last_batches(date(2026, 8, 1))]
    assert found[:4] == ["2026-2", "2026-1", "2025-3", "2025-2"]
    assert [batch for batch in found if batch.startswith("330521")] == [
        "330521-2026-2",
        "330521-2026-1",
        "330521-2025-3",
        "330521-2025-2",
    ]


def file_under_a_pack_of(year: int) -> None:
    """A pack with the windows of a later year, kept, and a case under it."""
    content = deployed_content()

    def moved(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            {
                **row,
                "id": row["id"].replace("2024", str(year)),
                "opens": row["opens"].replace(year=year),
                "closes": row["closes"].replace(year=year),
            }
            for row in rows
        ]

    own = {code: moved(rows) for code, rows in content.content["own_batches"].items()}
    later = with_(content, id=f"tiaozhou-{year}", batches=moved(content.content["batches"]), own_batches=own)
    pack = pack_from(later, str(year))
    Edition.objects.create(
        pack_id=pack.id, version="1", title=pack.title, sha256=pack.sha256, body=packed(later), kept_at=SHANGHAI_MORNING
    )
    case = submitted(name=f"{year}年的人").case
    Case.objects.filter(pk=case.pk).update(policy_pack=pack.id, policy_sha256=pack.sha256)


def test_a_case_is_judged_by_its_frozen_facts_as_of_its_own_day(desk: Desk) -> None:
    story = submitted()
    draft = drafted(desk, rules=stricter(deployed_content(), years=3))
    assert flips(judged(desk, draft)) == {}
    snapshot = Snapshot.objects.get(case=story.case)
    body = snapshot.body | {"facts": snapshot.body["facts"] | {"as_of": "2024-06-01"}}
    Snapshot.objects.filter(pk=snapshot.pk).update(body=body)
    assert flips(judged(desk, draft)) == {story.case.number: ("met", "not_met")}


def test_a_frozen_copy_that_nobody_can_judge_is_a_row_and_the_rest_go_on(desk: Desk) -> None:
    broken, sound = submitted(name="甲"), submitted(name="乙")
    body = broken.case.snapshot.body
    Snapshot.objects.filter(case=broken.case).update(body={key: body[key] for key in body if key != "facts"})
    rows = list_of(judged(desk, drafted(desk, rules=stricter(deployed_content()))))["rows"]
    assert [(row["number"], row["from"], row["to"]) for row in rows] == [
        (broken.case.number, "unreadable", "unreadable"),
        (sound.case.number, "met", "not_met"),
    ]
    assert "KeyError" in rows[0]["trouble"][0]


def test_a_rehearsal_that_never_ended_holds_up_no_other(desk: Desk) -> None:
    draft = drafted(desk)
    stuck = rehearse_draft(draft, desk.reviewer, now=desk.now)
    assert rehearse_draft(draft, desk.leader, now=desk.now).pk == stuck.pk
    anew = rehearse_draft(draft, desk.leader, now=desk.now + GIVEN_UP_AFTER)
    assert anew.pk != stuck.pk
    assert latest_rehearsal(draft) == anew
