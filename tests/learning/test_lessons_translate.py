"""XLIFF: texts go to translators and come back, all or nothing, where their source is still what it was."""

import io
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from learning.document import Unsound, texts
from learning.importing import import_file
from learning.models import Lesson, Path, Revision, Term
from learning.sets import everything
from learning.translations import stale
from learning.xliff import NAMESPACE, export_xliff
from tests.learning.documents import documents
from tests.learning.writing import (
    draft,
    lesson_document,
    make_curator,
    published,
    published_path,
    published_term,
)

N = f"{{{NAMESPACE}}}"


def units(data: bytes) -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring(data)
    return {unit.get("id"): unit for unit in root.iter(f"{N}unit")}


def translated(data: bytes, words) -> bytes:
    """As a translator sends it back: `words` answers the target for a unit's id and source; None leaves it."""
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.fromstring(data)
    for unit in root.iter(f"{N}unit"):
        segment = unit.find(f"{N}segment")
        said = words(unit.get("id"), segment.find(f"{N}source").text)
        if said is not None:
            target = segment.find(f"{N}target")
            target = ElementTree.SubElement(segment, f"{N}target") if target is None else target
            target.text, segment.attrib["state"] = said, "translated"
    return ElementTree.tostring(root, encoding="utf-8")


class RoundTrip(TestCase):
    """Any lesson at all, into any language: exported and imported it is what it was; translated, what was meant."""

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(document=documents("lesson"), target=st.sampled_from(["fa", "ar", "en"]))
    def test_nothing_is_lost(self, document, target):
        by = make_curator()
        document["source_language"] = {"fa": "ar", "ar": "en", "en": "fa"}[target]
        lesson = Lesson.add(document, by)
        before = lesson.document()
        data = export_xliff([lesson], target, document["source_language"])
        done = import_file(data, by)
        assert not done.revised and Lesson.objects.get().document() == before
        import_file(translated(data, lambda path, source: source), by)
        after = Lesson.objects.get().document()
        for (path, was), (same, now) in zip(texts("lesson", before), texts("lesson", after), strict=True):
            source = was[document["source_language"]]
            assert path == same and now == was | ({target: source} if source else {})
        assert stale("lesson", after, Lesson.objects.get().translated)[target] == []


def test_what_a_translator_sees(edris):
    lesson = published(edris)
    document = lesson.document()
    document["title"]["en"] = "Ways"
    document["summary"]["fa"] = ""
    lesson.revise(document, lesson.number, edris)
    data = export_xliff(everything(), "fa")
    found = units(data)
    assert ElementTree.fromstring(data).attrib["srcLang"] == "en"
    assert list(found) == [path for path, _text in texts("lesson", document)]
    states = {path: unit.find(f"{N}segment").get("state") for path, unit in found.items()}
    assert {path for path, state in states.items() if state == "initial"} == {"title", "summary"}
    assert found["title"].find(f".//{N}target").text == "کانال‌ها" and found["summary"].find(f".//{N}target") is None
    assert found["body"].find(f".//{N}source").text == document["body"]["en"], "line breaks stay"


def test_only_what_is_written_in_the_source_language(edris):
    draft(edris)
    draft(edris, "persian", source_language="fa")
    both = export_xliff(everything(), "ar"), export_xliff(everything(), "ar", "fa")
    assert [b"lesson:channels" in data for data in both] == [True, False]
    assert [b"lesson:persian" in data for data in both] == [False, True]


def test_translations_come_in_as_drafts(parisa, edris):
    lesson, term, path = published(edris), published_term(edris), published_path(edris)
    data = export_xliff(everything(), "fa")
    news = {"title": "راه‌ها", "meaning": "هم‌نیازها", "steps.channels.why": "چون"}
    done = import_file(translated(data, lambda path, source: news.get(path)), parisa)
    assert sorted(done.revised) == [("lesson", "channels"), ("path", "newcomers"), ("term", "segment")]
    assert Lesson.objects.get().document() == lesson.document() | {
        "title": lesson.document()["title"] | {"fa": "راه‌ها"}
    }
    assert Term.objects.get().document()["meaning"]["fa"] == "هم‌نیازها"
    assert Path.objects.get().document()["steps"][0]["why"]["fa"] == "چون"
    assert {item.state for item in everything()} == {"draft"}
    assert lesson.revisions.latest("number").verb == "lesson.translate"
    assert term.number == path.number == 3


def test_confirmed_translation_follows_its_source_again(edris, parisa):
    lesson = published(edris)
    document = lesson.document()
    document["title"]["en"] = "Channels!"
    lesson.revise(document, lesson.number, edris)
    data = export_xliff([lesson], "fa")
    assert import_file(data, parisa).same, "what a translator did not look at stays behind"
    done = import_file(translated(data, lambda path, source: "کانال‌ها" if path == "title" else None), parisa)
    assert done.revised == [("lesson", "channels")]
    lesson.refresh_from_db()
    assert stale("lesson", lesson.document(), lesson.translated) == {"en": [], "ar": ["title"], "fa": []}


def test_left_empty_takes_nothing_away(parisa):
    lesson = draft(parisa)
    done = import_file(translated(export_xliff([lesson], "fa"), lambda path, source: ""), parisa)
    assert done.left == len(list(texts("lesson", lesson.document()))) and done.same


def test_changed_source_is_reported_and_nothing_comes_in(parisa):
    lesson, other = draft(parisa), draft(parisa, "growth", about="goal:growth")
    data = translated(export_xliff([other, lesson], "fa"), lambda path, source: "تازه")
    document = lesson.document()
    document["title"]["en"], document["questions"] = "Ways", document["questions"][:1]
    lesson.revise(document, 1, parisa)
    count = Revision.objects.count()
    with pytest.raises(Unsound) as unsound:
        import_file(data, parisa)
    assert [problem.rpartition(":")[0] for problem in unsound.value.problems] == [
        "lesson:channels title", "lesson:channels questions.who.text",
    ]  # fmt: skip
    assert Revision.objects.count() == count


def test_tools_may_split_a_unit_and_mark_in_it(parisa):
    lesson = draft(parisa)
    data = export_xliff([lesson], "fa").decode()
    whole = "<source>How you reach people.</source>"
    assert whole in data
    start = data.rindex("<segment", 0, data.index(whole))
    end = data.index("</segment>", start) + len("</segment>")
    split = (
        "<segment state='final'><source>How you <mrk id='1' type='term'>reach</mrk></source>"
        "<target>چگونه <mrk id='1' type='term'>می‌رسید</mrk></target></segment>"
        "<ignorable><source> </source></ignorable>"
        "<segment state='final'><source>people.</source><target>به مردم؟</target></segment>"
    )
    import_file((data[:start] + split + data[end:]).encode(), parisa)
    assert Lesson.objects.get().document()["summary"]["fa"] == "چگونه می‌رسید به مردم؟"


def test_languages_of_a_region(parisa):
    lesson = draft(parisa)
    data = translated(export_xliff([lesson], "fa"), lambda path, source: "تازه" if path == "title" else None)
    assert import_file(data.replace(b'"fa"', b'"fa-IR"').replace(b'"en"', b'"en-GB"'), parisa).revised


ENTITIES = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
XML = f"<xliff xmlns='{NAMESPACE}' version='2.0' srcLang='en' trgLang='fa'>{{}}</xliff>"
JUNK = {
    "broken": "<xliff",
    "another root": "<html/>",
    "no namespace": "<xliff version='2.0' srcLang='en' trgLang='fa'/>",
    "version 1.2": XML.replace("2.0'", "1.2'", 2).format(""),
    "another language": XML.replace("'fa'", "'de'").format(""),
    "the same language": XML.replace("'fa'", "'en'").format(""),
    "no language": XML.replace("trgLang='fa'", "").format(""),
    "a billion laughs": f"<!DOCTYPE x [<!ENTITY a0 'ha'>{ENTITIES}]>" + XML.format("&a9;"),
    "a foreign entity": "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + XML.format("&e;"),
    "a foreign DTD": "<!DOCTYPE x SYSTEM 'https://evil.example/x.dtd'>" + XML.format(""),
    "an unknown encoding": "<?xml version='1.0' encoding='boom-8'?>" + XML.format(""),
    "NUL": XML.format("\x00"),
    "a control": XML.format("&#1;"),
    "half a pair": XML.format("&#xD800;"),
    "an unknown lesson": XML.format("<file id='a' original='lesson:nothing'/>"),
    "nameless": XML.format("<file id='a'/>"),
    "an unknown noun": XML.format("<file id='a' original='user:1'/>"),
    "the same twice": XML.format("<file id='a' original='lesson:channels'/><file id='b' original='lesson:channels'/>"),
    "an unknown unit": XML.format("<file id='a' original='lesson:channels'><unit id='slug'/></file>"),
    "an empty unit": XML.format("<file id='a' original='lesson:channels'><unit id='title'/></file>"),
    "a nameless unit": XML.format("<file id='a' original='lesson:channels'><unit/></file>"),
    "too long": XML.format(
        "<file id='a' original='lesson:channels'><unit id='title'><segment><source>Channels</source>"
        f"<target>{'x' * 50_000}</target></segment></unit></file>"
    ),
    "deep": XML.format("<file>" * 100_000 + "</file>" * 100_000),
}


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_junk_is_refused_with_words(parisa, junk):
    draft(parisa)
    begun = time.monotonic()
    with pytest.raises(Unsound) as unsound:
        import_file(junk.encode(), parisa)
    assert "".join(unsound.value.problems).encode()
    assert time.monotonic() - begun < 20
    assert Lesson.objects.get().number == 1


def test_what_comes_in_is_cleaned(parisa):
    lesson = draft(parisa)
    data = translated(
        export_xliff([lesson], "fa"), lambda path, s: " راه\u202e\r\nها\u200b " if path == "title" else None
    )
    import_file(data, parisa)
    assert Lesson.objects.get().document()["title"]["fa"] == "راه ها"


def test_commands(parisa, tmp_path):
    draft(parisa, title={"en": "A & <b>", "ar": "", "fa": ""})
    file, out = tmp_path / "fa.xlf", io.StringIO()
    call_command("export_lessons", xliff="fa", output=str(file))
    assert b"A &amp; &lt;b&gt;" in file.read_bytes()
    file.write_bytes(translated(file.read_bytes(), lambda path, source: "الف" if path == "title" else None))
    call_command("import_lessons", str(file), by=parisa.email, only_try=True, stdout=out)
    assert Lesson.objects.get().number == 1
    call_command("import_lessons", str(file), by=parisa.email, stdout=out)
    assert out.getvalue().count("revised 1") == 2
    assert Lesson.objects.get().document()["title"] == {"en": "A & <b>", "ar": "", "fa": "الف"}
    assert lesson_document()["summary"] == Lesson.objects.get().document()["summary"]


def test_two_files_at_the_same_time_do_not_wait_for_each_other(transactional_db):
    """One of them is taken, and the other told of it, in whatever order their lessons stand."""
    by, start, slugs = make_curator(), Barrier(2), [f"lesson-{number}" for number in range(8)]
    for slug in slugs:
        draft(by, slug)
    out = translated(export_xliff(everything(), "fa"), lambda unit, _source: "تازه" if unit == "summary" else None)
    root = ElementTree.fromstring(out)
    root[:] = reversed(root)
    files = [out, ElementTree.tostring(root, encoding="utf-8")]

    def take(data: bytes) -> str:
        connection.ensure_connection()
        start.wait()
        try:
            import_file(data, by)
        except Unsound:
            return "told"
        finally:
            connection.close()
        return "taken"

    with ThreadPoolExecutor(2) as pool:
        assert "taken" in set(pool.map(take, files))
    assert set(Lesson.objects.values_list("summary_fa", "number")) == {("تازه", 2)}
