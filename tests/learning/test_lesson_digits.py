"""The numbers in lessons, terms and the path are in the reader's digits, however they were written."""

import pytest
from django.urls import reverse

from accounts.models import User
from learning.library import library
from learning.markdown import render
from tests.learning.writing import make_editor, path_document, published, published_path, published_term

WRITTEN = {"en": "40% of 1,200.5", "ar": "٤٠٪ من ١٬٢٠٠٫٥", "fa": "۴۰٪ از ۱٬۲۰۰٫۵"}
ARAB, LATIN = "١٬٢٠٠٫٥", "1,200.5"


def headed(language: str) -> str:
    return f"## {WRITTEN[language]}\n\n{WRITTEN[language]}"


@pytest.fixture
def numbered(cast):
    by = make_editor()
    part = {"title": WRITTEN, "text": WRITTEN}
    published(
        by, title=WRITTEN, summary=WRITTEN, body={code: headed(code) for code in WRITTEN},
        questions=[{"key": "q", "block": "", "text": WRITTEN}], examples=[{"key": "e", **part}],
        mistakes=[{"key": "m", **part}], sources=[{"key": "s", "url": "https://example.com/40", "text": WRITTEN}],
    )  # fmt: skip
    published_term(by, name=WRITTEN, meaning=WRITTEN)
    step = path_document()["steps"][0] | {"why": WRITTEN}
    published_path(by, title=WRITTEN, intro=WRITTEN, steps=[step])


PAGES = {"lesson": 12, "library": 3, "path": 5, "words": 2, "lesson_search": 4, "lesson_beside": 5}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("chosen", "shown", "other"), [("", LATIN, ARAB), ("arab", ARAB, LATIN)])
def test_everywhere(cast, numbered, page, chosen, shown, other):
    User.objects.filter(pk=cast.amina.pk).update(digits=chosen)
    canvas = [cast.team.pk, cast.canvas.pk, "block:channels"]
    url = reverse(page, args={"lesson": ["channels"], "lesson_beside": canvas}.get(page, []))
    html = cast.amina.client.get(url, {"q": "من"} if page == "lesson_search" else {}).content.decode()
    assert html.count(shown) == PAGES[page] and other not in html
    assert "https://example.com/40" in html or page != "lesson"


def test_where_another_language_stands_in(cast):
    """Arabic in the reader's digits, English in its own."""
    published(make_editor(), title=WRITTEN | {"fa": ""}, summary=WRITTEN | {"fa": "", "ar": ""})
    lesson = library("fa").lesson("channels")
    assert str(lesson.title) == "۴۰٪ من ۱٬۲۰۰٫۵"
    assert str(lesson.summary) == WRITTEN["en"] == str(library("en", digits="latn").lesson("channels").summary)
    assert str(library("en", digits="arab").lesson("channels").summary) == "٤٠٪ of ١٬٢٠٠٫٥"


def test_code_and_addresses_stay():
    html = render("٤٠ `٤٠` [٤٠](https://example.com/٤٠) <https://example.com/٤٠>\n\n    ٤٠\n\n![٤٠](x)", digits="latn")
    assert html.count("٤٠</code>") == 1 and html.count("<code>٤٠") == 2
    assert '<p>40 <code>٤٠</code> <a href="https://example.com/%D9%A4%D9%A0"' in html and ">40</a>" in html
    assert "example.com/٤٠</a>" in html and "<p>40</p>" in html


@pytest.mark.parametrize(
    ("written", "digits", "shown"),
    [
        ("۲۰٬۰۰۰ − ۸۰۰", "arabext", '<bdi dir="ltr">۲۰٬۰۰۰ − ۸۰۰</bdi>'),
        ("می‌شود ۶۰۰ ÷ ۲۰٬۰۰۰ = ۳٪.", "arabext", 'می‌شود <bdi dir="ltr">۶۰۰ ÷ ۲۰٬۰۰۰ = ۳٪</bdi>.'),
        ("١ ÷ ٠٫٠٣", "latn", '<bdi dir="ltr">1 ÷ 0.03</bdi>'),
        ("١ ÷ ٠٫٠٣", "arab", "١ ÷ ٠٫٠٣"),
        ("۶۰، ۲۵، ۱۵ و ۲۵ − حفظ", "arabext", "۶۰، ۲۵، ۱۵ و ۲۵ − حفظ"),
        ("`2 + 3`", "latn", "<code>2 + 3</code>"),
    ],
)
def test_a_sum_runs_as_its_figures_are_read(written, digits, shown):
    assert render(written, digits=digits) == f"<p>{shown}</p>\n"
