"""What stood on the page when somebody chose: several may choose at the same time."""

from __future__ import annotations

from django import forms

from accounts.numbers import sent_number


class SeenField(forms.Field):
    """Which were chosen when the page was made, by their ids; gives a set, or None where the page does not say."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False)

    def prepare_value(self, value: object) -> str:
        return value if isinstance(value, str) else " ".join(map(str, value or ()))

    def to_python(self, value: str | None) -> set[int] | None:
        return None if value is None else {sent_number(one) for one in value.split()}
