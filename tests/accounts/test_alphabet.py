"""Lists by the alphabet of the language, as its readers leaf through them."""

import pytest

from accounts.alphabet import initial, place_in_alphabet


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (
            "fa",
            ["CAC", "آزمایش", "ارزش", "بخش", "پروانه‌ها", "ریزش", "کانال", "گروه", "نرخ", "وفاداری", "هدف", "یادداشت"],
        ),
        ("ar", ["booking", "CAC", "Churn", "أثر", "إحالة", "بدء", "تكلفة", "كلفة", "نموذج", "هدف", "ولاء", "يوم"]),
        ("en", ["butterflies", "CAC", "Churn", "value"]),
    ],
)
def test_names_stand_in_the_order_of_their_language(language, names):
    shuffled = [*names[1::2], *names[::2]]
    assert sorted(shuffled, key=lambda name: place_in_alphabet(name, language)) == names


@pytest.mark.parametrize(
    ("name", "language", "letter"),
    [
        ("آزمایش", "fa", "آ"),
        ("کانال", "fa", "ک"),
        ("أثر", "ar", "ا"),
        ("«كلفة»", "ar", "ك"),
        ("churn", "en", "C"),
        ("CAC", "fa", "C"),
        ("؟!", "fa", "#"),
    ],
)
def test_each_stands_under_its_letter(name, language, letter):
    assert initial(name, language) == letter
