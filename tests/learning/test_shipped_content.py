"""What ships is complete in three languages, spelt as an editor would have it, and leads nowhere that is not there."""

import re
from collections.abc import Iterator

import pytest
from django.utils.translation import gettext, override

from learning.document import LANGUAGES, texts
from learning.links import broken, links
from learning.markdown import render
from learning.shipping import shipped
from learning.subjects import TOPIC, subject_of, subjects
from relationships.advice.lessons import LESSONS
from tests.spelling import DRAWN_IN, LATIN, VOWEL_MARKS, faults_of

TOPICS = (
    "business-model-canvas", "three-goals", "strategy-shifts", "customer-value", "segmentation",
    "channels-for-relationships",
)  # fmt: skip
SUBJECTS = (
    "customer-segments", "value-propositions", "channels", "customer-relationships", "revenue-streams",
    "key-resources", "key-activities", "key-partners", "cost-structure",
    "personal-assistance", "dedicated-personal-assistance", "self-service", "automated-services", "communities",
    "co-creation", "social-networks",
    "acquisition", "retention", "growth",
)  # fmt: skip
ALL = {(noun, key): document for noun, key, document in shipped()}
LESSONS_SHIPPED = {key: document for (noun, key), document in ALL.items() if noun == "lesson"}
KNOWN = frozenset(f"{noun}:{key}" for noun, key in ALL)
# What stands in a line of Markdown beside its words: a link's target, marks at its beginning, a table's bars.
MARKUP = re.compile(r"\]\([^)]*\)|^(#+|[-*>]|\d+\.|\|) |\*+|`|\[|\|$", re.MULTILINE)

# After Latin words a sign within brackets is drawn on their other side, where the line runs from right to left.
JUMPS = re.compile(r"[A-Za-z][.!?:]+[)»]")


def prose(text: str) -> Iterator[str]:
    """The lines of a text as they are read, without markup and without what is quoted in Latin letters."""
    for line in MARKUP.sub("", text).splitlines():
        if not set(line) <= set("|-: "):
            yield from (cell.strip() for cell in line.split(" | ") if cell.strip())


def bare(name: str) -> str:
    """A name without vowel marks, article and abbreviation."""
    return re.sub(r"^ال| \(\w+\)$", "", VOWEL_MARKS.sub("", name))


def test_all_lessons_are_there():
    assert set(LESSONS_SHIPPED) == {*TOPICS, *SUBJECTS} and len(LESSONS_SHIPPED) == 25
    assert sum(noun == "term" for noun, _key in ALL) >= 40
    assert ("path", "newcomers") in ALL


def test_every_block_kind_and_goal_has_a_lesson():
    about = [document["about"] for document in LESSONS_SHIPPED.values()]
    assert sorted(about) == sorted([*(subject.about for subject in subjects()), *[TOPIC] * len(TOPICS)])


@pytest.mark.parametrize("language", LANGUAGES[1:])
class TestNames:
    """Lessons call a thing as the pages do."""

    def test_of_terms(self, language):
        names = [document["name"] for (noun, _key), document in ALL.items() if noun == "term"]
        with override(language):
            on_pages = {name[language]: gettext(bare(name["en"])) for name in names}
        said = {name: shown for name, shown in on_pages.items() if not shown.isascii()}
        assert len(said) > 10 and {n: shown for n, shown in said.items() if bare(n) != bare(shown)} == {}

    def test_of_what_lessons_are_about(self, language):
        about = {subject_of(lesson["about"]): lesson["title"][language] for lesson in LESSONS_SHIPPED.values()}
        with override(language):
            names = {bare(str(subject.label)): title for subject, title in about.items() if subject}
        assert len(names) == len(SUBJECTS) and {n: title for n, title in names.items() if n not in title} == {}


def test_a_source_has_the_same_address_in_every_lesson():
    sources = [source for lesson in LESSONS_SHIPPED.values() for source in lesson["sources"]]
    addresses = {(source["key"], source["url"]) for source in sources}
    assert len(addresses) == len({key for key, _url in addresses})


def test_advice_names_only_lessons_that_ship():
    assert set(LESSONS.values()) <= set(LESSONS_SHIPPED)


@pytest.mark.parametrize("name", ALL, ids="-".join)
class TestEach:
    def test_no_text_is_empty_in_any_language(self, name):
        assert [f"{p}.{c}" for p, text in texts(name[0], ALL[name]) for c in LANGUAGES if not text[c]] == []

    def test_links_lead_somewhere(self, name):
        assert broken(name[0], ALL[name], KNOWN) == []

    def test_spelling(self, name):
        faults = [
            (f"{path}.{language}", fault, line)
            for path, text in texts(name[0], ALL[name])
            if not path.startswith("sources.")  # as the books have it
            for language in LANGUAGES
            for line in prose(text[language])
            for fault in faults_of(language, line if language == "en" else LATIN.sub("س", line))
        ]
        assert faults == []

    def test_no_sign_jumps_over_latin_words(self, name):
        rtl = [text[language] for _path, text in texts(name[0], ALL[name]) for language in ("ar", "fa")]
        assert [text for text in rtl if JUMPS.search(text)] == []

    def test_a_year_stands_after_the_latin_title_before_it(self, name):
        lines = [line for _, text in texts(name[0], ALL[name]) for code in ("ar", "fa") for line in prose(text[code])]
        assert [line for line in lines if DRAWN_IN.search(line)] == []

    def test_languages_say_the_same_in_the_same_order(self, name):
        """As many headings, list items, links and paragraphs in each."""
        for path, text in texts(name[0], ALL[name]):
            shapes = {c: re.findall(r"<(h\d|li|tr|th|td|p|table)\b", render(text[c])) for c in LANGUAGES}
            assert shapes["en"] == shapes["ar"] == shapes["fa"], path


@pytest.mark.parametrize("slug", LESSONS_SHIPPED)
class TestLesson:
    def test_has_what_a_lesson_has(self, slug):
        lesson = LESSONS_SHIPPED[slug]
        assert lesson["slug"] == slug and lesson["source_language"] == "en"
        counts = {name: len(lesson[name]) for name in ("questions", "examples", "mistakes", "sources")}
        least = {"questions": 3, "examples": 2, "mistakes": 2, "sources": 1}
        assert all(counts[name] >= least[name] for name in least), counts
        assert any(question["block"] for question in lesson["questions"]), "some answer becomes a note"

    def test_persian_tells_boom_from_a_canvas(self, slug):
        """They have one name, «بوم»: where English says Boom, it is «سامانهٔ بوم», and nowhere else."""
        for path, text in texts("lesson", LESSONS_SHIPPED[slug]):
            pairs = zip(text["en"].splitlines(), text["fa"].splitlines(), strict=True)
            assert [fa for en, fa in pairs if ("Boom" in en) != ("سامانهٔ بوم" in fa)] == [], path

    def test_persian_keeps_the_word_for_a_segment(self, slug):
        """«بخش» is a segment, so that a part of something else is «قسمتی از» it."""
        assert [path for path, text in texts("lesson", LESSONS_SHIPPED[slug]) if "بخشی از" in text["fa"]] == []

    def test_body_begins_at_the_second_heading(self, slug):
        for language in LANGUAGES:
            body = LESSONS_SHIPPED[slug]["body"][language]
            assert body.count("\n## ") + body.startswith("## ") >= 3 and not re.search(r"^# ", body, re.MULTILINE)

    def test_leads_on_in_every_language(self, slug):
        found = {(language, href) for _path, language, href in links("lesson", LESSONS_SHIPPED[slug])}
        hrefs = {language: {href for c, href in found if c == language} for language in LANGUAGES}
        assert hrefs["en"] == hrefs["ar"] == hrefs["fa"] and hrefs["en"]


def test_path_is_an_hour_s_reading_at_most_for_somebody_new():
    steps = ALL["path", "newcomers"]["steps"]
    assert steps[0]["lesson"] == "business-model-canvas"
    assert len(steps) >= 4 and 30 <= sum(step["minutes"] for step in steps) <= 60
