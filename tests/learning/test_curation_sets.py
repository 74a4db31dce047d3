"""Carried out and in: what would happen is shown first, and what is wrong is told by its place."""

import json
import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from learning.curation.frame import address
from learning.importing import LARGEST
from learning.models import Lesson
from tests.learning.desk import come_in, get, post
from tests.learning.writing import draft, lesson_document


@pytest.fixture
def desk(parisa):
    return come_in(parisa)


def send(desk, content: bytes, then: str = "try", name: str = "set.json"):
    return post(desk, "sets", Lesson, {"file": SimpleUploadedFile(name, content), "then": then})


def test_a_set_goes_out_and_comes_in_the_same(desk, parisa):
    draft(parisa)
    out = get(desk, "export_json", Lesson)
    assert out.headers["Content-Disposition"] == 'attachment; filename="boom-lessons.json"'
    response = send(desk, out.content, "take")
    assert (response.context["added"], response.context["revised"]) == ([], [])
    assert response.context["done"].same == [("lesson", "channels")]
    assert Lesson.objects.get().number == 1


def test_what_would_happen_is_shown_first(desk, parisa):
    lesson = draft(parisa)
    whole = json.loads(get(desk, "export_json", Lesson).content)
    whole["lessons"][0]["title"]["fa"] = "تازه"
    whole["lessons"].append(lesson_document("pricing", about="topic"))
    data = json.dumps(whole).encode()
    response = send(desk, data)
    assert [key for _kind, key in response.context["added"]] == ["pricing"]
    assert [key for _kind, key in response.context["revised"]] == ["channels"]
    assert Lesson.objects.get().title_fa == lesson.title_fa
    assert send(desk, data, "take").status_code == 200
    assert Lesson.objects.get(slug="channels").title_fa == "تازه"
    assert set(Lesson.objects.values_list("state", flat=True)) == {"draft"}


def test_a_translation_goes_out_and_comes_back(desk, parisa):
    draft(parisa)
    out = get(desk, "export_translation", Lesson, source="en", target="fa")
    data = out.content.replace("چگونه به مردم می‌رسید.".encode(), "راه رسیدن به مردم".encode())
    assert data != out.content
    assert send(desk, data, "take", "fa.xlf").status_code == 200
    assert Lesson.objects.get().summary_fa == "راه رسیدن به مردم"


@pytest.mark.parametrize("pair", [{"source": "en", "target": "en"}, {"source": "en", "target": "de"}])
def test_no_such_translation(desk, pair):
    assert get(desk, "export_translation", Lesson, **pair).status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", ""),
        (b"not json", ""),
        (b'{"format": "boom.lessons", "version": 1, "lessons": [{"slug": "Bad One"}]}', "lessons.1"),
        (b"<xliff/>", ""),
        (b"\xff\xfe", ""),
    ],
)
def test_what_is_wrong_is_told_and_nothing_taken(desk, parisa, content, said):
    for then in ("try", "take"):
        response = send(desk, content, then)
        assert response.status_code == 422
        assert response.context["form"].errors["file"]
        page = response.content.decode()
        field = re.search('<input type="file"[^>]*>', page)[0]
        assert said in page and 'aria-invalid="true"' in field
        (about,) = re.findall('aria-describedby="([^"]*)"', field)
        assert f'id="{about}"' in page
    assert not Lesson.objects.exists()


def test_as_large_a_file_as_is_promised_reaches_the_page():
    assert settings.LONG_BODIES[address("sets", "lesson")] > LARGEST


def test_no_file(desk):
    assert post(desk, "sets", Lesson, {"then": "take"}).status_code == 422
