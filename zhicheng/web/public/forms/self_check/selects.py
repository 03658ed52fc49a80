"""Native selects written at once: the page has well over a thousand options, and a template for each takes its time."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


class PlainSelect(forms.Select):
    """A select without groups."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The very HTML of Django's select."""
        chosen = "" if value is None else str(value)
        options = "".join(
            f'<option value="{escape(code)}"{" selected" if str(code) == chosen else ""}>{escape(label)}</option>'
            for code, label in self.choices
        )
        own = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return mark_safe(f"<select{own}>{options}</select>")  # noqa: S308  every part is escaped above
