"""No certificate changes in what the public reads of it but with an entry in the issue log, so that its end tells."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from tests.issuing import reserve_one
from tests.log_acts import correction_proposed, fill_log, issued, reinstated, revocation_proposed
from tests.stories import decided
from zhicheng.documents.actions.reissue import reissue
from zhicheng.documents.actions.revoke import revoke
from zhicheng.documents.changes import read_digest
from zhicheng.documents.issue_log import log_end
from zhicheng.documents.models import Certificate
from zhicheng.documents.public_queries import Row, certificate_by_handle, certificate_by_number
from zhicheng.domain.given import given

UPDATES = {"update", "bulk_update", "update_or_create"}
TOLD = set(Row._fields) & {field.name for field in Certificate._meta.fields}
STATES = {"ISSUED", "REVOKED", "REPLACED"}
BY_NAME_ALONE = TOLD - {"number", "state", "effect_from"}  # these names other tables have too


def end_of_log() -> tuple[int, bytes]:
    """What the published bundle is kept by."""
    end = log_end()
    return end.size, bytes(end.peaks)


def told() -> list[object]:
    """All that verification reads of all certificates."""
    all_of_them = Certificate.objects.order_by("pk")
    return [
        answer
        for one in all_of_them
        for answer in (certificate_by_number(one.number), certificate_by_handle(one.handle))
    ]


def a_life() -> Iterator[str]:
    """A title from its first number to its revocation and back, with a stop after each act."""
    story = decided()
    yield "decided"
    first = reserve_one(story.case.pk, now=story.now)
    yield "number reserved"
    issued(story, first, b"%PDF-1.7 the first")
    yield "issued"
    change = correction_proposed(story)
    yield "correction proposed"
    change = reissue(story.case.pk, actor=story.leader, now=story.now, read=read_digest(change))
    yield "correction decided"
    issued(story, given(change.new_certificate), b"%PDF-1.7 the second")
    yield "new one issued"
    change = revocation_proposed(story)
    yield "revocation proposed"
    revoke(story.case.pk, actor=story.leader, now=story.now, read=read_digest(change))
    yield "revoked"
    reinstated(story, b"%PDF-1.7 the third")
    yield "reinstated"


@pytest.mark.django_db
def test_whatever_is_told_otherwise_is_told_of_another_end_of_the_log() -> None:
    changed, seen = [], {}
    before: list[object] = []
    for act in a_life():
        said, end = [one for one in told() if one], end_of_log()
        if said != before:
            before = said
            changed.append(act)
            assert end not in seen, f"{act}: told otherwise with the log as after “{seen.get(end)}”"
        seen[end] = act
    assert changed == ["issued", "new one issued", "revoked", "reinstated"]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, 4])
def test_the_same_number_of_other_entries_is_another_end(count: int) -> None:
    def grown(start: int) -> object:
        with transaction.atomic():
            fill_log(count, start)
            end = end_of_log()
            transaction.set_rollback(True)  # as a database restored to before, that grows otherwise
        return end

    assert grown(0) == grown(0)
    assert grown(0) != grown(100)


def test_every_module_that_changes_what_is_told_of_a_certificate_enters_it_in_the_log(repository: Path) -> None:
    found = {}
    for path in sorted((repository / "zhicheng").rglob("*.py")):
        text = path.read_text("utf-8")
        if "migrations" in path.parts or "ertificate" not in text:
            continue
        tree = ast.parse(text)
        writes = [node.lineno for node in ast.walk(tree) if changes_what_is_told(node)]
        if writes:
            found[path] = (writes, logs(tree))
    assert {"certify", "revoke", "supersede"} <= {path.stem for path in found}
    assert not {path: lines for path, (lines, logged) in found.items() if not logged}


def logs(tree: ast.Module) -> bool:
    imports = (node for node in tree.body if isinstance(node, ast.ImportFrom))
    return any(node.module == "zhicheng.documents.actions.enter_in_log" for node in imports)


def changes_what_is_told(node: ast.AST) -> bool:
    """An attribute of that name set, a state of a certificate set, or a told column updated without its row."""
    if isinstance(node, ast.Assign):
        targets = [part for target in node.targets for part in ast.walk(target) if isinstance(part, ast.Attribute)]
        names = {target.attr for target in targets}
        return bool(names & BY_NAME_ALONE) or ("state" in names and names_a_state(node.value))
    if not isinstance(node, ast.Call) or not updates_rows(node.func):
        return False
    words = {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)}
    return bool(({word.arg for word in node.keywords} | words) & TOLD)


def updates_rows(called: ast.expr) -> bool:
    """Whether this may update certificates: `update_each` does not say in its name whose rows it updates."""
    if isinstance(called, ast.Attribute):
        return called.attr in UPDATES and "Certificate.objects" in ast.unparse(called)
    return isinstance(called, ast.Name) and called.id == "update_each"


def names_a_state(value: ast.expr) -> bool:
    return any(
        isinstance(part, ast.Attribute) and part.attr in STATES and ast.unparse(part.value) == "Certificate"
        for part in ast.walk(value)
    )


@pytest.mark.parametrize(
    "line",
    [
        "one.state, one.revoked_at = Certificate.REVOKED, now",
        "one.change_words = 'otherwise'",
        "Certificate.objects.filter(pk=1).update(effect_from=day)",
        "Certificate.objects.bulk_update(some, ['number'])",
        "update_each(some, ['number'])",
    ],
)
def test_the_search_finds_each_way_of_writing(line: str) -> None:
    assert any(changes_what_is_told(node) for node in ast.walk(ast.parse(line)))


def test_the_search_leaves_other_tables_alone() -> None:
    for line in ("case.state = State.REVOKED", "change.number = number", "Case.objects.update(state='x')"):
        assert not any(changes_what_is_told(node) for node in ast.walk(ast.parse(line)))
