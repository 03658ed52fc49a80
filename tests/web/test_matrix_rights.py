"""Every address for everybody, by GET and by POST: who gets in, and that nobody else does."""

from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.urls import reverse

from tests import web_policy as policy_desk
from tests.web_world import OURS, THEIRS, World, url_names

pytestmark = [pytest.mark.django_db, pytest.mark.once]

UNIT = "clerk head"
DESK = "bureau_clerk reviewer leader"
BUREAU = f"{DESK} counter"
OTHERS = "other_bureau_clerk other_leader county_leader"  # of bureaus that have nothing to do with the unit
OTHER_UNIT = "other_clerk other_head"
SUPPORT = "auditor system_admin security_admin audit_admin"
PERSONS = "owner other_person clerk_without_factor leader_without_factor"
STAFF = f"{UNIT} {OTHER_UNIT} supervisor other_supervisor {BUREAU} {OTHERS} other_counter {SUPPORT}"
ACCOUNTS = f"{PERSONS} {STAFF}"
EVERYBODY = f"nobody {ACCOUNTS}"
ALL_UNITS = f"{UNIT} {OTHER_UNIT}"
ALL_DESKS = f"{DESK} {OTHERS}"
DECIDERS, ALL_DECIDERS = "reviewer leader", "reviewer leader other_leader county_leader"
READERS_OF_CASE = f"{UNIT} {BUREAU} auditor"


def rows(prefix: str, names: str, methods: str, insiders: str) -> dict[str, tuple[str, str]]:
    """The same for several addresses."""
    return {f"{prefix}-{name}": (methods, insiders) for name in names.split()}


# By URL name: the methods that it answers, and who gets in. `name:variant` is another object at the same address.
EXPECTED: dict[str, tuple[str, str]] = {
    "healthz": ("GET POST", EVERYBODY),
    "robots": ("GET", EVERYBODY),
    "favicon": ("GET", EVERYBODY),
    "design-language": ("GET", EVERYBODY),
    **rows("api", "policies workdays openapi", "GET", EVERYBODY),
    **rows("api", "log-checkpoint log-inclusion log-consistency log-entries", "GET", EVERYBODY),
    **rows("api", "eligibility", "POST", EVERYBODY),
    "api-nowhere": ("GET POST", ""),
    **rows("public", "home batches notices list unit-list documents document contacts", "GET", EVERYBODY),
    **rows("public", "verify verify-code paper-version objection-receipt", "GET", EVERYBODY),
    **rows("public", "verify-bundle verify-offline", "GET", EVERYBODY),
    "public-log": ("GET", EVERYBODY),
    **rows("credential", "issuer type status", "GET", EVERYBODY),
    **rows("public", "object object-unit objection verify-number verify-file self-check", "GET POST", EVERYBODY),
    **rows("account", "register login", "GET POST", EVERYBODY),
    **rows("account", "logout", "POST", EVERYBODY),
    **rows("account", "roles second-factor password", "GET POST", ACCOUNTS),
    **rows("demo", "personas", "GET", EVERYBODY),
    **rows("demo", "become", "POST", EVERYBODY),
    **rows("demo", "clock", "GET POST", EVERYBODY),
    # the applicant: pages without an object are everybody's own; objects are the owner's alone
    **rows("applicant", "home archive register-answers section", "GET", PERSONS),
    **rows("applicant", "eligibility apply target relations check", "GET", PERSONS),
    **rows("applicant", "employer", "GET POST", PERSONS),
    **rows("applicant", "ask-registers add start apply-save", "POST", PERSONS),
    **rows("applicant", "submit save upload detach", "POST", "owner"),
    **rows("applicant", "remove withdraw", "GET POST", "owner"),
    **rows("applicant", "file file-page case receipt content", "GET", "owner"),
    "applicant-log-proof": ("GET", ""),  # its person is none of these; test_issue_log_pages.py lets him in
    "applicant-credential": ("GET POST", ""),  # nor for this; test_credential.py does
    # the unit and its supervising department
    **rows("employer", "home publicities posts", "GET", ALL_UNITS),
    **rows("employer", "people", "GET", f"{ALL_UNITS} supervisor other_supervisor"),
    **rows("employer", "case file file-page publicity publicity-paper", "GET", UNIT),
    **rows("employer", "check-claim check-rest", "POST", UNIT),
    **rows("employer", "return objection", "GET POST", UNIT),
    **rows("employer", "decline recommend", "GET POST", "head"),
    **rows("employer", "recommend-several", "POST", "head"),
    **rows("employer", "publicity-new", "GET POST", ALL_UNITS),
    **rows("employer", "post-start", "POST", ALL_UNITS),
    **rows("employer", "post post-paper", "GET", f"{UNIT} supervisor {BUREAU} auditor"),
    **rows("employer", "post-edit", "GET POST", UNIT),
    **rows("employer", "post-send", "POST", UNIT),
    **rows("employer", "supervised-posts", "GET", "supervisor other_supervisor"),
    **rows("employer", "supervised-post", "GET POST", "supervisor"),
    # the bureau
    **rows("bureau", "queue paper", "GET", f"{ALL_DESKS} counter other_counter"),
    **rows("bureau", "publicities documents posts", "GET", ALL_DESKS),
    **rows("bureau", "publicity-new document-new", "GET POST", ALL_DESKS),
    **rows("bureau", "approve-choice approve-chosen", "POST", ALL_DECIDERS),
    **rows("bureau", "approve-report", "GET", ALL_DECIDERS),
    **rows("bureau", "case file file-original file-page", "GET", DESK),
    **rows("bureau", "publicity document document-progress", "GET", DESK),
    **rows("bureau", "check check-rest", "POST", DESK),
    **rows("bureau", "propose disagree county-check return transfer propose-change drop-change", "GET POST", DESK),
    **rows("bureau", "propose-change:reinstatement drop-change:reinstatement", "GET POST", DESK),
    **rows("bureau", "objection document-drop post-table", "GET POST", DESK),
    **rows("bureau", "approve refuse", "GET POST", DECIDERS),
    **rows("bureau", "objector", "POST", DECIDERS),
    **rows("bureau", "decide-change decide-change:reinstatement document-issue", "GET POST", "leader"),
    **rows("bureau", "paper-receive", "GET POST", "bureau_clerk counter"),
    **rows("bureau", "templates template template-page", "GET", ALL_DECIDERS),
    **{
        name: (methods, "other_leader" if city else f"{ALL_DESKS} counter other_counter")
        for name, (methods, city) in policy_desk.ROWS.items()
    },
    # auditor and administrators
    **rows("support", "events messages", "GET", SUPPORT),
    **rows("support", "chain", "POST", "auditor audit_admin"),
    **rows("support", "issue-log", "GET", "auditor audit_admin"),
    **rows("support", "issue-log-check", "POST", "auditor audit_admin"),
    "capsule": ("POST", f"{DESK} auditor"),
    **rows("support", "retry", "POST", "system_admin"),
    **rows("support", "appointments", "GET", "security_admin"),
    **rows("support", "appoint appointment-end", "GET POST", "security_admin"),
    # papers, by what they are of
    "paper:receipt": ("GET", f"owner {READERS_OF_CASE}"),
    "paper:determination_form": ("GET", READERS_OF_CASE),  # of somebody else than the owner
    "paper:post_table": ("GET", f"{UNIT} supervisor {BUREAU} auditor"),
    "paper:employer_notice": ("GET", EVERYBODY),
    "paper:bureau_notice": ("GET", EVERYBODY),
    "paper:official_document": ("GET", EVERYBODY),
}
WITHOUT_FACTOR = {"clerk_without_factor": "clerk", "leader_without_factor": "leader"}
SHOWN_TO_ALL = {"public-list", "public-unit-list", "public-object", "public-object-unit", "public-document"}
SHOWN_TO_ALL |= policy_desk.NAMES_SHOWN  # the city reads whom a new pack touches, wherever they are
READS_ALL = set(SUPPORT.split())


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    rows = {row.partition(":")[0] for row in EXPECTED}
    if not settings.DEMO:
        rows = {row for row in rows if not row.startswith("demo-")}
    names = url_names()
    assert len(names) == len(set(names))
    assert rows == set(names)


def test_everybody_gets_into_what_the_table_says_and_nothing_else(world: World) -> None:
    assert set(EVERYBODY.split()) == set(world.people)
    faults, asked = [], 0
    for role in world.people:
        visit = world.client(role)
        for row, (methods, insiders) in EXPECTED.items():
            name = row.partition(":")[0]
            if name.startswith("demo-") and not settings.DEMO:
                continue
            address = reverse(name, args=world.args.get(row, ()))
            for method in ("GET", "POST"):
                asked += 1
                answer = visit.ask(method, address, posted(row, world) if method == "POST" else None)
                told = read(answer, address)
                wanted = expected(role, row, method, methods.split(), insiders.split())
                if told not in wanted:
                    faults.append(
                        f"{role:22} {method:4} {row:32} {told} ({answer.status_code}), not {wanted} {broke(answer)}"
                    )
                faults += [
                    f"{role:22} {method:4} {row:32} shows {who}" for who in foreigners(role, name, told, answer, world)
                ]
    assert asked == len(EVERYBODY.split()) * len(EXPECTED) * 2 or not settings.DEMO
    assert not faults, "\n" + "\n".join(faults)


def posted(row: str, world: World) -> dict[str, str]:
    return {"case": world.stories["owner"].case.handle} if row == "applicant-submit" else {}


def read(answer, address: str) -> str:
    """How an answer is to be understood: in, 404, 405, login, roles, or a broken page."""
    login = f"{reverse('account-login')}?{urlencode({'next': address})}"
    roles = f"{reverse('account-roles')}?{urlencode({'next': address})}"
    if answer.status_code == 302 and answer["Location"] in (login, roles):
        return "login" if answer["Location"] == login else "roles"
    if answer.status_code in (404, 405):
        return str(answer.status_code)
    return "in" if answer.status_code < 500 else "broken"


def broke(answer) -> str:
    return repr(answer.exc_info[1])[:200] if getattr(answer, "exc_info", None) else ""


def expected(role: str, row: str, method: str, methods: list[str], insiders: list[str]) -> list[str]:
    """What may come; a method that the page does not answer is refused before or after the right is looked at."""
    if role in insiders:
        own = ["in"]
    elif role == "nobody" and not row.startswith(("paper", "api")):
        own = ["login"]
    elif WITHOUT_FACTOR.get(role) and method == "GET" and holds_role(role, row, insiders):
        own = ["roles"]
    else:
        own = ["404"]
    if method in methods:
        return own
    return ["405", *(outcome for outcome in own if outcome != "in")]


def holds_role(role: str, row: str, insiders: list[str]) -> bool:
    """Whether the page is one of the role that this person has, did he give the second factor; papers ask nobody."""
    of_a_leader = policy_desk.ROWS.get(row, ("", False))[1]  # the city's, but the role alone does not tell whose
    held = WITHOUT_FACTOR[role]
    return (held in insiders or (held == "leader" and of_a_leader)) and not row.startswith("paper")


def foreigners(role: str, name: str, told: str, answer, world: World) -> list[str]:
    """People on the page who are none of this reader's business."""
    if role in READS_ALL or name in SHOWN_TO_ALL or name.startswith(("demo-", "public-")) or answer.streaming:
        return []
    page = answer.content.decode(errors="ignore")
    if role.startswith("other_"):
        return [OURS] if OURS in page else []
    if role in ("county_leader", "nobody"):
        return [who for who in (OURS, THEIRS) if who in page]
    if role == "owner":
        others = [story.person.name for state, story in world.stories.items() if state != "owner"]
        return [who for who in [*others, THEIRS] if who in page]
    return [who for who in ((THEIRS,) if told == "in" else (OURS, THEIRS)) if who in page]
