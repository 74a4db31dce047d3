"""Lists by the alphabet of the language, as its readers leaf through them."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils.translation import override

from accounts.alphabet import alphabetical, initial, place_in_alphabet
from accounts.models import User

IN_ORDER = pytest.mark.parametrize(
    ("language", "names"),
    [
        (
            "fa",
            ["CAC", "آزمایش", "ارزش", "بخش", "پروانه‌ها", "ریزش", "کانال", "گروه", "نرخ", "وفاداری", "هدف", "یادداشت"],
        ),
        ("ar", ["booking", "CAC", "Churn", "أثر", "إحالة", "بدء", "تكلفة", "كلفة", "نموذج", "هدف", "ولاء", "يوم"]),
        ("en", ["butterflies", "CAC", "Churn", "Émile", "value"]),
        ("fa", ["12 کتاب", "Été", "zoo", "آب", "أحمد", "اردک", "كتاب ۲", "کتاب ۳", "لاله", "می‌وه", "يار"]),
    ],
)


@IN_ORDER
def test_names_stand_in_the_order_of_their_language(language, names):
    shuffled = [*names[1::2], *names[::2]]
    assert sorted(shuffled, key=lambda name: place_in_alphabet(name, language)) == names


@IN_ORDER
def test_the_database_has_them_in_the_same_order(db, language, names):
    people = [User(name=name, email=f"{place}@example.com") for place, name in enumerate([*names[1::2], *names[::2]])]
    User.objects.bulk_create(people)
    with override(language):
        assert [*User.objects.order_by(alphabetical("name")).values_list("name", flat=True)] == names


def test_no_list_by_name_goes_by_what_the_server_knows():
    """Its locale has the Persian letters behind the Arabic ones: «کتاب» after «وفاداری»."""
    ours = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]
    sources = [path for app in ours for path in app.rglob("*.py") if "migrations" not in path.parts]
    assert len(sources) > 100
    assert [found for path in sources for found in by_the_server(path)] == []


def by_the_server(path: Path) -> list[str]:
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    ordering = (call for call in calls if getattr(call.func, "attr", "") == "order_by")
    words = (word.value for call in ordering for word in call.args if isinstance(word, ast.Constant))
    return [f"{path}: {word}" for word in words if word.lstrip("-").split("__")[-1] == "name"]


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
