"""What learners see: what is published, in the library's order, each text in their next language, marked."""

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone

from learning.library import library
from learning.reading import Reader, languages_of, words
from learning.subjects import register, subject_of, subjects, takes_notes
from tests.learning.writing import draft, path_document, published, published_path, published_term


@pytest.mark.parametrize(
    "language, accepted, order",
    [
        ("fa", "", ("fa", "ar", "en")),
        ("ar", "", ("ar", "fa", "en")),
        ("en", "", ("en", "ar", "fa")),
        ("fa", "en-GB,en;q=0.8", ("fa", "en", "ar")),
        ("ar", "ar-EG, en;q=0.9, fa;q=0.1", ("ar", "en", "fa")),
        ("en", "de,*;q=0.1", ("en", "ar", "fa")),
        ("xx", ",;;q=,\x00", ("en", "ar", "fa")),
    ],
)
def test_next_language(language, accepted, order):
    assert languages_of(language, accepted) == order


def test_each_text_falls_back_alone_and_says_so():
    reader = Reader(languages_of("fa"))
    own = words({"en": "One", "ar": "واحد", "fa": "یک"}, reader)
    assert (str(own), own.foreign, own.attributes) == ("یک", False, "")
    next_ = words({"en": "One", "ar": "واحد", "fa": ""}, reader)
    assert (str(next_), next_.attributes) == ("واحد", 'lang="ar" dir="rtl"')
    last = words({"en": "<One>", "ar": "", "fa": ""}, reader)
    shown = Template("<p {{ w.attributes }}>{{ w }}</p>{{ w.html }}").render(Context({"w": last}))
    assert shown == '<p lang="en" dir="ltr">&lt;One&gt;</p><p>&lt;One&gt;</p>\n'
    nothing = words({"en": "", "ar": "", "fa": ""}, reader)
    assert not nothing and not nothing.foreign


def test_lesson_in_a_template(edris):
    published(edris, summary={"en": "Only English", "ar": "", "fa": ""})
    template = Template(
        "{{ l.title }}|<p {{ l.summary.attributes }}>{{ l.summary }}</p>|{{ l.label }}|"
        "{% for q in l.questions %}{{ q.text }}{{ q.block }};{% endfor %}|"
        "{% for e in l.examples %}{{ e.text.html }}{% endfor %}"
        "|{{ l.sources.0.url }}|{{ l.nothing }}"
    )
    shown = template.render(Context({"l": library("fa").lesson("channels")}))
    assert shown == (
        'کانال‌ها|<p lang="en" dir="ltr">Only English</p>|Channels|کجا هستند؟channels;کیستند؟;|'
        "<p><em>زود</em> باز می‌شود.</p>\n|https://example.com/book?a=1|"
    )


def test_order_of_the_library(edris):
    for slug, about, position in (
        ("b-topic", "topic", 0), ("a-topic", "topic", 1), ("growth", "goal:growth", 0), ("social", "kind:social", 0),
        ("channels", "block:channels", 0), ("segments", "block:customer_segments", 0), ("more", "block:channels", 2),
    ):  # fmt: skip
        published(edris, slug, about=about, position=position)
    found = library("fa")
    slugs = [lesson.slug for lesson in found.lessons]
    assert slugs == ["segments", "channels", "more", "social", "growth", "b-topic", "a-topic"]
    assert found.about("block:channels").slug == "channels" and found.about("goal:retention") is None
    assert [lesson.family for lesson in found.lessons][:2] == ["block", "block"]


def test_drafts_are_not_there_and_what_is_scheduled_comes_by_itself(edris):
    draft(edris, "growth", about="goal:growth")
    lesson = draft(edris, "channels")
    lesson.submit(1, edris)
    moment = timezone.now() + timedelta(hours=1)
    lesson.schedule(moment, 2, edris)
    assert library("fa").lessons == [] and library("fa").reader.known == frozenset()
    shown = library("fa", at=moment).lessons
    assert [(lesson.slug, lesson.since) for lesson in shown] == [("channels", moment)]


def test_terms_path_and_links(edris):
    published(edris)
    published_term(edris)
    published_term(edris, "churn")
    path = path_document()
    path["steps"] += [path["steps"][0] | {"lesson": "not-there"}]
    published_path(edris, steps=path["steps"])
    found = library("ar")
    assert [term.key for term in found.terms] == ["churn", "segment"]
    assert str(found.terms[1].name) == "شريحة"
    assert [(step.minutes, lesson.slug) for step, lesson in found.steps()] == [(6, "channels")]
    assert found.reader.known == {"lesson:channels", "term:churn", "term:segment"}


def test_queries_are_three_once_a_document_was_read(edris, django_assert_num_queries):
    for slug in ("channels", "growth"):
        published(edris, slug)
    library("fa")
    with django_assert_num_queries(3):
        library("ar")
    lesson = published(edris, "social")
    with django_assert_num_queries(4):
        assert library("fa").lesson("social").number == lesson.number


def test_subjects_are_registered_by_the_apps_above():
    assert [subject.key for subject in subjects("block")][:2] == ["customer_segments", "value_propositions"]
    assert [len(subjects(family)) for family in ("block", "kind", "goal")] == [9, 7, 3]
    assert takes_notes("channels") and not takes_notes("customer_segments") and not takes_notes("nowhere")
    assert subject_of("topic") is None
    with pytest.raises(AssertionError):
        register("block", "channels", "Twice")
