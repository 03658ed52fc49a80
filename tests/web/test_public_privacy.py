"""No page of the public site carries four digits in a row of anybody's identity number or telephone."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.issuing import issue_one, reserve_one
from tests.stories import Story, decided, in_public_notice, in_unit_publicity
from tests.web.public_visitor import Visitor, words
from zhicheng.cases.models import Publicity
from zhicheng.documents.actions.keep_paper import keep_paper
from zhicheng.documents.models import OfficialDocument
from zhicheng.documents.verification import UNKNOWN, Registered, judge_code, judge_number
from zhicheng.domain.identity import invented_resident_id
from zhicheng.web.public.pages.finding import finding_of

BORN = date(1987, 9, 13)
TELEPHONE = "13957648391"
SHORTEST = 4
TOKENS = (  # which hold any digits by chance
    r"(?<![0-9a-z])[23456789a-hjkmnp-z]{16}(?![0-9A-Za-z])",
    r'(?<=name="csrfmiddlewaretoken" value=")\w+',
)


@pytest.fixture(autouse=True)
def _front_stamps_arrivals(settings: object) -> None:
    settings.ZHICHENG_ARRIVAL_HEADER = "X-Request-Start"  # type: ignore[attr-defined]


def pieces(secret: str) -> set[str]:
    """Every run of four signs of the secret; a page without them has no longer one either."""
    return {secret[start : start + SHORTEST] for start in range(len(secret) - SHORTEST + 1)} - {"0000"}


def told(page: str, secrets: set[str]) -> set[str]:
    """What the page tells of the secrets, but for its handles and tokens."""
    plain = re.sub("|".join(TOKENS), " ", page)
    return {piece for piece in secrets if piece in plain}


def made_tellable(story: Story) -> set[str]:
    """Give the person a number and a telephone whose pieces stand on no page by chance."""
    number = invented_resident_id(487_391, BORN, "female")
    story.person.put_identity("resident_id", number)
    story.person.put_phone(TELEPHONE)
    story.person.birth_date = BORN
    story.person.save()
    return pieces(number) | pieces(TELEPHONE)


def addresses(story: Story) -> Iterator[str]:
    yield from ("/", "/batches/", "/notices/", "/documents/", "/verify/", "/contacts/", "/objection/")
    for publicity in Publicity.objects.all():
        unit = "unit/" if publicity.kind == "unit" else ""
        yield f"/notice/{unit}{publicity.handle}"
        yield f"/notice/{unit}{publicity.handle}/1/objection"
    for document in OfficialDocument.objects.all():
        yield f"/documents/{document.handle}"
    yield f"/p/{story.case.handle}-ab12cd34"


def test_the_search_finds_a_piece_where_one_stands() -> None:
    assert told("<td>1987</td>", {"1987", "3957"}) == {"1987"}
    assert told("/notice/2345abcd2345abcd/8391", {"2345", "8391"}) == {"8391"}


@pytest.mark.django_db
@pytest.mark.parametrize("story_of", [in_unit_publicity, in_public_notice, decided])
def test_no_page_carries_a_piece_of_a_number_or_telephone(story_of: object) -> None:
    story: Story = story_of()  # type: ignore[operator]
    secrets = made_tellable(story)
    visitor = Visitor(story.now)
    seen = ""
    for address in addresses(story):
        page = words(visitor.get(address))
        seen += page
        assert not told(page, secrets), address
    assert story.person.name in seen


@pytest.mark.django_db
def test_no_answer_about_a_certificate_carries_a_piece_of_a_number_or_telephone() -> None:
    story = decided()
    secrets = made_tellable(story)
    certificate = reserve_one(story.case.pk, now=story.now)
    paper = keep_paper("certificate", f"certificate:{certificate.handle}", b"%PDF-", now=story.now, edition="1")
    issue_one(certificate.pk, paper, now=story.now)
    visitor = Visitor(story.now)
    for response in (
        visitor.get(f"/v/{certificate.handle}"),
        visitor.post("/verify/number", number=certificate.number, name=story.person.name),
    ):
        page = words(response)
        assert "真实有效" in page
        assert not told(page, secrets)


@given(name=some.text(alphabet="沈小明喆欧阳木买提·", min_size=1, max_size=12))
def test_a_masked_verdict_shows_one_sign_of_the_name(name: str) -> None:
    said = Registered("n", name, "s", "p", "t", "l", date(2024, 12, 30), "a", "d")
    shown = " ".join(fact.value for fact in finding_of(judge_code(said)).facts)
    assert f"{name[0]}**" in shown
    assert len(name) == 1 or name not in shown


def test_that_a_name_is_masked_is_said_of_the_name_alone() -> None:
    said = Registered("n", "沈喆", "s", "C*代数", "t", "l", date(2024, 12, 30), "a", "d")
    assert finding_of(judge_code(said)).name_is_masked
    assert not finding_of(judge_number(said, "沈喆")).name_is_masked
    assert not finding_of(UNKNOWN).name_is_masked
