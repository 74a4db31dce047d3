"""How a lesson comes forward: who may do what in which state, and what learners see meanwhile."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from learning.document import Unsound, checked
from learning.models import Lesson, NotNow, Path, Revision, Stale, State, Taken, Term
from learning.roles import may
from tests.learning.writing import (
    draft,
    lesson_document,
    path_document,
    publish,
    published,
    published_path,
    published_term,
    term_document,
)


def seen(item: Lesson) -> str | None:
    """The English title that learners see."""
    fresh = type(item).objects.get(pk=item.pk)
    revision = fresh.in_force()
    found = type(item).objects.in_force().filter(pk=item.pk).values_list("force", flat=True).first()
    assert found == (revision and revision.pk), "one lesson and the whole library agree"
    return revision and revision.document["title"]["en"]


def retitled(item: Lesson, title: str) -> dict:
    document = item.document()
    document["title"]["en"] = title
    return document


def test_lesson_says_what_its_document_said(parisa):
    lesson = draft(parisa)
    assert lesson.state == State.DRAFT and lesson.number == 1 and lesson.author == parisa
    assert Lesson.objects.get().document() == checked("lesson", lesson_document())
    assert lesson.revisions.get().document == lesson.document()
    assert seen(lesson) is None


def test_rows_are_the_same_in_whatever_language_they_are_saved(parisa):
    with override("fa"):
        lesson = draft(parisa)
        assert lesson.title == "کانال‌ها"
    row = Lesson.objects.rewrite(False).values("title", "title_en", "title_fa").get()
    assert row == {"title": "Channels", "title_en": "Channels", "title_fa": "کانال‌ها"}


def test_terms_and_the_path_are_curated_the_same_way(edris):
    assert published_term(edris).in_force().document == checked("term", term_document())
    assert published_path(edris).in_force().document == checked("path", path_document())
    with pytest.raises(Taken):
        Term.add(term_document(), edris)
    with pytest.raises(Taken):
        Path.add(path_document(), edris)


def test_from_draft_to_published(parisa, edris):
    lesson = draft(parisa)
    lesson.submit(1, parisa)
    assert lesson.state == State.REVIEW and seen(lesson) is None
    lesson.publish(2, edris, "ready")
    assert lesson.state == State.PUBLISHED and lesson.editor == edris and seen(lesson) == "Channels"
    lines = Revision.objects.order_by("number").values_list("number", "verb", "by__name", "reason", "state")
    assert list(lines) == [
        (1, "lesson.add", "Parisa", "", "draft"),
        (2, "lesson.submit", "Parisa", "", "review"),
        (3, "lesson.publish", "Edris", "ready", "published"),
    ]


def test_revising_leaves_what_learners_see(parisa, edris):
    lesson = published(edris)
    lesson.revise(retitled(lesson, "Ways"), lesson.number, parisa)
    assert lesson.state == State.DRAFT and seen(lesson) == "Channels"
    publish(lesson, edris)
    assert seen(lesson) == "Ways"


def test_sent_back_with_a_reason(parisa, edris):
    lesson = draft(parisa)
    lesson.submit(1, parisa)
    lesson.send_back(2, edris, "نمونه کم دارد")
    assert lesson.state == State.DRAFT
    assert lesson.revisions.latest("number").reason == "نمونه کم دارد"


def test_scheduled_is_seen_from_its_moment_on(parisa, edris):
    lesson = published(edris)
    lesson.revise(retitled(lesson, "Ways"), lesson.number, parisa)
    lesson.submit(lesson.number, parisa)
    moment = timezone.now() + timedelta(hours=1)
    lesson.schedule(moment, lesson.number, edris)
    assert lesson.standing == State.SCHEDULED and seen(lesson) == "Channels"
    later = moment + timedelta(seconds=1)
    assert lesson.in_force(later).document["title"]["en"] == "Ways"
    assert Lesson.objects.in_force(later).get().force == lesson.scheduled_id
    assert lesson.revisions.latest("number").scheduled_at == moment


def test_what_was_scheduled_stays_up_when_it_is_revised_later(parisa, edris):
    lesson = draft(parisa)
    lesson.submit(1, parisa)
    lesson.schedule(timezone.now() - timedelta(seconds=1), 2, edris)
    assert lesson.standing == State.PUBLISHED and seen(lesson) == "Channels"
    with pytest.raises(NotNow):
        lesson.send_back(3, edris, "too late")
    lesson.revise(retitled(lesson, "Ways"), 3, parisa)
    assert (lesson.state, lesson.scheduled_id) == (State.DRAFT, None)
    assert seen(lesson) == "Channels"


def test_schedule_can_be_called_off(parisa, edris):
    lesson = published(edris)
    lesson.revise(retitled(lesson, "Ways"), lesson.number, parisa)
    lesson.submit(lesson.number, parisa)
    lesson.schedule(timezone.now() + timedelta(hours=1), lesson.number, edris)
    lesson.send_back(lesson.number, edris, "not yet")
    assert lesson.state == State.DRAFT and lesson.scheduled_id is None and seen(lesson) == "Channels"


def test_withdrawn_is_seen_no_more(edris):
    lesson = published(edris)
    lesson.withdraw(lesson.number, edris, "wrong")
    assert lesson.state == State.DRAFT and seen(lesson) is None
    with pytest.raises(NotNow):
        lesson.withdraw(lesson.number, edris, "again")


def test_restored_says_what_it_said_and_is_a_new_draft(parisa, edris):
    lesson = published(edris)
    first = lesson.revisions.get(number=1)
    changed = retitled(lesson, "Ways") | {"questions": [], "examples": lesson_document()["examples"] * 1}
    lesson.revise(changed, lesson.number, parisa)
    lesson.restore(first, lesson.number, parisa)
    assert lesson.document() == first.document and lesson.state == State.DRAFT
    assert lesson.revisions.count() == lesson.number == 5
    other = draft(parisa, "growth", about="topic")
    with pytest.raises(Revision.DoesNotExist):
        lesson.restore(other.revisions.get(), lesson.number, parisa)


def test_parts_keep_their_rows_and_take_the_order_of_the_document(parisa):
    lesson = draft(parisa)
    rows = dict(lesson.questions.values_list("key", "pk"))
    document = lesson.document()
    document["questions"].reverse()
    document["questions"].insert(1, {"key": "new", "block": "", "text": {"en": "New?", "ar": "", "fa": ""}})
    lesson.revise(document, 1, parisa)
    assert list(lesson.questions.values_list("key", flat=True)) == ["who", "new", "where"]
    assert dict(lesson.questions.exclude(key="new").values_list("key", "pk")) == rows


@pytest.mark.parametrize(
    "verb, rest",
    [
        ("revise", "document"), ("submit", ""), ("send_back", "reason"), ("publish", ""), ("schedule", "at"),
        ("withdraw", "reason"), ("restore", "revision"), ("confirm", "language"),
    ],
)  # fmt: skip
def test_somebody_was_faster(edris, verb, rest):
    lesson = draft(edris)
    words = {
        "": (), "document": (lesson_document(),), "reason": (), "at": (timezone.now(),),
        "revision": (lesson.revisions.get(),), "language": ("fa",),
    }[rest]  # fmt: skip
    with pytest.raises(Stale) as stale:
        getattr(lesson, verb)(*words, 7, edris, *(["why"] if rest == "reason" else []))
    assert stale.value.item.number == 1
    assert Revision.objects.count() == 1


def test_only_what_is_in_review_is_published(edris):
    lesson = draft(edris)
    for act in (lambda: lesson.publish(1, edris), lambda: lesson.send_back(1, edris, "no")):
        with pytest.raises(NotNow):
            act()
    with pytest.raises(NotNow):
        lesson.schedule(timezone.now(), 1, edris)
    lesson.submit(1, edris)
    with pytest.raises(NotNow):
        lesson.submit(2, edris)


def test_curators_write_and_editors_publish(parisa, edris):
    lesson = draft(parisa)
    lesson.submit(1, parisa)
    for verb in ("publish", "send_back", "schedule", "withdraw"):
        assert not may(parisa, verb) and may(edris, verb)
    with pytest.raises(PermissionDenied):
        lesson.publish(2, parisa)
    assert lesson.revisions.count() == 2


def test_others_may_nothing(parisa, edris):
    plain = User.objects.create_user("plain@example.com", "x", is_staff=True)
    boss = User.objects.create_user("boss@example.com", "x", is_staff=True, is_superuser=True)
    parisa.is_staff = False
    for person in (plain, parisa):
        assert not may(person, "revise")
        with pytest.raises(PermissionDenied):
            draft(person)
    assert may(boss, "publish") and may(boss, "revise")
    assert not Lesson.objects.exists()


def test_one_name_is_one_lesson(parisa):
    draft(parisa)
    with pytest.raises(Taken):
        draft(parisa)
    assert Lesson.objects.count() == 1


def test_unsound_document_changes_nothing(parisa):
    lesson = draft(parisa)
    for unsound in (lesson_document(about="block:nowhere"), lesson_document("another-name")):
        with pytest.raises(Unsound):
            lesson.revise(unsound, 1, parisa)
    assert Lesson.objects.get().number == 1
