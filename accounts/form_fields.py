"""Form fields for what people type: names, texts, numbers, percents, days; in any digits and either calendar.

They read and write by `Reading.current()`. What can't be stored is an error of the field, not of the server.
Text fields carry no `dir`: the style sheet's `unicode-bidi: plaintext` follows what is typed, and an empty
field starts where the page does; with `dir="auto"` it would start at the left.
"""

from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.functional import lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.dates import parse_date, write_date
from accounts.numbers import (
    LONGEST,
    has_percent_sign,
    parse_number,
    parse_percent,
    to_decimal,
    with_numbers,
    write_number,
)
from accounts.reading import Reading
from accounts.text import clean_body, clean_line, is_storable
from accounts.time_zones import all_time_zones, known, listed

LARGEST = 999_999_999_999


class Longest(MaxLengthValidator):
    """As Django's, told in the reader's digits."""

    def __call__(self, text: str) -> None:
        if len(text) > self.limit_value:
            says = gettext("At most {most} characters fit here; there are {now}.")
            raise ValidationError(with_numbers(says, most=self.limit_value, now=len(text)), code=self.code)


class _CleanField(forms.CharField):
    """A text that is cleaned before its length is measured."""

    default_error_messages = {"unstorable": _("This text holds characters that can't be stored.")}

    def __init__(self, **options):
        super().__init__(**options)
        bounds = (v for v in self.validators if not isinstance(v, MaxLengthValidator))
        self.validators = [*bounds, *([Longest(self.max_length)] if self.max_length else [])]

    def to_python(self, value: object) -> str:
        text = super().to_python(value)
        if not is_storable(text):
            raise ValidationError(self.error_messages["unstorable"], code="unstorable")
        if self.max_length and len(text) > 4 * self.max_length + 100:
            self.run_validators(text)  # far too long to be worth cleaning
        return self.clean_text(text) if text else text


class LineField(_CleanField):
    """A name or another single line; gives what `clean_line` makes of it, or ""."""

    def clean_text(self, text: str) -> str:
        try:
            return clean_line(text)
        except ValueError as error:
            raise ValidationError(str(error), code="invisible") from None


class BodyField(_CleanField):
    """A text of several lines; gives what `clean_body` makes of it, perhaps ""."""

    widget = forms.Textarea({"rows": 4})  # it grows, where the browser can (Safari since 26.2)

    def clean_text(self, text: str) -> str:
        return clean_body(text)


class _TypedField(forms.Field):
    """A value that people type as text, from left to right."""

    widget = forms.TextInput
    inputmode = "text"

    def to_python(self, value: object) -> object:
        text = str(value).strip() if value is not None else ""
        if not text:
            return None
        try:
            return self.parse(text)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def prepare_value(self, value: object) -> object:
        """What stands in the control: what was typed, else the value as its reader writes it."""
        return value if value is None or isinstance(value, str) else self.write(value, Reading.current())

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        return {"dir": "ltr", "inputmode": self.inputmode, "autocomplete": "off", "maxlength": LONGEST}


class NumberField(_TypedField):
    """A number from `min_value` to `max_value`; gives a Decimal, an int without `decimal_places`, or None."""

    shift = 0  # how many digits the decimal point moves between what is typed and the value
    default_error_messages = {
        "percent": _("Write a number without a percent sign."),
        "places": _("Write at most {limit} digits after the decimal point."),
        "whole": _("Write a whole number."),
        "least": _("Write {limit} or more."),
        "most": _("Write {limit} or less."),
    }

    def __init__(
        self,
        *,
        min_value: Decimal | int | None = None,
        max_value: Decimal | int = LARGEST,
        decimal_places: int = 2,
        **kwargs: object,
    ):
        self.min_value, self.max_value, self.decimal_places = min_value, max_value, decimal_places
        self.inputmode = "decimal" if decimal_places else "numeric"
        super().__init__(**kwargs)

    def clean(self, value: object) -> Decimal | int | None:
        number = super().clean(value)
        return number if number is None or self.decimal_places + self.shift else int(number)

    def parse(self, text: str) -> Decimal:
        if has_percent_sign(text):
            raise self.refusal("percent")
        return parse_number(text)

    def write(self, value: Decimal | int | float, reading: Reading) -> str:
        return write_number(to_decimal(value).scaleb(self.shift), reading, self.decimal_places)

    def validate(self, number: Decimal | None) -> None:
        super().validate(number)
        if number is None:
            return
        if -number.normalize().as_tuple().exponent > self.decimal_places + self.shift:
            raise self.refusal("places" if self.decimal_places else "whole", self.decimal_places)
        if self.min_value is not None and number < self.min_value:
            raise self.refusal("least", self.write(self.min_value, Reading.current()))
        if number > self.max_value:
            raise self.refusal("most", self.write(self.max_value, Reading.current()))

    def refusal(self, code: str, limit: object = "") -> ValidationError:
        return ValidationError(self.error_messages[code].format(limit=limit), code=code)


class PercentField(NumberField):
    """A share that is typed in percent, 0 to 100 unless told otherwise: "82" or "۸۲٪" gives Decimal("0.82").

    `min_value` and `max_value` are fractions; `decimal_places` are those of the percent.
    """

    shift = 2

    def __init__(self, *, min_value: Decimal | int = 0, max_value: Decimal | int = 1, **kwargs: object):
        super().__init__(min_value=min_value, max_value=max_value, **kwargs)

    def parse(self, text: str) -> Decimal:
        return parse_percent(text)


class DayField(_TypedField):
    """A day in the reader's calendar, whose today an empty field shows for an example; gives a date, or None."""

    def parse(self, text: str) -> date:
        return parse_date(text, Reading.current().calendar)

    def write(self, value: date, reading: Reading) -> str:
        return write_date(value, reading, "short")

    def example(self) -> str:
        return gettext("e.g. {day}").format(day=self.write(localdate(), Reading.current()))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        return super().widget_attrs(widget) | {"placeholder": lazy(self.example, str)()}


class DeviceZoneField(forms.CharField):
    """The browser's own time zone, from zone.js; "" where it tells none, or one that is not on the list."""

    def __init__(self):
        super().__init__(required=False, widget=forms.HiddenInput({"data-zone": ""}))

    def to_python(self, value: str | None) -> str:
        return known(super().to_python(value))


class LiveSelect(forms.Select):
    """A list that comes again while it is open: each choice has an id, so the one that was made stays made."""

    def create_option(self, name, value, *args, **kwargs) -> dict:
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"attrs": option["attrs"] | {"id": f"{name}-{value}"}}


class TimeZoneField(forms.ChoiceField):
    """One of the world's time zones, under any of its names."""

    def __init__(self, **options):
        super().__init__(label=_("Time zone"), choices=all_time_zones, **options)

    def prepare_value(self, value: str | None) -> str:
        return listed(value or "")

    def to_python(self, value: str | None) -> str:
        return listed(super().to_python(value))
