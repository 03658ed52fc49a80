"""How a form field and a form's errors are shown: ids, hints and errors tied together for screen readers."""

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField, CheckboxInput, FileInput, RadioSelect, Select, Textarea
from django.forms.widgets import CheckboxSelectMultiple
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class FieldView:
    """One bound field ready for the template: kind is group, checkbox, file or plain."""

    bound: BoundField
    kind: str
    control: SafeString | None
    hint_id: str
    error_id: str

    @property
    def errors(self) -> list[str]:
        found = error_texts(self.bound)
        return [text.rstrip("。") for text in found] if len(found) > 1 else found

    @property
    def described_by(self) -> str:
        ids = [self.hint_id] if self.bound.help_text else []
        return " ".join([*ids, self.error_id])


def field_view(bound: BoundField, attrs: dict[str, Any] | None = None) -> FieldView:
    """Give the view of a bound field; attrs are added to the control (data-max-bytes, autocomplete, …)."""
    view = FieldView(bound, _kind(bound), None, f"{bound.auto_id}_helptext", f"{bound.auto_id}_error")
    if view.kind == "group":
        return view
    given = {"class": _control_class(bound), "aria-describedby": view.described_by, **(attrs or {})}
    if bound.errors:
        given["class"] += " is-invalid"
    return FieldView(bound, view.kind, bound.as_widget(attrs=given), view.hint_id, view.error_id)


def error_texts(bound: BoundField) -> list[str]:
    """The field's errors in words; a missing value is told as the act that is wanted: 请填写毕业院校."""
    found = bound.form.errors.as_data().get(bound.name, [])
    verb = _VERBS[_kind(bound)] if not isinstance(bound.field.widget, Select) else "请选择"
    return [f"{verb}{bound.label}" if one.code == "required" else str(text) for one in found for text in one.messages]


_VERBS = {"group": "请选择", "checkbox": "请勾选：", "file": "请上传", "plain": "请填写"}


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "group"
    if isinstance(widget, CheckboxInput):
        return "checkbox"
    return "file" if isinstance(widget, FileInput) else "plain"


def _control_class(bound: BoundField) -> str:
    widget = bound.field.widget
    own = widget.attrs.get("class", "")
    if isinstance(widget, CheckboxInput):
        base = "form-check-input"
    elif isinstance(widget, Select):
        base = "form-select"
    else:
        base = "form-control"
    tall = " field-tall" if isinstance(widget, Textarea) else ""
    return f"{base}{tall} {own}".strip()


def error_items(source: Any) -> list[dict[str, str]]:
    """List the errors of a form (or pass a list of {text, url} through), each with a link to its field."""
    if not isinstance(source, BaseForm):
        return [one if isinstance(one, dict) else {"text": str(one), "url": ""} for one in source or []]
    items = [{"text": str(text), "url": ""} for text in source.non_field_errors()]
    for bound in source.visible_fields():
        items += [{"text": text, "url": f"#{_first_id(bound)}"} for text in error_texts(bound)]
    return items


def _first_id(bound: BoundField) -> str:
    return f"{bound.auto_id}_0" if _kind(bound) == "group" else str(bound.auto_id)
