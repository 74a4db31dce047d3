"""What ships is loaded once, followed where nobody touched it, offered where somebody did, and never forced."""

import io
import json
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection

from learning import shipping
from learning.importing import import_file
from learning.library import library
from learning.models import Lesson, NotNow, Path, Revision, Stale, Term
from learning.shipping import ignore, offer_of, offers, take
from tests.learning.writing import draft, lesson_document, make_curator, make_editor, path_document, term_document


@pytest.fixture
def ships(tmp_path, monkeypatch, as_owner):
    """ships(lesson, …) makes these lessons ship, with a term and the path; answers what loading them says."""
    monkeypatch.setattr(shipping, "CONTENT", tmp_path)
    (tmp_path / "lessons").mkdir()
    (tmp_path / "terms.json").write_text(json.dumps([term_document()]))
    (tmp_path / "path.json").write_text(json.dumps(path_document()))

    def ship(*lessons: dict) -> str:
        for lesson in lessons:
            (tmp_path / f"lessons/{lesson['slug']}.json").write_text(json.dumps(lesson))
        out = io.StringIO()
        call_command("load_lessons", stdout=out)
        return out.getvalue()

    return ship


def entitled(title: str) -> dict:
    return lesson_document(title={"en": title, "ar": "القنوات", "fa": "کانال‌ها"})


def seen() -> str:
    return library("en").lesson("channels").title.text


def test_loads_once(ships):
    assert ships(entitled("One")).count("loading") == 3
    assert (Lesson.objects.count(), Term.objects.count(), Path.objects.count()) == (1, 1, 1)
    found = library("en")
    assert seen() == "One" and [term.key for term in found.terms] == ["segment"] and len(list(found.steps())) == 1
    revision = Revision.objects.get(lesson__slug="channels")
    assert (revision.by, revision.verb, revision.state) == (None, "lesson.ship", "published")
    assert ships(entitled("One")) == ""
    assert Revision.objects.count() == 3


def test_loading_locks_in_the_order_of_an_import(ships, tmp_path):
    """So neither waits for what the other has while the other waits for it."""

    def all_that_ships(number: str) -> list[dict]:
        terms = [term_document(key=key, name={"en": number, "ar": key, "fa": key}) for key in ("segment", "channel")]
        path = path_document(title={"en": number, "ar": "", "fa": ""})
        (tmp_path / "terms.json").write_text(json.dumps(terms))
        (tmp_path / "path.json").write_text(json.dumps(path))
        ships(entitled(number), entitled(number) | {"slug": "answers"})
        return [entitled(number), entitled(number) | {"slug": "answers"}], terms, path

    def order(verb: str) -> list[str]:
        revisions = Revision.objects.filter(verb__endswith=verb).order_by("pk")
        return [(each.verb.split(".")[0], each.document.get("slug") or each.document.get("key")) for each in revisions]

    all_that_ships("One")
    fresh = order(".ship")
    lessons, terms, path = all_that_ships("Two")
    followed = order(".ship")[len(fresh) :]
    whole = {"format": "boom.lessons", "version": 1, "lessons": lessons, "terms": terms, "path": path}
    for document in (*lessons, *terms, path):
        document["title" if "title" in document else "name"]["en"] = "Three"
    import_file(json.dumps(whole).encode(), make_curator())
    assert fresh == followed == order(".revise") and len(fresh) == 5


def test_untouched_follows(ships):
    ships(entitled("One"))
    assert ships(entitled("Two")).count("loading") == 1
    assert seen() == "Two" and offers() == []


def test_edited_is_never_overwritten_but_offered(ships):
    ships(entitled("One"))
    curator, editor = make_curator(), make_editor()
    lesson = Lesson.objects.get()
    document = lesson.document()
    document["title"]["fa"] = "راه‌ها"
    lesson.revise(document, 1, curator)
    assert "1 edited here" in ships(entitled("Two"))
    assert seen() == "One" and Lesson.objects.get().document() == document
    assert [offer.document["title"]["en"] for offer in offers()] == ["Two"]
    with pytest.raises(PermissionDenied):
        take(lesson, lesson.number, curator)
    take(lesson, lesson.number, editor)
    assert (lesson.state, lesson.document()["title"]["en"], offers()) == ("review", "Two", [])
    assert seen() == "One", "until an editor publishes it"
    lesson.publish(lesson.number, editor)
    assert ships(entitled("Three")).count("loading") == 1 and seen() == "Three"


def test_an_edit_that_comes_while_it_is_loaded_is_told_instead_of_overwritten(ships, monkeypatch):
    ships(entitled("One"))
    lesson, curator, edits = Lesson.objects.get(), make_curator(), []
    look = shipping.is_untouched

    def edit() -> str:
        try:
            lesson.revise(lesson.document() | {"position": 7}, lesson.number, curator)
        except Stale:
            return "told"
        finally:
            connection.close()
        return "taken"

    def looked(item) -> bool:
        """Somebody edits as soon as it was seen that nobody has."""
        untouched = look(item)
        if item == lesson:
            edits.append(pool.submit(edit))
            wait(edits, timeout=0.5)
        return untouched

    monkeypatch.setattr(shipping, "is_untouched", looked)
    with ThreadPoolExecutor(1) as pool:
        ships(entitled("Two"))
    assert (edits[0].result(), seen()) == ("told", "Two")


def test_declined_is_offered_no_more_until_there_is_a_newer_one(ships):
    ships(entitled("One"))
    editor = make_editor()
    lesson = Lesson.objects.get()
    lesson.withdraw(1, editor, "not for us")
    ships(entitled("Two"))
    assert library("en").lessons == [], "withdrawn stays withdrawn"
    ignore(lesson, lesson.number, editor)
    assert offers() == [] and offer_of(lesson) is None
    with pytest.raises(NotNow):
        take(lesson, lesson.number, editor)
    ships(entitled("Three"))
    assert len(offers()) == 1


def test_one_of_the_same_name_that_was_written_here_stays(ships):
    editor = make_editor()
    draft(editor, position=7)
    ships(entitled("One"))
    assert Lesson.objects.get().position == 7 and len(offers()) == 1


def test_edited_and_brought_back_follows_again(ships):
    ships(entitled("One"))
    editor = make_editor()
    lesson = Lesson.objects.get()
    lesson.revise(entitled("Ours"), 1, editor)
    lesson.restore(lesson.revisions.get(number=1), 2, editor)
    lesson.submit(3, editor)
    lesson.publish(4, editor)
    ships(entitled("Two"))
    assert seen() == "Two"


def test_broken_file_loads_nothing_and_is_named(ships):
    with pytest.raises(CommandError, match=r"growth\.json: about"):
        ships(entitled("One"), lesson_document("growth", about="block:nowhere"))
    assert not Lesson.objects.exists()
