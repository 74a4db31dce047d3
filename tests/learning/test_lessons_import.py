"""A set goes out and comes in again without loss; what is wrong with it is said, and then nothing comes in."""

import io
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import User
from learning import importing
from learning.document import SHAPES, Unsound, checked
from learning.forms import ImportForm
from learning.importing import import_file
from learning.models import Lesson, Revision, Term
from learning.sets import everything, export_set, read_set
from learning.shipping import key_of
from tests.learning.documents import documents
from tests.learning.writing import (
    draft,
    lesson_document,
    make_curator,
    path_document,
    publish,
    published,
    published_path,
    published_term,
    term_document,
)


def a_set(**parts) -> bytes:
    return json.dumps({"format": "boom.lessons", "version": 1} | parts).encode()


def working() -> dict:
    return {(item.noun, key_of(item)): item.document() for item in everything()}


class RoundTrip(TestCase):
    """Any documents at all: what is exported and imported again, here or in an empty Boom, is what it was."""

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def test_nothing_is_lost(self, data):
        by = make_curator()
        for noun, most in (("lesson", 2), ("term", 2), ("path", 1)):
            many = st.lists(documents(noun), max_size=most, unique_by=lambda row, key=SHAPES[noun].key: row.get(key))
            parts = {f"{noun}s": data.draw(many)}
            if noun == "path":
                parts = {"path": parts["paths"][0]} if parts["paths"] else {}
            import_file(a_set(**parts), by)
            for given_ in [*parts.values()] if noun == "path" else parts[f"{noun}s"]:
                key = given_.get(SHAPES[noun].key, "newcomers")
                assert working()[noun, key] == checked(noun, given_)
        before, text = working(), export_set(everything()).encode()
        done = import_file(text, by)
        assert not done.added and not done.revised and len(done.same) == len(before)
        assert {(noun, key): document for noun, key, document in read_set(text)} == before


def test_set_is_in_the_library_s_order_and_readable(edris):
    published(edris, "growth", about="goal:growth")
    published(edris)
    published_term(edris)
    published_path(edris)
    text = export_set(everything())
    whole = json.loads(text)
    assert (whole["format"], whole["version"]) == ("boom.lessons", 1)
    assert [lesson["slug"] for lesson in whole["lessons"]] == ["channels", "growth"]
    assert whole["path"]["steps"][0]["lesson"] == "channels" and "کانال‌ها" in text
    assert "path" not in json.loads(export_set(Lesson.objects.all()))


def test_new_ones_and_revised_ones_become_drafts(parisa, edris):
    lesson, term = published(edris), published_term(edris)
    changed = lesson_document() | {"title": {"en": "Ways", "ar": "", "fa": ""}}
    done = import_file(a_set(lessons=[lesson_document("growth"), changed], terms=[term_document()]), parisa)
    assert done.added == [("lesson", "growth")] and done.revised == [("lesson", "channels")]
    assert done.same == [("term", "segment")]
    lesson.refresh_from_db()
    assert (lesson.state, lesson.document()["title"]["en"]) == ("draft", "Ways")
    assert lesson.in_force().document["title"]["en"] == "Channels"
    assert Term.objects.get().number == term.number


def test_trying_does_nothing(parisa):
    done = import_file(a_set(lessons=[lesson_document()]), parisa, only_try=True)
    assert done.added == [("lesson", "channels")]
    assert not Lesson.objects.exists() and not Revision.objects.exists()


def test_one_wrong_document_keeps_all_out_and_everything_is_said(parisa):
    wrong = lesson_document("growth", about="goal:none") | {"title": {"xx": ""}}
    with pytest.raises(Unsound) as unsound:
        import_file(a_set(lessons=[lesson_document(), wrong], terms=[{"key": "A"}], path=3), parisa)
    assert [problem.split(":")[0] for problem in unsound.value.problems] == [
        "lessons.2 (growth)", "lessons.2 (growth)", "terms.1 (A)", "path",
    ]  # fmt: skip
    assert not Lesson.objects.exists()


JUNK = {
    "nothing": b"",
    "no JSON": b"boom",
    "no UTF-8": b'{"format": "\xff"}',
    "a list": b"[]",
    "another format": b'{"format": "other", "version": 1}',
    "another version": b'{"format": "boom.lessons", "version": 2}',
    "a true version": b'{"format": "boom.lessons", "version": true}',
    "an unknown field": a_set(**{"\ud800 \u202e" * 90: 1}),
    "no list": a_set(lessons={}),
    "too many": a_set(terms=[{}] * 2001),
    "the same twice": a_set(lessons=[lesson_document()] * 2),
    "deep": b"[" * 200_000,
    "deep inside": b'{"format": "boom.lessons", "version": 1, "path": ' + b'{"title":' * 100_000,
    "a huge number": b'{"format": "boom.lessons", "version": ' + b"9" * 10_000 + b"}",
    "NUL": a_set(terms=[term_document(name={"en": "a\x00b"})]),
    "half a pair": a_set(terms=[term_document(name={"en": "a\ud800b"})]),
    "half a pair in a name": a_set(lessons=[lesson_document() | {"\ud800": 1}, {"slug": "\ud800"}]),
    "NaN": b'{"format": "boom.lessons", "version": NaN}',
    "XML": b"<?xml version='1.0'?><x/>",
}


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_junk_is_refused_with_words(parisa, junk):
    with pytest.raises(Unsound) as unsound:
        import_file(junk, parisa)
    assert "".join(unsound.value.problems).encode()
    assert not Lesson.objects.exists()


def test_size_is_bounded(parisa, monkeypatch):
    monkeypatch.setattr(importing, "LARGEST", 1000)
    with pytest.raises(Unsound):
        import_file(b" " * 1001, parisa)


def test_many_problems_are_cut_short(parisa):
    with pytest.raises(Unsound) as unsound:
        import_file(a_set(terms=[{"key": str(n), "x": 1} for n in range(200)]), parisa)
    assert len(unsound.value.problems) == importing.MANY + 1


def test_only_curators_import(db):
    plain = User.objects.create_user("plain@example.com", "x", is_staff=True)
    with pytest.raises(PermissionDenied):
        import_file(a_set(), plain)


def test_somebody_revises_in_between(parisa, monkeypatch):
    """Nothing is half imported: the lesson that came first is not there either."""
    lesson = draft(parisa)
    document = lesson.document() | {"position": 5}
    first = lesson_document("a-first")

    from learning import sets

    items = sets.all_items

    def slow():
        there = items()
        Lesson.objects.get(pk=lesson.pk).revise(lesson.document() | {"position": 4}, 1, parisa)
        return there

    monkeypatch.setattr(sets, "all_items", slow)
    with pytest.raises(Unsound, match="just now"), transaction.atomic():
        import_file(a_set(lessons=[first, document]), parisa)
    assert not Lesson.objects.filter(slug="a-first").exists()


def upload(data: bytes, by: User, **options):
    form = ImportForm({}, {"file": SimpleUploadedFile("set.json", data)})
    assert form.is_valid(), form.errors
    return form, form.carry_out(by, **options)


def test_form_tries_then_carries_out(parisa):
    form, done = upload(a_set(lessons=[lesson_document()]), parisa, only_try=True)
    assert done.added and not Lesson.objects.exists()
    assert form.carry_out(parisa).added and Lesson.objects.get()


def test_form_says_what_is_wrong(parisa, monkeypatch):
    form, done = upload(b"{}", parisa)
    assert done is None and form.errors["file"]
    monkeypatch.setattr(importing, "LARGEST", 10)
    assert ImportForm({}, {"file": SimpleUploadedFile("set.json", b"x" * 11)}).errors["file"]
    assert ImportForm({}, {}).errors["file"]


def test_commands(edris, tmp_path):
    publish(draft(edris), edris)
    published_term(edris)
    file = tmp_path / "set.json"
    call_command("export_lessons", output=str(file))
    assert file.read_text(encoding="utf-8") == export_set(everything())
    out = io.StringIO()
    call_command("export_lessons", "channels", stdout=out)
    assert [*json.loads(out.getvalue())["lessons"]] and not json.loads(out.getvalue())["terms"]
    whole = json.loads(file.read_text())
    whole["terms"].append(term_document("churn"))
    file.write_text(json.dumps(whole))
    out = io.StringIO()
    call_command("import_lessons", str(file), by=edris.email, stdout=out)
    assert "added 1, revised 0, unchanged 2" in out.getvalue() and Term.objects.count() == 2
    for wrong in (
        {"by": "nobody@example.com"}, {"by": edris.email, "file": "/nowhere"}, {"by": edris.email, "file": __file__},
    ):  # fmt: skip
        with pytest.raises(CommandError):
            call_command("import_lessons", wrong.pop("file", str(file)), **wrong)
    with pytest.raises(CommandError):
        call_command("export_lessons", "nothing")
    with pytest.raises(CommandError):
        call_command("export_lessons", xliff="en")


def test_path_comes_in_too(parisa):
    import_file(a_set(path=path_document()), parisa)
    assert ("path", "newcomers") in working()
