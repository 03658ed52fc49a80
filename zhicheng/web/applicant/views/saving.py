"""Fields that save themselves: one at a time, as typed, right or wrong."""

from django.http import JsonResponse
from django.views.decorators.http import require_POST

from zhicheng.domain.faults import StalePage
from zhicheng.domain.legal_time import BUREAU_ZONE
from zhicheng.domain.permissions import Role
from zhicheng.people.actions.keep_archive import save_fields
from zhicheng.people.archive_queries import own_entries, own_entry
from zhicheng.policy.deployment import closed_lists
from zhicheng.web.acts import as_role
from zhicheng.web.applicant.pages.archive import faults_by_entry
from zhicheng.web.posted import whole
from zhicheng.web.request import Request


@as_role(Role.APPLICANT)
@require_POST
def save(request: Request, handle: str) -> JsonResponse:
    """Keep one field of an entry and say how it reads; on a stale page, what is stored meanwhile (409)."""
    name, value = request.POST.get("field", ""), request.POST.get("value", "")
    try:
        entry, _ = save_fields(
            handle,
            {name: value},
            actor=request.actor,
            now=request.now,
            seen=seen_version(request),
            lists=closed_lists(),
        )
    except StalePage as stale:
        stored = own_entry(request.actor, handle)
        if stored.values.get(name, "") != value:
            values = {name: [str(stored.values.get(name, ""))]}
            return JsonResponse(
                {"ok": False, "message": stale.message, "version": stored.version, "values": values}, status=409
            )
        entry = stored
    faults = faults_by_entry(own_entries(request.actor, entry.section), request.now).get(handle, {})
    looked_at = {name} | {field for field, text in entry.values.items() if text}
    return saved(request, entry.version, {field: faults.get(field, "") for field in sorted(looked_at)})


def seen_version(request: Request) -> int | None:
    """The version that the page showed, if it says one."""
    return whole(request.POST.get("version"))


def saved(request: Request, version: int, errors: dict[str, str], derived: str | None = None) -> JsonResponse:
    """The answer that autosave.js waits for; an empty message takes away the one that stood at the field."""
    said: dict[str, object] = {
        "ok": True,
        "saved_at": request.now.astimezone(BUREAU_ZONE).strftime("%H:%M"),
        "version": version,
        "errors": errors,
    }
    if derived is not None:
        said["derived_html"] = derived
    return JsonResponse(said)
