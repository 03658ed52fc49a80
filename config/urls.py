"""Every address of the platform, by audience."""

from django.conf import settings
from django.urls import include, path

from zhicheng.web.capsule import download as download_capsule
from zhicheng.web.papers import download
from zhicheng.web.parts.design import design_language
from zhicheng.web.public.health import healthz
from zhicheng.web.public.views import credentials

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("zhicheng.web.public.urls")),
    path("account/", include("zhicheng.web.account.urls")),
    path("my/", include("zhicheng.web.applicant.urls")),
    path("unit/", include("zhicheng.web.employer.urls")),
    path("bureau/", include("zhicheng.web.bureau.urls")),
    path("support/", include("zhicheng.web.support.urls")),
    path("api/v1/", include("zhicheng.api.urls")),
    path(".well-known/jwt-vc-issuer", credentials.issuer, name="credential-issuer"),
    path("credentials/professional-title", credentials.title_type, name="credential-type"),
    path("credentials/status", credentials.status, name="credential-status"),
    path("paper/<slug:handle>", download, name="paper"),
    path("capsule/<slug:handle>", download_capsule, name="capsule"),
    path("design/", design_language, name="design-language"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("zhicheng.demo.urls")))

handler400 = "zhicheng.web.refusals.bad_request"
handler403 = "zhicheng.web.refusals.forbidden"
handler404 = "zhicheng.web.refusals.not_found"
handler500 = "zhicheng.web.refusals.server_error"
