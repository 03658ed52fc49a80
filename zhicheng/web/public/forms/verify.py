"""The two questions that one may type: number and name, or a file."""

from collections.abc import Mapping

from django import forms

from zhicheng.documents.handed import Handed
from zhicheng.documents.words.of_files import FILES
from zhicheng.domain.identity import BadName, read_name
from zhicheng.domain.numbering import normalise_certificate_number

LONGEST_NUMBER, LONGEST_NAME = 60, 100  # characters, as typed
TOO_BIG = f"{FILES[Handed.TOO_BIG].words.meaning}{FILES[Handed.TOO_BIG].words.advice}"
LONGEST_FORM = 8 * 1024  # bytes; number, name and their names take two thousand at most


def is_too_long(meta: Mapping[str, str]) -> bool:
    """Whether a body is announced (in the request's META) that nobody's number and name can be."""
    length = meta.get("CONTENT_LENGTH") or "0"
    return length.isdecimal() and int(length) > LONGEST_FORM


def number_and_name(typed: Mapping[str, str]) -> tuple[str, str] | None:
    """What NumberForm makes of the same fields, or None where it would complain."""
    number, name = typed.get("number", "").strip(), typed.get("name", "").strip()
    if len(number) > LONGEST_NUMBER or len(name) > LONGEST_NAME or "\0" in number:
        return None
    written = normalise_certificate_number(number)
    try:
        return (written, read_name(name)) if written else None
    except BadName:
        return None


class NumberForm(forms.Form):
    """Number and name as they stand on the certificate."""

    number = forms.CharField(
        label="证书编号",
        help_text="印在证书上，如 330500-2024-4-00017-M；横线和空格可写可不写。",
        max_length=LONGEST_NUMBER,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label="姓名",
        max_length=LONGEST_NAME,
        help_text="持证人姓名，与证书上的一致。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_number(self) -> str:
        """As printed."""
        number = normalise_certificate_number(self.cleaned_data["number"])
        if number is None:
            raise forms.ValidationError("这不是本平台的证书编号，请对照证书核对：可能少了一位，或有一位抄错")
        return number

    def clean_name(self) -> str:
        """In the one way in which names are written."""
        try:
            return read_name(self.cleaned_data["name"])
        except BadName as bad:
            raise forms.ValidationError(str(bad).rstrip("。")) from bad


class FileForm(forms.Form):
    """The certificate's own file."""

    file = forms.FileField(
        label="证书文件（PDF 或 OFD）",
        help_text="选择或把文件拖到这里，不超过 10 MB。文件只在内存中核对，不会保存。",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf,application/ofd,.ofd", "data-too-big": TOO_BIG}),
    )

    def clean_file(self) -> bytes:
        """The bytes, whatever they are: each kind of file has a verdict of its own."""
        content: bytes = self.cleaned_data["file"].read()
        return content
