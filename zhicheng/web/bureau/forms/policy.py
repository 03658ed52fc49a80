"""The small forms of the policy desk; a pack's own values are edited in zhicheng/policy/form."""

import lzma
import zipfile
import zlib
from typing import Any

from django import forms

from zhicheng.domain.faults import Refused
from zhicheng.policy.words.faults import reason_in_words

LARGEST_UPLOAD = 1024 * 1024
LARGEST_FILE = 512 * 1024
MOST_FILES = 20
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, lzma.LZMAError)


def put_on(form: forms.Form, refused: Refused) -> None:
    """The refusal with all its reasons, in words, beside what was typed."""
    form.add_error(None, refused.message)
    for defect in refused.defects:
        form.add_error(None, reason_in_words(defect))


class StartForm(forms.Form):
    """Under which id the draft begins."""

    which = forms.ChoiceField(
        label="改什么",
        choices=[("same", "修改现用的政策（编号不变，版本号加一）"), ("new", "另立一套，例如下一年度的（换一个编号）")],
        widget=forms.RadioSelect,
        initial="same",
        error_messages={"required": "请选择"},
    )
    new_id = forms.CharField(
        label="新的编号",
        required=False,
        max_length=60,
        help_text="写成“地名-年度”，如 huzhou-2025；修改现用政策的不用填",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("which") == "same":
            given["new_id"] = None
        elif given.get("which") == "new" and not given.get("new_id"):
            self.add_error("new_id", "请填写新的编号，如 huzhou-2025")
        return given


class ImportForm(forms.Form):
    """A zip with the files as in the policies folder, or a single pack.yaml."""

    file = forms.FileField(
        label="政策文件",
        help_text="导出的 zip，或单独一个 pack.yaml；不超过 1 MB",
        error_messages={
            "required": "请选择文件",
            "empty": "文件是空的",
            "invalid": "请选择文件",
            "missing": "请选择文件",
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD:
            raise forms.ValidationError("文件超过 1 MB，不能导入。")
        self._files = _unzipped(file) if zipfile.is_zipfile(file) else {"pack.yaml": _read(file)}
        return file

    def files_by_name(self) -> dict[str, bytes]:
        """The files by path, as uploaded."""
        return dict(self._files)


def _read(file: Any) -> bytes:
    file.seek(0)
    return bytes(file.read())


def _unzipped(file: Any) -> dict[str, bytes]:
    """The files of a zip, small ones and few; a path that leaves the folder is refused."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as folder:
            entries = [one for one in folder.infolist() if not one.is_dir()]
            if len(entries) > MOST_FILES:
                raise forms.ValidationError(f"压缩包里的文件超过 {MOST_FILES} 个，请只放政策文件。")
            return {_name(one): _taken(folder, one) for one in entries}
    except (*BROKEN_ZIP, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise forms.ValidationError("压缩包打不开，请重新导出后再试。") from error


def _name(entry: zipfile.ZipInfo) -> str:
    if entry.filename.startswith("/") or ".." in entry.filename.split("/") or "\\" in entry.filename:
        raise forms.ValidationError("压缩包里的路径不对，请用导出的文件。")
    return entry.filename


def _taken(folder: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """At most so many bytes are unpacked, whatever the zip says of itself."""
    with folder.open(entry) as packed:
        data = packed.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise forms.ValidationError(f"{entry.filename} 超过 512 KB，不能导入。")
    return data


class NoteForm(forms.Form):
    """Why something is done to a draft."""

    note = forms.CharField(label="为什么", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: str = "为什么", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = label


class SignForm(forms.Form):
    """The leader's word that the list was read, and the digest of the list that was on the page."""

    read = forms.BooleanField(
        label="我已核对上面的差异和名单", error_messages={"required": "请核对差异和名单，然后勾选"}
    )
    signed = forms.CharField(max_length=64, widget=forms.HiddenInput)
