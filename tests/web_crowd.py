"""Nineteen more of everything that a page of the world may list, written into the tables at once."""

import copy
from datetime import timedelta
from typing import Any

from tests.cast import a_person
from tests.web_world import World
from zhicheng.cases.models import Case, Check, Objection, PostCandidate, PostTable, Publicity, PublicityEntry, Snapshot
from zhicheng.documents.models import Certificate, DocumentEntry, OfficialDocument, Paper
from zhicheng.outbox.models import Message
from zhicheng.people.handles import new_handle
from zhicheng.people.models import Appointment, ArchiveEntry, ArchiveFile, Organisation, Person

MORE = 19


def crowd(world: World) -> None:
    """Everything once more nineteen times: cases with all that hangs on them, lists, documents, tables, entries."""
    for story in world.stories.values():
        for number in range(MORE):
            _another_case(story.case, a_person(f"众人{number}"), number)
    _finished_cases(world)
    _more_lists()
    _more_of_the_owner(world)
    _more_of_the_unit(world)
    _more_units(world)


def _more_of_the_owner(world: World) -> None:
    person = world.stories["owner"].person
    for row in ArchiveEntry.objects.filter(person=person, section__in=("work", "assessment")):
        _times(row)
    for file in ArchiveFile.objects.filter(person=person):
        _times(file)


def _more_of_the_unit(world: World) -> None:
    unit = world.stories["owner"].unit
    for table in list(PostTable.objects.filter(organisation=unit)):
        for number in range(MORE):
            _saved(table, year=3000 + table.year * MORE + number)
    for message in Message.objects.order_by("pk")[:2]:
        for number in range(MORE):
            _saved(message, key=f"{message.key}:{number}")
    appointment = Appointment.objects.filter(organisation=unit)[0]
    for number in range(MORE):
        _saved(appointment, person=a_person(f"众人{number}"))


def _saved(row: Any, **changes: Any) -> Any:
    """A copy of the row with a handle of its own."""
    new = copy.copy(row)
    new.pk, new._state = None, copy.copy(row._state)
    new._state.adding = True
    new._state.fields_cache = {}
    if hasattr(new, "handle"):
        new.handle = new_handle()
    for name, value in changes.items():
        setattr(new, name, value)
    new.save(force_insert=True)
    return new


def _times(row: Any) -> None:
    for _ in range(MORE):
        _saved(row)


def _another_case(case: Case, person: Person, number: int) -> Case:
    more = {
        "number": f"{case.number}-{number}",
        "arrived_at": case.arrived_at and case.arrived_at + timedelta(seconds=number),
    }
    new: Case = _saved(case, person=person, submission_key=f"{case.pk}-{number}", **more)
    for snapshot in Snapshot.objects.filter(case=case):
        frozen = _saved(snapshot, case=new)
        Case.objects.filter(pk=new.pk).update(snapshot=frozen)
        for check in Check.objects.filter(snapshot=snapshot):
            _saved(check, case=new, snapshot=frozen)
    for inquiry in case.inquiries.all():
        _saved(inquiry, case=new)
    for entry in PublicityEntry.objects.filter(case=case):
        listed = _saved(entry, case=new, serial=entry.serial + number + 1)
        for objection in Objection.objects.filter(entry=entry):
            _saved(objection, case=new, entry=listed, receipt_code=new_handle())
    for held in DocumentEntry.objects.filter(case=case):
        _saved(held, case=new, serial=held.serial + number + 1)
    for certificate in Certificate.objects.filter(case=case):
        paper = certificate.paper and _saved(certificate.paper, case=new, key=f"{certificate.paper.key}:{number}")
        _saved(certificate, case=new, number=f"{certificate.number}-{number}", paper=paper)
    for candidate in PostCandidate.objects.filter(case=case):
        _saved(candidate, case=new, person=person)
    for paper in Paper.objects.filter(case=case, certificate=None):
        _saved(paper, case=new, key=f"{paper.key}:{number}")
    return new


def _finished_cases(world: World) -> None:
    """The owner has withdrawn nineteen times before, and has been asked for corrections as often."""
    case = world.stories["owner"].case
    for number in range(MORE):
        _saved(case, state="withdrawn", number=f"{case.number}-w{number}", ended_at=world.now)
        for inquiry in list(case.inquiries.filter(answered_at=None)):
            _saved(inquiry, answered_at=world.now)


def _more_lists() -> None:
    for publicity in list(Publicity.objects.all()):
        for number in range(MORE):
            _saved(publicity, title=f"{publicity.title} {number}")
    for document in list(OfficialDocument.objects.all()):
        for number in range(MORE):
            serial = document.serial and document.serial * 100 + number
            _saved(document, serial=serial, number=document.number and f"{document.number}-{number}")


def _more_units(world: World) -> None:
    """Nineteen more units of the same name, department and bureau, each with a table that waits for either."""
    unit = world.stories["owner"].unit
    for number in range(MORE):
        other: Organisation = _saved(unit, name=f"{unit.name} {number}", uscc=None)
        for stop in ("with_bureau", "with_supervisor", "approved"):
            table = world.tables[stop]
            _saved(table, organisation=other)
