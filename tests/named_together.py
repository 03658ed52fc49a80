"""Several people on one issued document: the first lived through it all, the others are his likes under other names."""

from collections.abc import Sequence
from itertools import count

from tests.cast import a_person
from tests.stories import Story, cleared
from zhicheng.cases.models import Case, Snapshot
from zhicheng.cases.snapshots import canonical_sha256
from zhicheng.documents.actions.draft_document import draft_document
from zhicheng.documents.actions.issue_document import issue_document, list_of
from zhicheng.documents.models import OfficialDocument
from zhicheng.domain.given import given
from zhicheng.domain.numbering import case_number
from zhicheng.people.handles import new_handle

_serials = count(900_000)


def named_together(names: Sequence[str]) -> tuple[Story, OfficialDocument]:
    """A document that names these people in this order, issued; the story is of the first."""
    story = cleared(name=names[0])
    return story, issued_for([story.case, *(_another(story.case, name) for name in names[1:])], story)


def issued_for(cases: Sequence[Case], story: Story) -> OfficialDocument:
    """A document for these cleared cases, issued by the people of the story."""
    ids = [case.pk for case in cases]
    draft = draft_document(ids, actor=story.bureau_clerk, now=story.now, title="关于公布任职资格的通知")
    read = canonical_sha256(list_of(draft))
    return issue_document(draft.handle, actor=story.leader, now=story.now, read=read)


def _another(case: Case, name: str) -> Case:
    like, number = Case.objects.get(pk=case.pk), case_number("330500", 2024, next(_serials))
    snapshot: Snapshot = given(like.snapshot)
    like.pk, like.handle, like.number, like.person = None, new_handle(), number, a_person(name)
    like.save(force_insert=True)
    body = snapshot.body | {"person": snapshot.body["person"] | {"name": name}}
    like.snapshot = Snapshot.objects.create(
        case=like, ordinal=1, taken_at=snapshot.taken_at, body=body, sha256=canonical_sha256(body)
    )
    like.save()
    return like
