"""Form controls that the browser shows best by itself."""

from typing import Any

from django.forms import DateInput


class DayInput(DateInput):
    """A day, by the browser's own date control, which speaks ISO dates whatever it shows."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")
