"""Addresses of auditor and administrators."""

from django.urls import path

from zhicheng.web.support.views import appointments, events, issue_log, messages

urlpatterns = [
    path("events/", events.events, name="support-events"),
    path("events/check/", events.check_chain, name="support-chain"),
    path("issue-log/", issue_log.issue_log, name="support-issue-log"),
    path("issue-log/check/", issue_log.check, name="support-issue-log-check"),
    path("messages/", messages.backlog_page, name="support-messages"),
    path("messages/<int:message>/retry/", messages.retry, name="support-retry"),
    path("appointments/", appointments.lists, name="support-appointments"),
    path("appointments/new/", appointments.new, name="support-appoint"),
    path("appointments/<int:appointment>/end/", appointments.end, name="support-appointment-end"),
]
