"""The shelf: how far each lesson is, those that were asked for, and many brought on at once."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from learning.models import Lesson, Path, Term
from tests.learning.desk import come_in, get, post
from tests.learning.writing import draft, lesson_document, publish, published, published_path, published_term

PARTIAL = lesson_document()["summary"] | {"ar": ""}
BODY = dict.fromkeys(("en", "ar", "fa"), "## x")


@pytest.fixture
def lessons(edris) -> dict[str, Lesson]:
    """One published and whole; a draft that lacks a text; one in review whose link leads nowhere; one revised."""
    whole = published(edris, "channels", body=BODY)
    partial = draft(edris, "pricing", summary=PARTIAL, about="topic", body=BODY)
    broken = draft(edris, "growth", body=BODY | {"fa": "[x](term:none)"}, about="topic")
    broken.submit(broken.number, edris)
    revised = published(edris, "retention", body=BODY, about="topic")
    revised.revise(lesson_document("retention", body=BODY | {"en": "## y"}, about="topic"), revised.number, edris)
    return {lesson.slug: lesson for lesson in (whole, partial, broken, revised)}


def shown(response) -> set[str]:
    return {one.item.slug for one in response.context["shown"]}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"channels", "pricing", "growth", "retention"}),
        ("?state=draft", {"pricing", "retention"}),
        ("?state=published", {"channels"}),
        ("?state=nothing", {"channels", "pricing", "growth", "retention"}),
        ("?trouble=incomplete", {"pricing"}),
        ("?trouble=broken", {"growth"}),
        ("?trouble=stale", {"retention"}),
        ("?trouble=unseen", {"pricing", "growth"}),
        ("?trouble=revised", {"retention"}),
        ("?q=pric", {"pricing"}),
        ("?q=كانال‌ها", {"channels", "pricing", "growth", "retention"}),
        ("?q=nothing-like-it", set()),
    ],
)
def test_those_that_were_asked_for(lessons, parisa, query, found):
    response = get(come_in(parisa), "changelist", Lesson, query)
    assert (response.status_code, shown(response)) == (200, found)


def test_how_many_wait_for_an_editor_stands_on_their_tab(lessons, edris):
    desk = come_in(edris)
    waiting = {noun: count for noun, _label, _url, count in get(desk, "changelist", Term).context["kinds"]}
    assert waiting == {"lesson": 1, "term": 0, "path": 0}
    assert "۱ در انتظار" in get(desk, "changelist", Lesson).content.decode()


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_what_has_a_name_in_one_language_is_called_so_in_every(parisa, language):
    lesson = draft(parisa, "bread", title={"fa": "نان تازه", "ar": "", "en": ""})
    with override(language):
        assert str(lesson) == "نان تازه"


def test_how_complete_each_language_is(lessons, parisa):
    response = get(come_in(parisa), "changelist", Lesson, "?q=pricing")
    (one,) = response.context["shown"]
    assert {spoken.language: spoken.percent for spoken in one.languages} == {"fa": 100, "ar": 90, "en": 100}


def ticked(lessons: dict[str, Lesson], *slugs: str) -> list[str]:
    return [f"{lessons[slug].pk}:{lessons[slug].number}" for slug in slugs]


def test_many_are_submitted_and_what_was_refused_says_why(lessons, parisa):
    sent = {"verb": "submit", "item": ticked(lessons, "pricing", "channels", "retention")}
    response = post(come_in(parisa), "changelist", Lesson, sent)
    assert response.status_code == 422
    assert {item.slug for item, _why in response.context["done"]} == {"pricing", "retention"}
    assert {item.slug: bool(why) for item, why in response.context["refused"]} == {"channels": True}
    assert Lesson.objects.get(slug="pricing").state == "review"


def test_many_are_published_but_not_what_is_not_whole(lessons, edris):
    for slug in ("pricing", "retention"):
        lessons[slug].submit(lessons[slug].number, edris)
    sent = {"verb": "publish", "item": ticked(lessons, "pricing", "growth", "retention")}
    response = post(come_in(edris), "changelist", Lesson, sent)
    assert {item.slug for item, _why in response.context["done"]} == {"retention"}
    refused = {item.slug: why for item, why in response.context["refused"]}
    assert set(refused) == {"pricing", "growth"}
    assert "عربی" in refused["pricing"]


def test_what_somebody_changed_meanwhile_is_refused(lessons, edris):
    sent = {"verb": "submit", "item": [f"{lessons['pricing'].pk}:7", "x:y", "", f"{10**30}:1"]}
    response = post(come_in(edris), "changelist", Lesson, sent)
    assert len(response.context["refused"]) == 1


@pytest.mark.parametrize("number", ["", "x", "²", "9" * 5000])
def test_a_number_that_is_none_is_refused(lessons, parisa, number):
    sent = {"verb": "submit", "item": f"{Lesson.objects.get(slug='pricing').pk}:{number}"}
    response = post(come_in(parisa), "changelist", Lesson, sent)
    assert response.status_code == 422
    assert len(response.context["refused"]) == 1
    assert Lesson.objects.get(slug="pricing").state == "draft"


def test_curators_do_not_publish_many(lessons, parisa):
    sent, desk = {"verb": "publish", "item": ticked(lessons, "growth")}, come_in(parisa)
    assert post(desk, "changelist", Lesson, sent).status_code == 403
    assert post(desk, "changelist", Lesson, {"verb": "delete"}).status_code == 403
    assert Lesson.objects.get(slug="growth").state == "review"


def test_terms_and_the_path_have_shelves_too(edris):
    term, path = published_term(edris), published_path(edris)
    desk = come_in(edris)
    assert [one.item for one in get(desk, "changelist", Term).context["shown"]] == [term]
    assert get(desk, "changelist", Path).url.endswith(f"/path/{path.pk}/change/")


def test_nothing_yet(edris):
    desk = come_in(edris)
    assert get(desk, "changelist", Lesson).status_code == get(desk, "changelist", Term).status_code == 200
    assert get(desk, "changelist", Path).url.endswith("/path/add/")


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_the_administration_leads_here_in_the_reader_s_language(edris, language):
    edris.revise(language=language)
    page = come_in(edris).get("/admin/").content.decode()
    assert f'lang="{language}"' in page
    assert "/admin/learning/lesson/" in page and "/admin/accounts/user/" not in page


def test_its_queries_do_not_grow(lessons, edris):
    desk = come_in(edris)
    counts = []
    for slug in ("first", "second"):
        with CaptureQueriesContext(connection) as asked:
            assert get(desk, "changelist", Lesson).status_code == 200
        counts.append(len(asked))
        publish(draft(edris, slug, about="topic"), edris)
    assert counts[0] == counts[1] <= 26


def test_those_that_were_asked_for_stay_when_many_were_submitted(lessons, parisa):
    desk = come_in(parisa)
    action = re.search(r'<form method="post" action="([^"]*)" class="shelf">',
                       get(desk, "changelist", Lesson, "?state=draft&q=pric").content.decode())[1]  # fmt: skip
    response = desk.post(unescape(action), {"verb": "submit"})
    assert shown(response) == {"pricing"} and response.context["state"] == "draft"
