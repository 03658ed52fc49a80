"""What the worker does for each topic that was promised."""

from zhicheng.jobs.handlers import cases, certificates, log, long_term, notices, ofd, papers, policy, registers
from zhicheng.outbox.deliver import Handler

HANDLERS: dict[str, Handler] = {
    "register.education": registers.ask_education,
    "register.insurance": registers.ask_insurance,
    "publicity.clear": cases.clear,
    "case.lapse": cases.lapse_case,
    "certificate.reserve": certificates.reserve,
    "paper.certificate": certificates.make,
    "certificate.ofd": ofd.make,
    "certificate.raise": long_term.raise_one,
    "certificate.renew": long_term.renew_one,
    "log.sign_head": log.sign_head,
    "log.check": log.check,
    "paper.receipt": papers.receipt,
    "paper.return": papers.return_notice,
    "paper.refusal": papers.refusal,
    "paper.unit_notice": papers.unit_notice,
    "paper.unit_result": papers.unit_result,
    "paper.bureau_notice": papers.bureau_notice,
    "paper.document": papers.document,
    "paper.correction": notices.notice,
    "paper.revocation": notices.notice,
    "paper.form": papers.form,
    "paper.slip": papers.slip,
    "paper.post_table": papers.post_table,
    "policy.rehearse": policy.rehearse,
    "policy.examine": policy.examine_rehearsed,
    "policy.transition": policy.take_over,
    "policy.rejudge": policy.rejudge,
}
