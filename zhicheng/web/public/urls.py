"""Addresses of the public site; robots.txt keeps machines out of those that show people."""

from django.urls import URLPattern, path

from zhicheng.web.public.views import (
    batches,
    contacts,
    documents,
    home,
    keys,
    machines,
    notices,
    objections,
    self_check,
    verify,
)

urlpatterns: list[URLPattern] = [
    path("", home.home, name="public-home"),
    path("check", self_check.self_check, name="public-self-check"),
    path("batches/", batches.batches, name="public-batches"),
    path("notices/", notices.notices, name="public-notices"),
    path("notice/<slug:handle>", notices.bureau_list, name="public-list"),
    path("notice/unit/<slug:handle>", notices.unit_list, name="public-unit-list"),
    path("notice/<slug:handle>/<int:serial>/objection", objections.against_bureau_list, name="public-object"),
    path("notice/unit/<slug:handle>/<int:serial>/objection", objections.against_unit_list, name="public-object-unit"),
    path("objection/", objections.outcome, name="public-objection"),
    path("objection/receipt", objections.receipt, name="public-objection-receipt"),
    path("documents/", documents.documents, name="public-documents"),
    path("documents/<slug:handle>", documents.document, name="public-document"),
    path("keys/", keys.keys, name="public-log"),
    path("verify/", verify.verify, name="public-verify"),
    path("verify/number", verify.by_number, name="public-verify-number"),
    path("verify/file", verify.by_file, name="public-verify-file"),
    path("verify/bundle.zip", verify.bundle, name="public-verify-bundle"),
    path("verify/offline.html", verify.offline, name="public-verify-offline"),
    path("v/<slug:handle>", verify.by_code, name="public-verify-code"),
    path("contacts/", contacts.contacts, name="public-contacts"),
    path("p/<slug:version>", machines.paper_version, name="public-paper-version"),
    path("robots.txt", machines.robots, name="robots"),
    path("favicon.ico", machines.favicon, name="favicon"),
]
