"""Reviewing: drafts are one's own, submitted reviews final; blind until then; the team answers each remark."""

from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from programs.changes import last_reviewed
from programs.models import Answer, Criterion, NotNow, Remark, Review, Submission
from programs.models.review import weighted
from programs.roles import ProgramRole
from programs.rubric import DEFAULT
from tests.asking import get, post, post_twice, queries_of, read
from tests.cast import actor, make_person
from tests.programs.scene import add_staff


@pytest.fixture
def side(scene):
    return scene.own


@pytest.fixture
def second(side):
    """Another reviewer."""
    person = make_person("mina", "مینا", "fa")
    add_staff(side.program, side.manager, person, ProgramRole.REVIEWER)
    return person


def place(side, *more) -> list[int]:
    return [side.program.pk, side.enrolment.pk, side.submission.pk, *more]


def words(side, level: int = 2, **more) -> dict:
    scores = {f"c{criterion.pk}": level for criterion in side.program.criteria.in_order()}
    return {**scores, "verdict": "changes", "summary": "خوب است", "version": 0, **more}


def submit(side, person, **more):
    return post(person, "review_save", *place(side), **words(side, submit="1", **more))


def remark(side, person, text="چرا این؟", about="whole") -> Remark:
    post(person, "remark_add", *place(side), about=about, text=text)
    return Remark.objects.latest("pk")


def test_a_program_begins_with_the_default_rubric(side):
    rows = list(side.program.criteria.in_order())
    assert len(rows) == len(DEFAULT) and all(len(row.levels) == 4 for row in rows)
    assert rows[0].title == "بخش‌های مشتریان"
    assert get(side.reviewer, "rubric", side.program.pk).status_code == 200


def test_a_level_has_the_same_number_wherever_it_is_read(side, cast):
    submit(side, side.reviewer)
    Review.objects.release(side.submission, actor(side.manager))
    named = get(side.reviewer, "rubric", side.program.pk).content.decode()
    levels = side.program.criteria.in_order()[0].levels
    for number, level in zip("۰۱۲۳", levels, strict=True):
        assert f"<b>{number}</b> <span>{level}</span></li>" in named
    given = f'<span class="soft small"><bdi>{levels[2]}</bdi></span>'
    assert f"<b><bdi>۲ از ۳</bdi></b> {given}" in read(get(side.reviewer, "reviews", *place(side)))
    team = read(get(cast.amina, "submission", cast.team.pk, *place(side)[1:]))
    assert f"<b><bdi>2 من 3</bdi></b> {given}" in team


def test_managers_write_the_rubric(side):
    fields = {"title": "Team", "question": "Who?", "weight": "۵", **{f"level_{n}": f"L{n}" for n in range(4)}}
    assert post(side.manager, "criterion_add", side.program.pk, **fields).status_code == 302
    row = side.program.criteria.get(title="Team")
    assert (row.weight, row.levels) == (5, ["L0", "L1", "L2", "L3"])
    changed = {**fields, "title": "The team", "version": 1}
    assert post(side.manager, "criterion_revise", side.program.pk, row.pk, **changed).status_code == 302
    revise = partial(post, side.manager, "criterion_revise", side.program.pk, row.pk)
    stale = revise(**changed)
    assert stale.status_code == 409 and "The team" in stale.content.decode()
    assert (
        post(side.manager, "criterion_revise", side.program.pk, row.pk, **{**changed, "weight": 9}).status_code == 422
    )
    first, second = (post(side.manager, "criterion_remove", side.program.pk, row.pk) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert (
        post(side.manager, "criterion_revise", side.program.pk, row.pk, **{**changed, "version": 2}).status_code == 409
    )
    assert not side.program.criteria.in_order().filter(title="The team").exists()
    with pytest.raises(PermissionDenied):
        Criterion.objects.add_to(side.program, actor(side.reviewer), title="x", question="x", levels=["a"] * 4)


def test_a_draft_is_kept_and_read_by_nobody_else(side, second, cast):
    answer = post(side.reviewer, "review_save", *place(side), summary="سری", version=0)
    assert answer.url == f"{reverse('review', args=place(side))}#verdict"
    assert "سری" in get(side.reviewer, "review", *place(side)).content.decode()
    for person in (second, side.manager):
        assert "سری" not in get(person, "reviews", *place(side)).content.decode()
    assert "سری" not in get(cast.amina, "submission", cast.team.pk, *place(side)[1:]).content.decode()


def test_a_submitted_review_is_whole_and_final(side):
    lacking = post(side.reviewer, "review_save", *place(side), summary="سلام", version=0, submit="1")
    assert lacking.status_code == 422 and "سلام" in lacking.content.decode()
    assert not Review.objects.exists()
    assert submit(side, side.reviewer).url == reverse("reviews", args=place(side))
    again = submit(side, side.reviewer, version=1, summary="دیگر")
    assert again.status_code == 409
    assert Review.objects.get().summary == "خوب است"
    with pytest.raises(NotNow):
        Review.objects.get().revise(1, actor(side.reviewer), summary="x")
    assert get(side.reviewer, "review", *place(side)).status_code == 302


def test_a_double_click_submits_once(side):
    first, second = post_twice(side.reviewer, "review_save", *place(side), **words(side, submit="1"))
    assert first.url == second.url and Review.objects.count() == 1


def test_a_draft_saved_in_two_windows_says_so(side):
    post(side.reviewer, "review_save", *place(side), summary="یک", version=0)
    answer = post(side.reviewer, "review_save", *place(side), summary="دو", version=0)
    assert answer.status_code == 409 and "دو" in answer.content.decode()
    assert Review.objects.get().summary == "یک"


def test_blind_until_ones_own_is_submitted(side, second):
    submit(side, side.reviewer)
    assert "خوب است" not in get(second, "reviews", *place(side)).content.decode()
    assert "خوب است" in get(side.manager, "reviews", *place(side)).content.decode()
    post(side.manager, "review_save", *place(side), summary="x", version=0)
    assert "خوب است" not in get(side.manager, "reviews", *place(side)).content.decode()
    submit(side, second, level=0, summary="بد است")
    page = get(second, "reviews", *place(side)).content.decode()
    assert "خوب است" in page and "بد است" in page and 'class="apart"' in page
    assert "بد است" in get(side.reviewer, "reviews", *place(side)).content.decode()


def test_totals_are_weighted():
    rows = [Criterion(pk=pk, weight=weight, levels=[]) for pk, weight in ((1, 3), (2, 1), (3, 5))]
    assert weighted(Review(scores={"1": 3, "2": 1, "9": 3}).marks(rows)) == Decimal(10) / 12
    assert weighted(Review().marks(rows)) is None


def test_remarks_are_about_what_was_submitted(side, cast):
    note = cast.notes[0]
    made = remark(side, side.reviewer, about=f"note-{note.pk}")
    assert (made.about, made.about_id, made.quote) == ("note", note.pk, note.text)
    assert made.review.reviewer == side.reviewer and made.review.submitted_at is None
    for wrong in ({"about": f"note-{cast.other_note.pk}"}, {"about": "x"}, {"text": ""}):
        sent = {"about": "whole", "text": "مانده", **wrong}
        answer = post(side.reviewer, "remark_add", *place(side), **sent)
        assert answer.status_code == 422
    assert Remark.objects.count() == 1


def test_remarks_of_a_draft_can_go_and_of_a_review_stay(side, second):
    first, other = remark(side, side.reviewer), remark(side, side.reviewer, "دوم")
    assert post(second, "remark_remove", *place(side, first.pk)).status_code == 404
    assert post(side.reviewer, "remark_remove", *place(side, first.pk)).status_code == 302
    submit(side, side.reviewer, version=Review.objects.get().version)
    assert post(side.reviewer, "remark_remove", *place(side, other.pk)).status_code == 409
    assert post(side.reviewer, "remark_add", *place(side), about="whole", text="x").status_code == 409
    assert Remark.objects.present().count() == 1


def test_the_team_answers_and_marks_as_done(side, cast):
    gone, made = remark(side, side.reviewer), remark(side, side.reviewer)
    gone.remove(actor(side.reviewer))
    theirs = [cast.team.pk, *place(side)[1:], made.pk]
    assert post(cast.dariush, "remark_answer", *theirs, text="چون").status_code == 404
    submit(side, side.reviewer, version=1)
    assert post(cast.dariush, "remark_answer", *theirs, text="چون").status_code == 404
    post(side.manager, "review_release", *place(side))
    assert post(cast.dariush, "remark_answer", *theirs[:3], gone.pk, text="چون", version=0).status_code == 404
    to_answer = reverse("remark_answer", args=theirs)
    page = get(cast.kian, "submission", *theirs[:3]).content.decode()
    assert "چرا این؟" in page and to_answer not in page
    assert to_answer in get(cast.dariush, "submission", *theirs[:3]).content.decode()
    assert post(cast.kian, "remark_answer", *theirs, text="چون").status_code == 403
    assert post(cast.dariush, "remark_answer", *theirs, version=0).status_code == 422
    assert post(cast.dariush, "remark_answer", *theirs, text="چون", version=0).status_code == 302
    assert post(cast.amina, "remark_answer", *theirs, text="درست شد", done="on", version=1).status_code == 302
    answer = Answer.objects.get()
    assert (answer.text, answer.answered_by, bool(answer.done_at)) == ("درست شد", cast.amina, True)
    assert "درست شد" in get(side.reviewer, "reviews", *place(side)).content.decode()
    post(cast.amina, "remark_answer", *theirs, text="هنوز نه", version=2)
    assert Answer.objects.get().done_at is None


def test_answers_of_two_at_the_same_time_are_both_shown(side, cast):
    made = remark(side, side.reviewer)
    submit(side, side.reviewer, version=1)
    Review.objects.release(side.submission, actor(side.manager))
    theirs = [cast.team.pk, *place(side)[1:], made.pk]
    assert post(cast.dariush, "remark_answer", *theirs, text="از گفت‌وگوها", version=0).status_code == 302
    met = post(cast.amina, "remark_answer", *theirs, text="من المقابلات", version=0)
    page = met.content.decode()
    assert met.status_code == 409 and Answer.objects.get().text == "از گفت‌وگوها"
    assert '<p dir="auto">از گفت‌وگوها</p>' in page and "من المقابلات</textarea>" in page
    assert page.count("أجاب شخص من فريقك في هذه الأثناء") == 2, "told, besides the hint that is hidden"
    assert 'name="version" value="1"' in page and page.count('class="answering"') == page.count(" open>") == 1
    first, again = post_twice(cast.amina, "remark_answer", *theirs, text="من المقابلات", version=1)
    assert first.url == again.url and Answer.objects.get().text == "من المقابلات"


def test_who_left_the_program_is_reviewed_no_more(side, cast):
    draft = Review.objects.of(side.submission, side.reviewer)
    assert draft.submission.enrolment.left_at is None
    side.enrolment.leave(actor(cast.amina))
    with pytest.raises(NotNow):
        draft.revise(0, actor(side.reviewer), summary="x")
    assert get(side.reviewer, "review", *place(side)).status_code == 404
    assert submit(side, side.reviewer).status_code == 410 and not Review.objects.exists()


def test_verbs_are_for_the_reviewer_alone(side, scene, second):
    own = Review.objects.of(side.submission, side.reviewer)
    with pytest.raises(NotNow):
        own.revise(0, actor(second), summary="x")
    with pytest.raises(PermissionDenied):
        Review.objects.of(side.submission, scene.other.reviewer).revise(0, actor(scene.other.reviewer), summary="x")


def test_the_second_review_begins_with_what_changed(side, cast):
    submit(side, side.reviewer)
    cast.notes[0].revise("کتاب تا عصر می‌رسد", cast.notes[0].version, actor(cast.dariush))
    again = Submission.objects.submit(side.enrolment, cast.canvas, side.round, "", actor(cast.amina))
    assert last_reviewed(again) == side.submission and last_reviewed(side.submission) is None
    url = [side.program.pk, side.enrolment.pk, again.pk]
    page = get(side.reviewer, "startup_submission", *url).content.decode()
    assert "<ins>عصر</ins>" in page and cast.notes[1].text.split("\n")[0] not in page
    whole = side.reviewer.client.get(reverse("startup_submission", args=url), {"view": "board"}).content.decode()
    assert cast.notes[1].text.split("\n")[0] in whole


def test_pages_take_a_fixed_number_of_queries(side, second, cast):
    submit(side, side.reviewer)
    pages = [
        (side.reviewer, "reviews", *place(side)),
        (second, "review", *place(side)),
        (cast.kian, "submission", cast.team.pk, *place(side)[1:]),
    ]
    before = [queries_of(*page) for page in pages]
    for number in range(3):
        remark(side, side.manager, f"remark {number}")
    submit(side, side.manager, version=1)
    assert [queries_of(*page) for page in pages] == before
    assert max(before) <= 14
