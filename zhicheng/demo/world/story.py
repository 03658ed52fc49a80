"""One applicant's case and what its people do to it; each method is one act, done at the moment handed in."""

from datetime import datetime
from typing import Any

from zhicheng.cases.actions.approve import approve, disagree, propose
from zhicheng.cases.actions.check_item import check_claim, check_item
from zhicheng.cases.actions.confirm_remaining import confirm_remaining
from zhicheng.cases.actions.decline import decline
from zhicheng.cases.actions.edit_draft import edit_draft
from zhicheng.cases.actions.open_unit_publicity import open_unit_publicity
from zhicheng.cases.actions.raise_objection import raise_objection
from zhicheng.cases.actions.receive_paper import form_version, receive_paper
from zhicheng.cases.actions.recommend import recommend
from zhicheng.cases.actions.resubmit import resubmit
from zhicheng.cases.actions.return_for_correction import return_for_correction
from zhicheng.cases.actions.start_draft import start_draft
from zhicheng.cases.actions.submit import submit
from zhicheng.cases.looking_through import defects_found, not_looked_at
from zhicheng.cases.publicising import running_entry
from zhicheng.cases.queries import case_for, cases_seen_by
from zhicheng.demo.world.applicant import Applicant
from zhicheng.demo.world.archive import fill_archive
from zhicheng.demo.world.cast import World, as_applicant
from zhicheng.domain.permissions import ANYBODY, Actor, Role
from zhicheng.domain.states import Desk, State
from zhicheng.domain.truth import TRUTH_VERSION
from zhicheng.people.archive_queries import own_entries
from zhicheng.people.models import Organisation

CONTACT = "单位人事部门，电话 0000100"


class Story:
    """Tells one case."""

    def __init__(self, world: World, applicant: Applicant) -> None:
        self.world, self.who = world, applicant
        self.handle = ""

    # -- who acts ------------------------------------------------------------------------------
    @property
    def me(self) -> Actor:
        return as_applicant(self.world.people[self.who.name])

    @property
    def case(self) -> Any:
        """The case as it now stands."""
        return case_for(self.me, self.handle)

    @property
    def unit(self) -> Organisation:
        return self.world.units[self.who.unit]

    def of_unit(self, role: Role) -> Actor:
        return self.world.who(self.unit, role, other_than=self.me.person)

    def of_bureau(self, role: Role) -> Actor:
        return self.world.who(self.case.authority, role)

    # -- the applicant -------------------------------------------------------------------------
    def enter(self, now: datetime) -> None:
        one = self.who
        self.world.enter(
            one.name, one.gender, one.born, now=now, id_kind=one.id_kind, id_number=one.id_number, note=one.note
        )

    def fill_archive(self, now: datetime) -> None:
        fill_archive(self.world, self.who, now)

    def begin(self, now: datetime) -> None:
        self.handle = start_draft(actor=self.me, now=now).handle

    def fill_in(self, now: datetime, **changes: Any) -> None:
        """The whole application, with what differs from the plan in `changes`."""
        who = self.who
        answers: dict[str, Any] = {
            "series": who.series,
            "level": who.level,
            "speciality": who.speciality,
            "employer": self.unit.handle,
            "status": "in_post",
        }
        if who.title:
            answers["title"] = who.title
        if self.unit.kind == "public_institution":
            answers["staffing"] = "established"
        for entry in own_entries(self.me):
            if entry.section in ("schooling", "degree", "work"):
                answers[f"relation.{entry.handle}"] = "same"
        self.edit(now, **(answers | who.own | changes))

    def edit(self, now: datetime, **changes: Any) -> None:
        edit_draft(self.case.pk, changes, actor=self.me, now=now)

    def submit(self, now: datetime) -> None:
        submit(self.case.pk, actor=self.me, now=now, key=f"demo-{self.handle}", agreed=TRUTH_VERSION)

    def resubmit(self, now: datetime) -> None:
        resubmit(self.case.pk, actor=self.me, now=now, agreed=TRUTH_VERSION)

    # -- the employer --------------------------------------------------------------------------
    def look_through_in_unit(self, now: datetime, *, most: int = 0) -> None:
        """The unit's clerk finds true what nobody has looked at yet: all in one go, or `most` claims one by one."""
        case, clerk = self.case, self.of_unit(Role.EMPLOYER_CLERK)
        left = not_looked_at(case, Desk.EMPLOYER)
        for key in left[:most]:
            check_claim(case.pk, key, "ok", actor=clerk, now=now)
        if left and not most:
            confirm_remaining(case.pk, actor=clerk, now=now)

    def return_from_unit(self, now: datetime, section: str, reason: str, note: str) -> None:
        """The unit's clerk finds fault with the latest claim of this section, the rest true, and sends it back."""
        case, clerk = self.case, self.of_unit(Role.EMPLOYER_CLERK)
        keys = not_looked_at(case, Desk.EMPLOYER)
        wrong = [key for key in keys if key.startswith(section)][-1]
        check_claim(case.pk, wrong, "defect", actor=clerk, now=now, note=note, reason=reason)
        self.look_through_in_unit(now)
        return_for_correction(case.pk, actor=clerk, now=now)

    def open_list_in_unit(self, now: datetime) -> None:
        """The unit's clerk publicises everybody whose claims are all found true; does nothing when that was done."""
        clerk = self.of_unit(Role.EMPLOYER_CLERK)
        waiting = cases_seen_by(clerk).filter(state=State.WITH_EMPLOYER.value)
        ready = [
            case.pk
            for case in waiting
            if not not_looked_at(case, Desk.EMPLOYER) and not defects_found(case, Desk.EMPLOYER)
        ]
        if self.case.state == State.WITH_EMPLOYER:
            place = "单位一楼公告栏和内部网站"
            open_unit_publicity(ready, actor=clerk, now=now, place=place, contact=CONTACT)

    def end_of_list(self, kind: str = "unit") -> datetime:
        """The instant at which the list that the case is on is over."""
        entry = running_entry(self.case, kind)
        if entry is None:
            raise LookupError(f"{self.who.name} is on no list")
        return entry.publicity.ends_at

    def recommend(self, now: datetime) -> None:
        opinion = "经核实，材料真实，公示无异议，同意推荐。"
        recommend(self.case.pk, actor=self.of_unit(Role.EMPLOYER_HEAD), now=now, opinion=opinion)

    def decline(self, now: datetime, reason: str) -> None:
        decline(self.case.pk, actor=self.of_unit(Role.EMPLOYER_HEAD), now=now, reason=reason)

    # -- the bureau ----------------------------------------------------------------------------
    def look_through_at_bureau(self, now: datetime, *, most: int = 100) -> None:
        """The bureau's clerk finds in order what nobody has looked at yet, `most` items at the most."""
        case, clerk = self.case, self.of_bureau(Role.BUREAU_CLERK)
        for key in not_looked_at(case, Desk.BUREAU)[:most]:
            check_item(case.pk, key, "ok", actor=clerk, now=now)

    def find_fault(self, now: datetime, key: str, reason: str, note: str) -> None:
        clerk = self.of_bureau(Role.BUREAU_CLERK)
        check_item(self.case.pk, key, "defect", actor=clerk, now=now, reason=reason, note=note)

    def return_from_bureau(self, now: datetime, *faults: tuple[str, str, str]) -> None:
        """The bureau's clerk sends the case back with these faults: (item, reason, note)."""
        for key, reason, note in faults:
            self.find_fault(now, key, reason, note)
        self.look_through_at_bureau(now)
        note = "请一次改齐后再提交，有疑问可以来电。"
        return_for_correction(self.case.pk, actor=self.of_bureau(Role.BUREAU_CLERK), now=now, note=note)

    def propose(self, now: datetime) -> None:
        self.look_through_at_bureau(now)
        propose(self.case.pk, actor=self.of_bureau(Role.BUREAU_CLERK), now=now, note="材料齐全，符合条件，建议通过。")

    def disagree(self, now: datetime, note: str) -> None:
        disagree(self.case.pk, actor=self.of_bureau(Role.BUREAU_REVIEWER), now=now, note=note)

    def approve(self, now: datetime) -> None:
        approve(self.case.pk, actor=self.of_bureau(Role.BUREAU_REVIEWER), now=now)

    def hand_in_paper(self, now: datetime) -> None:
        case = self.case
        counter = self.world.counter_of(case.received_by)
        receive_paper(case.pk, actor=counter, now=now, version=form_version(case), copies=2)

    # -- the public ----------------------------------------------------------------------------
    def object_to(self, now: datetime, kind: str, ground: str, name: str, contact: str) -> str:
        """Somebody objects to this person on the running list; returns the objection's handle."""
        entry = running_entry(self.case, kind)
        if entry is None:
            raise LookupError(f"{self.who.name} is on no list")
        return raise_objection(entry.pk, actor=ANYBODY, now=now, ground=ground, name=name, contact=contact).handle
