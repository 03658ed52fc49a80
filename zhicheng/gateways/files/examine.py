"""Is an uploaded file what it says it is, and harmless enough to be kept: judged by its content, not its name."""

from dataclasses import dataclass

from zhicheng.gateways.files.images import measure_image
from zhicheng.gateways.files.pdfs import count_pages
from zhicheng.gateways.files.refused import RefusedFile

__all__ = ["LARGEST_FILE", "Examined", "RefusedFile", "examine"]

LARGEST_FILE = 10 * 1024 * 1024

_EXTENSIONS = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
_NAMES = {"application/pdf": "PDF", "image/jpeg": "JPG", "image/png": "PNG"}
_STRANGERS = (
    (b"MZ", "Windows 程序"),
    (b"\x7fELF", "程序"),
    (b"PK\x03\x04", "压缩包或 Office 文档"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文档"),
    (b"GIF8", "GIF 图片"),
    (b"BM", "BMP 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"RIFF", "WebP 图片或音视频"),
    (b"<", "网页或文本"),
    (b"#!", "脚本"),
)


@dataclass(frozen=True, slots=True)
class Examined:
    """What a file that may be kept turned out to be; `width` and `height` in pixels, None for a PDF."""

    mime: str
    pages: int
    width: int | None = None
    height: int | None = None


def examine(name: str, data: bytes, *, limit: int = LARGEST_FILE) -> Examined:
    """Examine an upload called `name`, of at most `limit` bytes. Raises RefusedFile, its message in Chinese."""
    _require_size(data, limit)
    mime = _kind(data)
    _require_same_extension(name, mime)
    if mime == "application/pdf":
        return Examined(mime, count_pages(data))
    width, height = measure_image(data, _NAMES[mime])
    return Examined(mime, 1, width, height)


def _require_size(data: bytes, limit: int) -> None:
    if not data:
        raise RefusedFile("文件是空的，请重新选择文件。")
    if len(data) > limit:
        size, most = len(data) / 1024 / 1024, limit / 1024 / 1024
        raise RefusedFile(
            f"文件有 {size:.1f} MB，超过了 {most:.0f} MB。请降低扫描分辨率（300 dpi 以内）或分成几个文件上传。"
        )


def _kind(data: bytes) -> str:
    for beginning, mime in _BEGINNINGS:
        if data.startswith(beginning):
            return mime
    if data[4:8] == b"ftyp":
        raise RefusedFile("这是 HEIC 照片或视频，不能上传。请在手机上转存为 JPG，或截图后上传。")
    found = next((word for beginning, word in _STRANGERS if data.startswith(beginning)), "无法识别的格式")
    raise RefusedFile(f"文件的内容是{found}，不是 PDF、JPG 或 PNG（改文件名不起作用）。请上传原件的扫描件或照片。")


def _require_same_extension(name: str, mime: str) -> None:
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if _EXTENSIONS.get(extension) != mime:
        called = f"文件名以“.{extension[:10]}”结尾" if extension else "文件名没有后缀"
        raise RefusedFile(f"{called}，内容却是 {_NAMES[mime]}。请把文件名后缀改为 .{_NAMES[mime].lower()} 再上传。")
