"""A newer version of what ships, of what was edited here: compared, taken by an editor, or declined."""

import pytest

from learning import shipping
from learning.models import Lesson
from tests.learning.desk import come_in, get, post
from tests.learning.writing import draft, lesson_document, publish


@pytest.fixture
def lesson(edris, monkeypatch) -> Lesson:
    """Edited here; what ships has another title."""
    newer = shipping.checked("lesson", lesson_document(title={"en": "Newer", "ar": "أحدث", "fa": "تازه‌تر"}))
    monkeypatch.setattr(shipping, "shipped", lambda: [("lesson", "channels", newer)])
    return publish(draft(edris), edris)


def test_it_is_offered_compared_and_taken(lesson, edris):
    desk = come_in(edris)
    assert get(desk, "changelist", Lesson, "?trouble=offered").context["shown"][0].item == lesson
    assert get(desk, "review", lesson).context["offered"]
    assert "تازه‌تر" in get(desk, "offer", lesson).content.decode()
    assert post(desk, "offer_answer", lesson, {"number": lesson.number}, verb="take").status_code == 302
    taken = Lesson.objects.get()
    assert (taken.title_fa, taken.state) == ("تازه‌تر", "review")
    assert get(desk, "offer", lesson).status_code == 404


def test_it_is_declined(lesson, edris):
    desk = come_in(edris)
    post(desk, "offer_answer", lesson, {"number": lesson.number}, verb="ignore")
    assert Lesson.objects.get().title_fa == lesson.title_fa
    assert get(desk, "review", lesson).context["offered"] is None


def test_curators_see_it_and_do_not_decide(lesson, parisa):
    desk = come_in(parisa)
    assert get(desk, "offer", lesson).status_code == 200
    for verb in ("take", "ignore"):
        assert post(desk, "offer_answer", lesson, {"number": lesson.number}, verb=verb).status_code == 403
    assert post(desk, "offer_answer", lesson, {"number": lesson.number}, verb="x").status_code == 404


def test_what_changed_meanwhile_is_not_overwritten(lesson, edris):
    desk = come_in(edris)
    assert post(desk, "offer_answer", lesson, {"number": 1}, verb="take").status_code == 302
    assert Lesson.objects.get().title_fa == lesson.title_fa
