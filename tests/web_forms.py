"""What every form of the platform is made of: who rightly sends it, and a content that is taken as it stands."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web_policy import policy_forms
from tests.web_world import World, a_scan
from zhicheng.cases.looking_through import keys_of
from zhicheng.cases.snapshots import canonical_sha256
from zhicheng.documents.actions.issue_document import list_of
from zhicheng.documents.changes import open_change, read_digest
from zhicheng.documents.models import Certificate, OfficialDocument
from zhicheng.domain.identity import invented_resident_id
from zhicheng.domain.posts import LEVELS
from zhicheng.domain.states import Act, Desk
from zhicheng.domain.truth import TRUTH_VERSION
from zhicheng.people.models import Organisation, Person
from zhicheng.web.bureau.pages.case import refusal_reasons

# The acts to which a form may lead a case; a form that is not named here leaves every case where it is.
ACTS: dict[str, set[Act]] = {
    "applicant-submit": {Act.RESUBMIT},
    "applicant-withdraw": {Act.WITHDRAW},
    "employer-return": {Act.RETURN},
    "employer-decline": {Act.DECLINE},
    "employer-recommend": {Act.RECOMMEND},
    "employer-recommend-several": {Act.RECOMMEND},
    "employer-publicity-new": {Act.OPEN_UNIT_PUBLICITY},
    "employer-objection": {Act.UPHOLD_OBJECTION},
    "bureau-approve": {Act.APPROVE},
    "bureau-approve-chosen": {Act.APPROVE},
    "bureau-return": {Act.RETURN},
    "bureau-refuse": {Act.REFUSE},
    "bureau-decide-change": {Act.REVOKE},
    "bureau-decide-change:reinstatement": {Act.REINSTATE},
    "bureau-publicity-new": {Act.PUBLISH},
    "bureau-objection": {Act.UPHOLD_OBJECTION},
    "bureau-document-issue": {Act.ISSUE_DOCUMENT},
}


def forms_of(world: World) -> dict[str, tuple[str, dict[str, Any]]]:
    """By URL name, with what it is about behind a colon where that is not usual: who sends it, what a browser would."""
    return {
        **_of_everybody(world),
        **_of_the_applicant(world),
        **_of_the_unit(world),
        **_of_the_bureau(world),
        **_of_support(world),
        **policy_forms(world.desk, a_file),
    }


def a_file(name: str = "扫描件.pdf", content: bytes | None = None, kind: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_scan() if content is None else content, kind)


def _of_everybody(world: World) -> dict[str, tuple[str, dict[str, Any]]]:
    objection = {"ground": "入职时间与实际不符，可以核实。", "name": "王五", "contact": "0500-7654321"}
    born = world.stranger.person.birth_date
    assert born
    register = {
        "name": "新来的",
        "id_kind": "resident_id",
        "id_number": invented_resident_id(498_000, born, "female"),  # beyond any that tests.cast counts up to
        "phone": "13812345678",
        "password": "a long enough phrase",
    }
    certificate = Certificate.objects.first()
    assert certificate
    return {
        "account-register": ("nobody", register),
        "account-login": ("nobody", {"login": "13812345678", "password": "what it may be", "next": "/my/"}),
        "account-logout": ("owner", {}),
        "account-roles": ("clerk", {"capacity": str(world.people["clerk"][1].pk), "next": "/unit/"}),  # type: ignore[index,union-attr]
        "account-second-factor": ("clerk_without_factor", {"code": "123456", "next": "/unit/"}),
        "account-password": ("owner", {"present": "what it was", "fresh": "a long enough phrase"}),
        "demo-become": ("nobody", {"person": world.stranger.person.handle, "appointment": "1"}),
        "demo-clock": ("nobody", {"day": "2024-12-20"}),
        "public-object": ("nobody", objection),
        "public-object-unit": ("nobody", objection),
        "public-objection": ("nobody", {"code": "abcd efgh jkmn pqrs"}),
        "public-self-check": ("nobody", _a_graduate()),
        "public-verify-number": ("nobody", {"number": certificate.number, "name": certificate.case.person.name}),
        "public-verify-file": ("nobody", {"file": a_file()}),
    }


def _a_graduate() -> dict[str, str]:
    """The self-check of a graduate with one job, and an earlier one."""
    said = {"schooling": "bachelor", "graduated": "2023", "graduated_month": "6", "begun": "next_month"}
    said |= {"relation": "both", "kind": "enterprise", "affiliation": "330500", "subject": "engineering"}
    said |= {"grade": "passed", "id_kind": "resident_id", "status": "in_post", "self_evaluating": "no", "held": "no"}
    said |= {"country": "CN", "proof": "usual", "conclusion": "graduated", "insurance": "pulled", "work-count": "1"}
    return said | {"work-0-from_year": "2022", "work-0-to_year": "2023", "as_of": "2024-12-20"}


def _of_the_applicant(world: World) -> dict[str, tuple[str, dict[str, Any]]]:
    case = world.stories["owner"].case
    submission = {"case": case.handle, "truth": TRUTH_VERSION, "key": "k" * 24, "version": str(case.version)}
    return {
        "applicant-save": ("owner", {"field": "content", "value": "污水处理", "version": "1"}),
        "applicant-upload": ("owner", {"original": "yes", "file": a_file()}),
        "applicant-detach": ("owner", {}),
        "applicant-remove": ("owner", {}),
        "applicant-withdraw": ("owner", {"version": str(case.version)}),
        "applicant-credential": ("owner", {"show": "name"}),
        "applicant-ask-registers": ("owner", {"back": "/my/archive/"}),
        "applicant-add": ("owner", {}),
        "applicant-start": ("other_person", {"then": "eligibility"}),
        "applicant-apply-save": ("owner", {"field": "speciality", "value": "市政工程", "version": str(case.version)}),
        "applicant-employer": ("owner", {"employer": world.stranger.unit.handle, "version": str(case.version)}),
        "applicant-submit": ("owner", submission),
    }


def _of_the_unit(world: World) -> dict[str, tuple[str, dict[str, Any]]]:
    case, listed = world.stories["with_employer"].case, world.stories["listed_over"].case
    ready = world.stories["ready"].case
    claim = {"key": keys_of(case, Desk.EMPLOYER)[-1], "outcome": "defect", "note": "请补充", "reason": ""}
    table, sent = world.tables["draft"], world.tables["with_supervisor"]
    matrix = {"seen": str(table.version), "staffing_quota": "24", "posts": "20", "already_titled": "0"}
    matrix |= {"candidates-TOTAL_FORMS": "1", "candidates-INITIAL_FORMS": "0", "candidates-0-level": "junior"}
    matrix |= {"candidates-0-name": case.person.name, "candidates-0-number": case.person.id_number()}
    matrix |= {
        "candidates-0-post_title": "助理工程师",
        "candidates-0-applies_for": "助理工程师",
        "candidates-0-grade": "12",
    }
    for level, ratio in zip(LEVELS, ("5", "25", "40", "30"), strict=True):
        matrix |= {f"ratio_{level}": ratio, f"approved_{level}": "5", f"occupied_{level}": "0", f"offered_{level}": "1"}
    return {
        "employer-check-claim": ("clerk", claim | {"snapshot": "1"}),
        "employer-check-rest": ("clerk", {"snapshot": "1"}),
        "employer-return": ("clerk", {"note": "请补充", "seen": str(case.version)}),
        "employer-decline": ("head", {"reason": "岗位不符", "seen": str(case.version)}),
        "employer-recommend": ("head", {"opinion": "同意推荐。", "seen": str(listed.version)}),
        "employer-recommend-several": ("head", {"case": [listed.handle], "opinion": "同意推荐。"}),
        "employer-publicity-new": (
            "clerk",
            {"case": [ready.handle], "place": "一楼", "contact": "0500-1"},
        ),
        "employer-objection": ("head", {"outcome": "upheld", "finding": "已经核实，情况属实。"}),
        "employer-post-start": ("clerk", {"year": "2024"}),
        "employer-post-edit": ("clerk", matrix),
        "employer-post-send": ("clerk", {"seen": str(table.version)}),
        "employer-supervised-post": ("supervisor", {"act": "endorse", "opinion": "同意。", "seen": str(sent.version)}),
    }


def _of_the_bureau(world: World) -> dict[str, tuple[str, dict[str, Any]]]:
    cases = {state: story.case for state, story in world.stories.items()}
    seen = {state: str(case.version) for state, case in cases.items()}
    item = keys_of(cases["new"], Desk.BUREAU)[0]
    check = {"key": item, "outcome": "defect", "note": "请补充", "reason": "", "snapshot": "1"}
    draft = OfficialDocument.objects.get(entries__case=cases["drafted"])
    receiving = Organisation.objects.filter(kind="bureau").exclude(pk=world.stories["new"].bureau.pk).first()
    assert receiving
    cleared, proposed = cases["cleared"], open_change(cases["to_revoke"])
    undoing = open_change(cases["to_reinstate"])
    assert proposed
    assert undoing
    assert cleared.snapshot
    refusal = {"seen": seen["new"], "reason": refusal_reasons(cases["new"])[0].code, "note": "事实", "step": "confirm"}
    return {
        "bureau-approve-choice": ("reviewer", {"which": "some", "case": [cases["proposed"].handle]}),
        "bureau-approve-chosen": ("reviewer", {"case": [f"{cases['proposed'].handle}:{seen['proposed']}"]}),
        "bureau-check": ("bureau_clerk", check),
        "bureau-check-rest": ("bureau_clerk", {"snapshot": "1"}),
        "bureau-propose": ("bureau_clerk", {"seen": seen["checked"], "note": "同意"}),
        "bureau-approve": ("reviewer", {"seen": seen["proposed"]}),
        "bureau-disagree": ("reviewer", {"seen": seen["proposed"], "note": "材料不足"}),
        "bureau-county-check": ("bureau_clerk", {"seen": seen["new"], "note": "已核"}),
        "bureau-return": ("bureau_clerk", {"seen": seen["new"], "note": "请补充"}),
        "bureau-refuse": ("reviewer", refusal),
        "bureau-transfer": (
            "bureau_clerk",
            {"seen": seen["new"], "bureau": receiving.handle, "reason": "由贵局审批"},
        ),
        "bureau-propose-change": ("bureau_clerk", {"seen": seen["certified"], **_a_correction()}),
        "bureau-decide-change": ("leader", {"seen": seen["to_revoke"], "read": read_digest(proposed)}),
        "bureau-drop-change": ("leader", {"seen": seen["to_revoke"], "because": "材料不足"}),
        "bureau-propose-change:reinstatement": ("reviewer", {"seen": seen["revoked"], **_a_reinstatement()}),
        "bureau-decide-change:reinstatement": ("leader", {"seen": seen["to_reinstate"], "read": read_digest(undoing)}),
        "bureau-drop-change:reinstatement": ("leader", {"seen": seen["to_reinstate"], "because": "先核对文书"}),
        "bureau-publicity-new": (
            "bureau_clerk",
            {"title": "公示", "contact": "0500-1", "case": [cases["approved"].handle], "step": "publish"},
        ),
        "bureau-objection": ("reviewer", {"upheld": "yes", "finding": "已经核实。", "step": "confirm"}),
        "bureau-objector": ("reviewer", {}),
        "bureau-document-new": ("bureau_clerk", {"title": "通知", "case": [cleared.handle]}),
        "bureau-document-issue": ("leader", {"read": canonical_sha256(list_of(draft))}),
        "bureau-document-drop": ("bureau_clerk", {}),
        "bureau-paper-receive": ("counter", {"version": cleared.snapshot.sha256[:8], "copies": "2"}),
        "bureau-post-table": ("reviewer", {"seen": str(world.tables["with_bureau"].version), "words": "同意。"}),
    }


def _a_correction() -> dict[str, str]:
    """A name that is put right; what else the certificate states is left as it is."""
    said = {"code": "entry_error", "reason": "姓名用字录入有误", "evidence": "身份证", "effect_from": ""}
    right = {"name": "闻人改", "gender": "female", "birth_month": "1999-03"}
    right |= {"employer": "某单位", "speciality": "给排水"}
    return said | {f"right_{field}": value for field, value in right.items()}


def _a_reinstatement() -> dict[str, str]:
    """The bureau puts right what it did itself: no other document is needed, and the day is that of the revocation."""
    said = {"code": "own_error", "reason": "复查认定原撤销有误", "evidence": "", "effect_from": ""}
    return said | {"document": "", "document_number": "", "document_day": ""}


def _of_support(world: World) -> dict[str, tuple[str, dict[str, Any]]]:
    person: Person = world.stranger.person
    appointment = {"name": person.name, "number": person.id_number(), "role": "bureau_clerk", "starts_on": "2024-12-20"}
    return {
        "support-chain": ("auditor", {}),
        "support-issue-log-check": ("auditor", {}),
        "capsule": ("auditor", {}),
        "support-retry": ("system_admin", {"heap": "failing"}),
        "support-appoint": ("security_admin", appointment | {"organisation": world.stories["new"].bureau.name}),
        "support-appointment-end": ("security_admin", {"last_day": "2024-12-31"}),
    }
