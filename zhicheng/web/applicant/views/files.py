"""Scans of originals: taken in, shown, taken off an entry."""

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from zhicheng.domain.faults import NotYours, Refused
from zhicheng.domain.permissions import Role
from zhicheng.gateways.files import FileMissing, file_store
from zhicheng.gateways.files.examine import RefusedFile, examine
from zhicheng.people.actions.keep_archive import save_fields
from zhicheng.people.actions.keep_file import keep_file
from zhicheng.people.archive_queries import own_entry, own_file
from zhicheng.people.models import ArchiveFile
from zhicheng.web.acts import as_role
from zhicheng.web.applicant.views.archive import section_page
from zhicheng.web.page_images import page_as_jpeg
from zhicheng.web.request import Request

MEGABYTE = 1024 * 1024


@as_role(Role.APPLICANT)
@require_POST
def upload(request: Request, handle: str, field: str) -> HttpResponse:
    """Examine one file, keep its bytes, then its row, and put it into the field of the entry."""
    entry = own_entry(request.actor, handle)
    back = f"{reverse('applicant-section', args=[entry.section])}?open={handle}#e-{handle}"
    try:
        kept = _keep(request, field)
        save_fields(handle, {field: kept.handle}, actor=request.actor, now=request.now)
    except (RefusedFile, Refused) as refused:
        said = getattr(refused, "message", None) or str(refused)
        if request.headers.get("X-Requested-With") == "fetch":
            return JsonResponse({"ok": False, "error": said}, status=422)
        return section_page(request, entry.section, refused={f"file-{handle}-{field}": said})
    messages.success(request, f"已收到“{kept.name}”，共 {kept.pages} 页。")
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"ok": True, "redirect": back})
    return redirect(back)


def _keep(request: Request, field: str) -> ArchiveFile:
    sent = _only_file(request)
    if request.POST.get("original") != "yes":
        raise RefusedFile("请先勾选“本人近期照片”，再上传。" if field == "photo" else "请先勾选“扫描自原件”，再上传。")
    data = sent.read()
    found = examine(sent.name or "", data, limit=settings.UPLOAD_LIMIT_BYTES)
    if field == "photo" and not found.mime.startswith("image/"):
        raise RefusedFile("证件照须是 JPG 或 PNG 图片，请重新选择。")
    sha256 = file_store().put(data)
    return keep_file(
        actor=request.actor,
        now=request.now,
        name=sent.name or "",
        media_type=found.mime,
        size=len(data),
        pages=found.pages,
        sha256=sha256,
        original=True,
    )


def _only_file(request: Request) -> UploadedFile:  # type: ignore[type-arg]
    sent = [one for one in request.FILES.values() if isinstance(one, UploadedFile)]
    if len(sent) != 1:
        raise RefusedFile("请选择一个文件。")
    if (sent[0].size or 0) > settings.UPLOAD_LIMIT_BYTES:
        size, most = (sent[0].size or 0) / MEGABYTE, settings.UPLOAD_LIMIT_BYTES // MEGABYTE
        raise RefusedFile(f"文件有 {size:.1f} MB，超过了 {most} MB。请降低扫描分辨率，或分成几个文件上传。")
    return sent[0]


@as_role(Role.APPLICANT)
@require_POST
def detach(request: Request, handle: str, field: str) -> HttpResponse:
    """Take the file off the entry; it stays among the person's files and in submitted copies."""
    entry, _ = save_fields(handle, {field: ""}, actor=request.actor, now=request.now)
    messages.success(request, "文件已从这一条取下。")
    return redirect(f"{reverse('applicant-section', args=[entry.section])}?open={handle}#e-{handle}")


@as_role(Role.APPLICANT)
@require_GET
def show(request: Request, handle: str) -> HttpResponse:
    """One's own file, its pages as pictures below each other; `?save` gives the file itself."""
    file = own_file(handle, request.actor)
    if "save" in request.GET:
        return _whole(file)
    return render(request, "applicant/file.html", {"file": file, "pages": range(1, file.pages + 1)})


@as_role(Role.APPLICANT)
@require_GET
def page(request: Request, handle: str, number: int) -> HttpResponse:
    """One page of one's own file as a picture."""
    file = own_file(handle, request.actor)
    response = HttpResponse(page_as_jpeg(file.sha256, file.media_type, number), content_type="image/jpeg")
    response["Content-Disposition"] = "inline"
    return _locked_up(response)


def _whole(file: ArchiveFile) -> HttpResponse:
    try:
        with file_store().open(file.sha256) as stream:
            response = HttpResponse(stream.read(), content_type=file.media_type)
    except FileMissing:
        raise NotYours("文件暂时取不到，请稍后再试。") from None
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    return _locked_up(response)


def _locked_up(response: HttpResponse) -> HttpResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
