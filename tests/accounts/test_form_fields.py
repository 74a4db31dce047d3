"""Form fields: what people type comes out clean, or as a clear error."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from accounts.form_fields import BodyField, DayField, LineField, NumberField, PercentField
from accounts.reading import Reading

FA, AR, EN = (Reading.of(None, language) for language in ("fa", "ar", "en"))
JUNK = ["\x00", "a\x00b", "\ud800", "\udfff علی"]


def name_of(field: forms.Field) -> str:
    return type(field).__name__


def refusal(field: forms.Field, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    (message,) = caught.value.messages
    return message


@pytest.mark.parametrize("field", [LineField(), BodyField(), NumberField(), PercentField(), DayField()], ids=name_of)
@pytest.mark.parametrize("junk", JUNK)
def test_what_cannot_be_stored_is_an_error_of_the_field(field, junk):
    assert refusal(field, junk)


@pytest.mark.parametrize(
    "field",
    [kind(required=False) for kind in (LineField, BodyField, NumberField, PercentField, DayField)],
    ids=name_of,
)
def test_nothing_is_nothing(field):
    assert {field.clean(value) for value in ("", "  ", None)} <= {"", None}


@pytest.mark.parametrize("field", [LineField(), BodyField(), NumberField(), PercentField(), DayField()], ids=name_of)
def test_nothing_is_refused_where_something_is_required(field):
    assert refusal(field, " ") == "This field is required."


def test_a_line_is_cleaned():
    assert LineField().clean(" می\u200cخواهد\u202e \n کتاب ") == "می\u200cخواهد کتاب"
    assert "letter or digit" in refusal(LineField(), "\u200f")


def test_a_body_is_cleaned_and_keeps_its_lines():
    assert BodyField().clean("یک\r\n\r\nدو\u202e") == "یک\n\nدو"


def test_an_empty_body_leaves_a_phone_room_for_its_button():
    form = type("Any", (forms.Form,), {"text": BodyField()})()
    assert 'rows="4"' in str(form["text"])


def test_a_body_that_shows_nothing_is_empty():
    assert refusal(BodyField(), "\u202e\u200f") == "This field is required."
    assert BodyField(required=False).clean("\u202e") == ""


def test_the_length_is_that_of_the_clean_text():
    assert LineField(max_length=3).clean("\u202ea\u200bb\u2069c ") == "abc"
    assert "At most 3 characters" in refusal(BodyField(max_length=3), "abcd")


def test_a_flood_is_refused_before_it_is_cleaned():
    assert "At most 3 characters" in refusal(BodyField(max_length=3), "\u202e" * 1000 + "abc")


@pytest.mark.parametrize(
    ("text", "number"), [("۱۲٫۵", "12.5"), ("١٬٢٣٤", "1234"), ("12.50", "12.5"), ("1000.000", "1000")]
)
def test_a_number_is_a_decimal(text, number):
    assert NumberField().clean(text) == Decimal(number)


def test_a_number_without_decimals_is_whole():
    number = NumberField(decimal_places=0).clean("۱٬۲۳۴٫۰")
    assert number == 1234 and type(number) is int


@pytest.mark.parametrize(
    ("options", "text", "message"),
    [
        ({}, "دوازده", "Write a number, for example 250 or 12.5."),
        ({}, "۸۲٪", "Write a number without a percent sign."),
        ({}, "1.234", "Write at most 2 digits after the decimal point."),
        ({"decimal_places": 0}, "1.5", "Write a whole number."),
        ({"min_value": 0}, "-1", "Write 0 or more."),
        ({"max_value": 1500}, "1,501", "Write 1,500 or less."),
        ({}, "1000000000000", "Write 999,999,999,999 or less."),
    ],
)
def test_a_number_out_of_bounds_is_refused(options, text, message):
    assert refusal(NumberField(**options), text) == message


def test_bounds_are_told_in_the_readers_digits():
    with FA.active():
        assert "۱٬۵۰۰" in refusal(NumberField(max_value=1500), "۱۵۰۱")
        too_long = refusal(LineField(max_length=12), "x" * 1234)
    assert "۱۲" in too_long and "۱٬۲۳۴" in too_long and not any(digit in too_long for digit in "0123456789")


@pytest.mark.parametrize(
    ("text", "fraction"), [("82", "0.82"), ("۸۲٪", "0.82"), ("٨٢٫٢٥", "0.8225"), ("0", "0"), ("100%", "1")]
)
def test_a_percent_gives_a_fraction(text, fraction):
    assert PercentField().clean(text) == Decimal(fraction)


def test_a_whole_percent_gives_a_fraction_too():
    assert PercentField(decimal_places=0).clean("82") == Decimal("0.82")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("101", "Write 100 or less."),
        ("-1", "Write 0 or more."),
        ("82.125", "Write at most 2 digits after the decimal point."),
        ("82%%", "Write a number, for example 250 or 12.5."),
    ],
)
def test_a_percent_out_of_bounds_is_refused(text, message):
    assert refusal(PercentField(), text) == message


def test_a_day_is_read_in_the_readers_calendar():
    with FA.active():
        assert DayField().clean("۱۴۰۵/۹/۱") == date(2026, 11, 22)
    with AR.active():
        assert DayField().clean("٢٠٢٦/١١/٢٢") == date(2026, 11, 22)
        assert refusal(DayField(), "1405/9/1")


def test_an_empty_day_shows_today_for_an_example_of_how_days_are_written(monkeypatch):
    monkeypatch.setattr("accounts.form_fields.localdate", lambda: date(2026, 11, 22))
    field = Figures()["on"]
    for reading, example in ((FA, "مثلاً ۱۴۰۵/۰۹/۰۱"), (AR, "مثلًا 2026/11/22"), (EN, "e.g. 2026-11-22")):
        with reading.active():
            assert f'placeholder="{example}"' in str(field)


class Figures(forms.Form):
    value = NumberField()
    share = PercentField()
    on = DayField()


INITIAL = {"value": Decimal("1234.50"), "share": Decimal("0.8225"), "on": date(2026, 11, 22)}


@pytest.mark.parametrize(
    ("reading", "shown"),
    [(FA, ["۱٬۲۳۴٫۵", "۸۲٫۲۵", "۱۴۰۵/۰۹/۰۱"]), (EN, ["1,234.5", "82.25", "2026-11-22"])],
    ids=["fa", "en"],
)
def test_a_form_shows_values_as_its_reader_types_them_and_takes_them_back(reading, shown):
    with reading.active():
        form = Figures(initial=INITIAL)
        assert [field.value() for field in form] == shown
        sent = Figures(dict(zip(form.fields, shown, strict=True)), initial=INITIAL)
        assert sent.is_valid() and sent.cleaned_data == INITIAL and not sent.has_changed()


def test_a_form_sent_back_shows_what_was_typed():
    form = Figures({"value": "۱۲,۵", "share": "x", "on": "y"})
    assert not form.is_valid()
    assert [field.value() for field in form] == ["۱۲,۵", "x", "y"]


def test_numbers_and_days_run_from_left_to_right():
    html = str(Figures()["value"])
    assert 'dir="ltr"' in html and 'inputmode="decimal"' in html and 'type="text"' in html
    assert 'inputmode="numeric"' in str(NumberField(decimal_places=0).get_bound_field(Figures(), "n"))


def test_text_runs_as_it_is_typed():
    """dir="auto" would start an empty field at the left of a Persian page."""
    assert "dir=" not in str(LineField(max_length=9).get_bound_field(Figures(), "n"))
    assert 'maxlength="9"' in str(BodyField(max_length=9).get_bound_field(Figures(), "n"))
