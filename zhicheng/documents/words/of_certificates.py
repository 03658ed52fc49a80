"""The words of the notices about a change of a certificate, from what was decided and from nothing else."""

from collections.abc import Callable
from datetime import date

from django.conf import settings

from zhicheng.cases.models import Case
from zhicheng.documents.models import Certificate, CertificateChange
from zhicheng.documents.papers import data
from zhicheng.documents.words.shared import contact_of
from zhicheng.domain.certificate_changes import (
    CHANGE_WORDS,
    FACTS,
    ChangeKind,
    barred_until,
    fact_words,
    reason_of,
)
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.words import cn_day

IN_LOG = "已记入证书公开登记簿，只增不改。"


def correction_notice(change: CertificateChange) -> data.CorrectionNotice:
    """职称证书更正（换发）通知书 of a decided correction or replacement."""
    old, new = change.certificate, given(change.new_certificate)
    case, act = old.case, CHANGE_WORDS[ChangeKind(change.kind)]
    return data.CorrectionNotice(
        dated=legal_day(given(change.decided_at)),
        demo=settings.DEMO,
        act=act,
        notice_number=change.number,
        holder=new.stated["name"],
        employer=new.stated["employer"],
        target=_target(new),
        old_number=old.number,
        new_number=new.number,
        document_number=old.stated["document_number"],
        changes=changed_facts(change),
        reason=_sentence(f"{reason_of(change.kind, change.reason_code).public}。{change.reason}"),
        basis=_sentence(change.clause or "发证机关对自己所发证书的管理职责"),
        effect_from=given(change.effect_from),
        effects=(
            "任职资格、取得时间和公布文号不变。",
            "新证书制成之时起，原证书停用；查验原编号，显示已换发新证，并指明新编号。",
            f"本次{act}{IN_LOG}",
        ),
        remedies=_remedies("本次更正或者换发"),
        contact=contact_of(given(case.authority)),
        authority=given(case.authority).name,
        verify_url=new.stated["verify_url"],
    )


def reinstatement_notice(change: CertificateChange) -> data.ReinstatementNotice:
    """恢复通知书 of a decided reinstatement."""
    last, new, undone = change.certificate, given(change.new_certificate), _undone_by(change)
    case = last.case
    return data.ReinstatementNotice(
        dated=legal_day(given(change.decided_at)),
        demo=settings.DEMO,
        notice_number=change.number,
        holder=new.stated["name"],
        employer=new.stated["employer"],
        target=_target(new),
        revoked_on=legal_day(given(undone.decided_at if undone else last.revoked_at)),
        undone=f"撤销决定书 {undone.number}" if undone else "原来的撤销决定",
        old_numbers=tuple(number for number in _numbers(case) if number != new.number),
        new_number=new.number,
        document_number=last.stated["document_number"],
        reason=_sentence(f"{reason_of(change.kind, change.reason_code).public}。{change.reason}"),
        basis=_sentence(change.clause),
        effect_from=given(change.effect_from),
        effects=(
            "原来的撤销决定不再有效；资格名称、级别、取得时间和公布文号不变。",
            "因原撤销决定不得申报职称的，自本决定之日起可以申报；用人单位应当按照岗位管理的规定，重新确定岗位和待遇。",
            "新证书制成之时起，查验原编号，显示已换发新证，说明曾被撤销、已予恢复，并指明新编号；"
            "同时记入证书公开登记簿，只增不改。",
        ),
        remedies=_remedies("恢复的日期等"),
        contact=contact_of(given(case.authority)),
        authority=given(case.authority).name,
        verify_url=new.stated["verify_url"],
    )


def _undone_by(change: CertificateChange) -> CertificateChange | None:
    """The decision that a reinstatement sets aside; none where it is older than these records."""
    of_case = CertificateChange.objects.filter(certificate__case=change.certificate.case)
    earlier = of_case.filter(kind=ChangeKind.REVOCATION.value, decided_at__lte=change.decided_at)
    return earlier.order_by("-decided_at", "-pk").first()


def revocation_notice(change: CertificateChange) -> data.RevocationNotice:
    """撤销决定书 of a decided revocation."""
    certificate = change.certificate
    case, day = certificate.case, legal_day(given(change.decided_at))
    return data.RevocationNotice(
        dated=day,
        demo=settings.DEMO,
        notice_number=change.number,
        holder=certificate.stated["name"],
        employer=certificate.stated["employer"],
        target=_target(certificate),
        certificate_number=certificate.number,
        document_number=certificate.stated["document_number"],
        obtained_on=date.fromisoformat(certificate.stated["obtained_on"]),
        facts=(_sentence(change.reason),),
        heard=_sentence(change.heard),
        reason=_sentence(reason_of(change.kind, change.reason_code).words),
        clause=_sentence(change.clause),
        effect_from=given(change.effect_from),
        on_title=_on_title(change, day),
        on_post="用人单位应当按照岗位管理的规定，重新确定其岗位和待遇。" + _on_post(case),
        review_body="本级人民政府",
        court="有管辖权的人民法院",
        delivery="本决定书在平台送达，由当事人登录查看和下载；需要纸质决定书的，可以向发证机关领取。",
        copies_to=(certificate.stated["employer"],),
        contact=contact_of(given(case.authority)),
        authority=given(case.authority).name,
        verify_url=certificate.stated["verify_url"],
    )


def changed_facts(change: CertificateChange) -> tuple[data.ChangedFact, ...]:
    """What stood and what stands now, in the order of the certificate and in its words."""
    return tuple(
        data.ChangedFact(
            label=FACTS[field].label,
            before=fact_words(field, change.facts[field]["before"]) or "（空白）",
            after=fact_words(field, change.facts[field]["after"]),
        )
        for field in FACTS
        if field in change.facts
    )


def _remedies(contested: str) -> tuple[str, ...]:
    return (
        "请登录平台下载新证书，并请留有原证书的单位换用新证书。",
        f"对{contested}有异议的，请与下列部门联系；也可以自收到本通知之日起六十日内申请行政复议，"
        "或者六个月内提起行政诉讼。",
    )


def _target(certificate: Certificate) -> data.Target:
    said = certificate.stated
    return data.Target(series=said["series"], speciality=said["speciality"], title=said["title"], level=said["level"])


def _on_title(change: CertificateChange, day: date) -> str:
    numbers = "、".join(_numbers(change.certificate.case))
    words = f"编号 {numbers} 的证书不得再使用，查验均显示“已撤销”；撤销{IN_LOG}"
    until = barred_until(reason_of(change.kind, change.reason_code), day)
    return words + (f"记入失信记录，{cn_day(until)}及以前不得申报职称。" if until else "")


def _numbers(case: Case) -> list[str]:
    """Of every certificate, the one in the making too: it is issued and revoked at once (`revoke`)."""
    return list(Certificate.objects.filter(case=case).order_by("pk").values_list("number", flat=True))


def _on_post(case: Case) -> str:
    used = given(case.employer).kind == "public_institution"
    return "以该资格占用的岗位同时空出。" if used else ""


def _sentence(words: str) -> str:
    return words if words.endswith(("。", "！", "；")) else f"{words}。"


# of each kind of change the kind of its notice, and what it says
NOTICES: dict[ChangeKind, tuple[str, Callable[[CertificateChange], data.Paper]]] = {
    ChangeKind.CORRECTION: ("correction_notice", correction_notice),
    ChangeKind.REPLACEMENT: ("correction_notice", correction_notice),
    ChangeKind.REVOCATION: ("revocation_notice", revocation_notice),
    ChangeKind.REINSTATEMENT: ("reinstatement_notice", reinstatement_notice),
}
