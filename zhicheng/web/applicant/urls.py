"""Addresses under /my/: the archive, the application, the person's own cases."""

from django.urls import URLPattern, path

from zhicheng.web.applicant.views import (
    apply,
    archive,
    case,
    credential,
    files,
    home,
    registers,
    saving,
    sending,
    withdrawal,
)

urlpatterns: list[URLPattern] = [
    path("", home.home, name="applicant-home"),
    path("archive/", archive.archive, name="applicant-archive"),
    path("archive/registers", registers.ask, name="applicant-ask-registers"),
    path("archive/registers/answers", registers.answers, name="applicant-register-answers"),
    path("archive/entries/<slug:handle>/save", saving.save, name="applicant-save"),
    path("archive/entries/<slug:handle>/remove", archive.remove, name="applicant-remove"),
    path("archive/entries/<slug:handle>/files/<slug:field>", files.upload, name="applicant-upload"),
    path("archive/entries/<slug:handle>/files/<slug:field>/detach", files.detach, name="applicant-detach"),
    path("archive/<slug:code>/", archive.section, name="applicant-section"),
    path("archive/<slug:code>/add", archive.add, name="applicant-add"),
    path("files/<slug:handle>", files.show, name="applicant-file"),
    path("files/<slug:handle>/pages/<int:number>", files.page, name="applicant-file-page"),
    path("eligibility/", apply.eligibility, name="applicant-eligibility"),
    path("apply/", apply.apply, name="applicant-apply"),
    path("apply/start", apply.start, name="applicant-start"),
    path("apply/save", apply.save, name="applicant-apply-save"),
    path("apply/target", apply.target, name="applicant-target"),
    path("apply/employer", apply.employer, name="applicant-employer"),
    path("apply/relations", apply.relations, name="applicant-relations"),
    path("apply/check", sending.check, name="applicant-check"),
    path("apply/submit", sending.send, name="applicant-submit"),
    path("cases/<slug:handle>/", case.case, name="applicant-case"),
    path("cases/<slug:handle>/receipt", sending.receipt, name="applicant-receipt"),
    path("cases/<slug:handle>/content", case.content, name="applicant-content"),
    path("cases/<slug:handle>/log-proof", case.log_proof, name="applicant-log-proof"),
    path("cases/<slug:handle>/credential", credential.credential, name="applicant-credential"),
    path("cases/<slug:handle>/withdraw", withdrawal.withdraw, name="applicant-withdraw"),
]
