"""PDFs are screened for what a paper never needs: passwords, programs, files within the file."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from zhicheng.gateways.files.refused import RefusedFile

MOST_PAGES = 50
MOST_OBJECTS = 100_000
DEEPEST = 30
MOST_UNPACKED = 200 * 1024 * 1024

# Process-wide in qpdf: what a compressed table of objects may grow to before reading is given up.
pikepdf.settings.set_qpdf_limits(flate_max_memory=MOST_UNPACKED, doc_max_warnings=100)

_BROKEN = "这个 PDF 文件不完整或已损坏，打不开。请重新扫描，或用打印机选“打印到 PDF”另存后上传。"
_ACTIVE = "这个 PDF 里带有{what}，不能接收。请用打印机选“打印到 PDF”另存后再上传。"
_ACTIVE_KEYS = {
    "/JS": "程序脚本",
    "/JavaScript": "程序脚本",
    "/EF": "附带的文件",
    "/EmbeddedFiles": "附带的文件",
    "/XFA": "动态表单",
}
_ACTIVE_NAMES = {
    "/JavaScript": "程序脚本",
    "/Launch": "启动程序的动作",
    "/ImportData": "导入数据的动作",
    "/SubmitForm": "发送数据的动作",
    "/EmbeddedFile": "附带的文件",
    "/FileAttachment": "附带的文件",
    "/RichMedia": "音视频",
    "/3D": "三维内容",
}


def count_pages(data: bytes) -> int:
    """How many pages a whole, passive PDF has. Raises RefusedFile."""
    if b"%%EOF" not in data[-1024:]:
        raise RefusedFile(_BROKEN)
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _screened(pdf)
    except pikepdf.PasswordError:
        raise RefusedFile("这个 PDF 有密码，工作人员打不开。请去掉密码后再上传。") from None
    except (pikepdf.PdfError, RuntimeError, ValueError, RecursionError, MemoryError):
        raise RefusedFile(_BROKEN) from None


def _screened(pdf: pikepdf.Pdf) -> int:
    if pdf.is_encrypted:
        raise RefusedFile("这个 PDF 有加密或权限限制。请用打印机选“打印到 PDF”另存后再上传。")
    if len(pdf.objects) > MOST_OBJECTS:
        raise RefusedFile("这个 PDF 过于复杂。请用打印机选“打印到 PDF”另存后再上传。")
    for found in _active(pdf):
        raise RefusedFile(_ACTIVE.format(what=found))
    pages = len(pdf.pages)
    if not pages:
        raise RefusedFile(_BROKEN)
    if pages > MOST_PAGES:
        raise RefusedFile(f"这个 PDF 有 {pages} 页，超过了 {MOST_PAGES} 页。请只上传需要的页，或分成几个文件。")
    return pages


def _active(pdf: pikepdf.Pdf) -> Iterator[str]:
    yield from _active_within(pdf.trailer, 0)
    for one in pdf.objects:
        yield from _active_within(one, 0)


def _active_within(one: Any, depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        yield "过深的嵌套"
        return
    if isinstance(one, pikepdf.Array):
        for item in one:
            yield from _step(item, depth)
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        yield from _active_entries(one, depth)


def _active_entries(one: Any, depth: int) -> Iterator[str]:
    for key, value in one.items():
        if key in _ACTIVE_KEYS:
            yield _ACTIVE_KEYS[key]
        if key in ("/S", "/Type", "/Subtype") and isinstance(value, pikepdf.Name) and str(value) in _ACTIVE_NAMES:
            yield _ACTIVE_NAMES[str(value)]
        yield from _step(value, depth)


def _step(value: Any, depth: int) -> Iterator[str]:
    # Objects with a number of their own are looked at in their turn.
    if isinstance(value, pikepdf.Object) and not value.is_indirect:
        yield from _active_within(value, depth + 1)
