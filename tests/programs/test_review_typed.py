"""On the page of a review stand two forms, and no press of one loses what was typed into the other."""

import re

import pytest

from programs.models import Assignment, Criterion, Enrolment, Remark, Review
from record.models import Change
from tests.asking import get, post, post_twice
from tests.cast import actor


@pytest.fixture
def side(scene):
    return scene.own


def place(side, *more) -> list[int]:
    return [side.program.pk, side.enrolment.pk, side.submission.pk, *more]


def page(side) -> str:
    return get(side.reviewer, "review", *place(side)).content.decode()


def typed(side, version: int = 0, **more) -> dict:
    """What the page sends, whichever button is pressed: some scores, a summary, and a remark."""
    first = side.program.criteria.in_order()[0]
    words = {"summary": "سه ساعت نوشتم", "verdict": "changes", f"c{first.pk}": 3}
    return {"version": version, **words, "about": "whole", "text": "هزینه کجاست؟", **more}


def test_every_button_sends_the_whole_page(side):
    post(side.reviewer, "remark_add", *place(side), about="whole", text="x")
    sent = page(side)
    main = sent[sent.index("<main") :]
    assert len(re.findall(r'<form [^>]*id="review"', main)) == 1 and main.count("<form") == 1
    for name in ("about", "text"):
        assert re.search(rf'name="{name}"[^>]* form="review"', main), name
    assert len(re.findall(r'<button [^>]*form="review" formaction="[^"]+/remarks/(?:add|\d+/remove)/"', main)) == 2


def test_adding_a_remark_keeps_the_draft(side):
    assert post(side.reviewer, "remark_add", *place(side), **typed(side)).status_code == 302
    own = Review.objects.get()
    assert (own.summary, own.verdict, [*own.scores.values()]) == ("سه ساعت نوشتم", "changes", [3])
    assert Remark.objects.get().text == "هزینه کجاست؟"
    assert len({line.request for line in Change.objects.of(side.program.pk).filter(verb="remark.add")}) == 1
    assert "سه ساعت نوشتم" in page(side)


@pytest.mark.parametrize("name", ["review_save", "remark_add"])
def test_what_was_typed_before_others_were_assigned_can_be_copied(side, name):
    Assignment.objects.assign(side.enrolment, side.program.managers(), actor(side.manager))
    answer = post(side.reviewer, name, *place(side), **typed(side))
    told = answer.content.decode()
    assert answer.status_code == 409 and not Review.objects.exists()
    assert "سه ساعت نوشتم</textarea>" in told and "هزینه کجاست؟</textarea>" in told


def leave(side, cast) -> None:
    Enrolment.objects.get(pk=side.enrolment.pk).leave(actor(cast.amina))


@pytest.mark.parametrize("name", ["review_save", "remark_add"])
@pytest.mark.parametrize("is_early", [True, False], ids=["before", "under the lock"])
def test_what_was_typed_before_the_startup_left_can_be_copied(side, cast, meanwhile, name, is_early):
    leave(side, cast) if is_early else meanwhile(lambda: leave(side, cast))
    answer = post(side.reviewer, name, *place(side), **typed(side))
    told = answer.content.decode()
    assert answer.status_code == 410 and not Review.objects.exists() and not Remark.objects.exists()
    assert "این استارتاپ از برنامه بیرون رفته است" in told and cast.team.name not in told
    assert "سه ساعت نوشتم</textarea>" in told and "هزینه کجاست؟</textarea>" in told


def test_a_draft_of_a_startup_that_left_is_shown_to_be_copied_to_its_writer_alone(side, scene, cast):
    post(side.reviewer, "remark_add", *place(side), **typed(side))
    leave(side, cast)
    row, sent = Remark.objects.get(), typed(side, version=1, text="")
    for name, more in (("review_save", []), ("remark_remove", [row.pk])):
        assert "سه ساعت نوشتم</textarea>" in post(side.reviewer, name, *place(side, *more), **sent).content.decode()
        assert post(scene.other.reviewer, name, *place(side, *more), **sent).status_code == 404
        assert post(cast.amina, name, *place(side, *more), **sent).status_code == 404
    assert post(side.manager, "remark_remove", *place(side, row.pk), **sent).status_code == 404
    elsewhere = [scene.other.program.pk, side.enrolment.pk, side.submission.pk]
    assert post(scene.other.reviewer, "review_save", *elsewhere, **sent).status_code == 404
    assert Remark.objects.get().version == row.version and Review.objects.get().version == 1


def test_of_a_review_that_is_final_only_what_is_not_in_it_is_told(side):
    whole = typed(side, **{f"c{row.pk}": 2 for row in side.program.criteria.in_order()}, submit="1", text="")
    post(side.reviewer, "review_save", *place(side), **whole)
    told = post(side.reviewer, "review_save", *place(side), **typed(side, version=1)).content.decode()
    assert "هزینه کجاست؟</textarea>" in told and "سه ساعت نوشتم</textarea>" not in told


def test_whoever_saves_goes_on_where_they_were_and_hears_what_was_done(side):
    """The page is long, and a remark is the last thing on it: its beginning is far away by keys, and on a phone."""
    for name, more, part, said in (
        ("remark_add", [], "add-remark", "یادداشت بازبینی افزوده شد"),
        ("remark_remove", [1], "add-remark", "یادداشت بازبینی حذف شد"),
        ("review_save", [], "verdict", "پیش‌نویس ذخیره شد"),
    ):
        args = [Remark.objects.get().pk] if more else []
        sent = typed(side, version=Review.objects.count()) | ({} if name == "remark_add" else {"text": ""})
        answer = post(side.reviewer, name, *place(side), *args, **sent)
        address, _, at = answer.url.partition("#")
        told = side.reviewer.client.get(address).content.decode()
        assert at == part and f' id="{part}"' in told and said in told, name


def reword(side, row) -> None:
    row.revise(row.version, actor(side.manager), title="عنوان تازه")


def drop(side, row) -> None:
    row.remove(actor(side.manager))


def seen(sent: str) -> dict:
    return {"seen": re.search(r'name="seen" value="([^"]*)"', sent)[1]}


@pytest.mark.parametrize("name", ["review_save", "remark_add"])
@pytest.mark.parametrize("is_early", [True, False], ids=["before", "under the lock"])
@pytest.mark.parametrize("change, marked", [(reword, 1), (drop, 0)])
def test_no_mark_is_given_by_words_that_were_not_seen(side, meanwhile, name, is_early, change, marked):
    row, sent = side.program.criteria.in_order()[0], typed(side, **seen(page(side)))
    change(side, row) if is_early else meanwhile(lambda: change(side, row))
    answer = post(side.reviewer, name, *place(side), **sent)
    told = answer.content.decode()
    assert answer.status_code == 409 and not Review.objects.exists() and not Remark.objects.exists()
    assert "هنگام نوشتن شما، معیارها تغییر کردند" in told
    assert told.count("از وقتی انتخاب کردید، متن این معیار تغییر کرده است") == told.count("عنوان تازه") == marked
    assert not re.search(r'name="c\d+"[^>]* checked', told) and told.count("شما <b>۳ از ۳</b> را انتخاب") == marked
    assert "سه ساعت نوشتم" in told and "هزینه کجاست؟" in told
    assert post(side.reviewer, name, *place(side), **{**sent, **seen(told)}).status_code == 302
    assert Review.objects.get().scores == ({str(row.pk): 3} if marked else {})


def test_of_a_criterion_that_came_meanwhile_a_draft_is_told_nothing(side):
    sent, like = typed(side, **seen(page(side))), side.program.criteria.in_order()[0]
    words = {"title": "تازه", "question": "؟", "levels": like.levels}
    made = Criterion.objects.add_to(side.program, actor(side.manager), **words)
    assert post(side.reviewer, "review_save", *place(side), **sent).status_code == 302
    assert f'name="c{made.pk}"' in page(side)


def test_a_remark_beside_a_draft_as_it_was_saved_is_added_whatever_the_rubric(side):
    post(side.reviewer, "remark_add", *place(side), **typed(side))
    sent = typed(side, version=1, **seen(page(side)))
    reword(side, side.program.criteria.in_order()[0])
    assert post(side.reviewer, "remark_add", *place(side), **sent).status_code == 302


def test_a_remark_on_a_draft_that_did_not_change_writes_it_no_more(side):
    post(side.reviewer, "remark_add", *place(side), **typed(side))
    post(side.reviewer, "remark_add", *place(side), **typed(side, version=1, text="دوم"))
    assert Review.objects.get().version == 1 and Remark.objects.count() == 2


def test_saving_the_draft_adds_the_remark_that_was_typed(side):
    first, again = post_twice(side.reviewer, "review_save", *place(side), **typed(side))
    assert first.url == again.url
    assert [row.text for row in Remark.objects.all()] == ["هزینه کجاست؟"]
    assert Review.objects.get().summary == "سه ساعت نوشتم"


def test_a_review_is_not_final_while_a_remark_is_typed_and_not_added(side):
    whole = {f"c{criterion.pk}": 2 for criterion in side.program.criteria.in_order()}
    sent = typed(side, **whole, submit="1")
    answer = post(side.reviewer, "review_save", *place(side), **sent)
    assert answer.status_code == 422 and not Review.objects.exists()
    told = answer.content.decode()
    assert "هزینه کجاست؟" in told and "سه ساعت نوشتم" in told
    assert "هنوز ارسال نشد" in told, "at the head too: on a phone the remarks are far below"
    assert answer.context["remark_form"].has_error("text") and not answer.context["form"].errors
    assert post(side.reviewer, "review_save", *place(side), **{**sent, "text": " "}).status_code == 302
    assert Review.objects.get().submitted_at


@pytest.mark.parametrize(
    "name, wrong, status",
    [
        ("review_save", {"submit": "1"}, 422),
        ("review_save", {"about": "x"}, 422),
        ("remark_add", {"summary": "سه ساعت نوشتم" + "ن" * 4000}, 422),
        ("remark_add", {"about": "x"}, 422),
        ("remark_add", {"version": 7}, 409),
        ("review_save", {"version": 7}, 409),
    ],
)
def test_what_is_refused_stands_there_as_it_was_typed(side, name, wrong, status):
    answer = post(side.reviewer, name, *place(side), **typed(side, **wrong))
    told = answer.content.decode()
    assert answer.status_code == status and not Remark.objects.exists() and not Review.objects.exists()
    assert "هزینه کجاست؟" in told and "سه ساعت نوشتم" in told
    assert answer.context["form"].initial == {} and "checked" in told


def test_an_empty_remark_is_refused_with_the_draft_still_there(side):
    answer = post(side.reviewer, "remark_add", *place(side), **typed(side, text=""))
    assert answer.status_code == 422 and answer.context["remark_form"].has_error("text")
    assert "سه ساعت نوشتم" in answer.content.decode()


def test_a_save_without_a_remark_asks_for_none(side):
    answer = post(side.reviewer, "review_save", *place(side), **typed(side, text="", submit="1"))
    assert answer.status_code == 422 and not answer.context["remark_form"].is_bound


def test_removing_a_remark_keeps_the_draft_and_the_one_being_written(side):
    post(side.reviewer, "remark_add", *place(side), about="whole", text="نخست")
    row = Remark.objects.get()
    for answer in post_twice(side.reviewer, "remark_remove", *place(side, row.pk), **typed(side, version=1)):
        told = answer.content.decode()
        assert answer.status_code == 200 and "هزینه کجاست؟" in told and "نخست" not in told
    assert Review.objects.get().summary == "سه ساعت نوشتم" and not Remark.objects.present().exists()
    gone = post(side.reviewer, "remark_remove", *place(side, row.pk), **typed(side, version=2, summary="تازه"))
    assert gone.status_code == 200 and "تازه" in gone.content.decode()


def test_a_criterion_is_read_as_it_was_written_and_in_its_own_direction(side):
    """It is no markup, whoever wrote it."""
    row, wild = side.program.criteria.in_order()[0], "<img src=x> & <b>چرا؟</b>"
    row.revise(row.version, actor(side.manager), title=wild, question=wild, levels=[wild] * 4)
    told = page(side)
    assert told.count("<bdi>&lt;img src=x&gt; &amp; &lt;b&gt;چرا؟&lt;/b&gt;</bdi>") == 6 and "<img src=x>" not in told
