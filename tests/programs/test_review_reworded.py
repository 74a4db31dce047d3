"""A draft is opened again after its rubric was reworded: what was chosen stands beside the new words, and does not
count for them."""

import re
from importlib import import_module

import pytest
from django.apps import apps

from learning.library import library
from programs.comparison import Line
from programs.models import Criterion, Review
from programs.portfolio import Portfolio
from record.models import Change
from tests.asking import get, post, queries_of
from tests.cast import actor
from tests.exports.papers import pages_of

filling = import_module("programs.migrations.0010_wordings_of_older_reviews")
TOLD = "از وقتی انتخاب کردید، متن این معیار تغییر کرده است"
CAVEAT = "متن این معیار در فاصلهٔ این بازبینی‌ها تغییر کرده است"
TOTALS = "جمع‌های آن‌ها از معیارها و متن‌های یکسانی نیستند"
EARLIER, SAME_WORDS = "با معیارهای پیشین", "معیارها در میانهٔ بازبینی‌ها تغییر کرده‌اند"
AT_THE_HEAD = "پس از ذخیرهٔ این پیش‌نویس، معیارها تغییر کردند"
CHOSEN = re.compile(r'name="(c\d+)" value="(\d)"[^>]* checked')


@pytest.fixture
def side(scene):
    """Its reviewer has saved a draft with the third of four levels by each criterion."""
    scores = {f"c{row.pk}": 2 for row in scene.own.program.criteria.in_order()}
    save(scene.own, version=0, summary="خلاصه", **scores)
    return scene.own


def place(side) -> list[int]:
    return [side.program.pk, side.enrolment.pk, side.submission.pk]


def page(side) -> str:
    return get(side.reviewer, "review", *place(side)).content.decode()


def save(side, **sent):
    return post(side.reviewer, "review_save", *place(side), **sent)


def standing(told: str) -> dict[str, str]:
    """What the page sends as it stands."""
    hidden = re.findall(r'name="(version|seen|earlier)" value="([^"]*)"', told)
    return {**dict(hidden), "summary": "خلاصه", **dict(CHOSEN.findall(told))}


def reword(side, **fields) -> Criterion:
    row = side.program.criteria.in_order()[0]
    row.revise(row.version, actor(side.manager), **fields)
    return row


def test_what_was_chosen_stands_beside_the_new_words_with_its_own(side):
    old = side.program.criteria.in_order()[0]
    row = reword(side, title="گروه‌ها", levels=["هیچ", "کم", "بیش", "همه"])
    told = page(side)
    assert told.count(TOLD) == told.count(AT_THE_HEAD) == 1
    assert f"شما <b>۲ از ۳</b> را انتخاب کردید: «<bdi>{old.levels[2]}</bdi>»" in told
    assert f"<bdi>{old.title}</bdi>" in told and f"<bdi>{old.question}</bdi>" in told and "گروه‌ها" in told
    chosen = dict(CHOSEN.findall(told))
    assert f"c{row.pk}" not in chosen and len(chosen) == side.program.criteria.in_order().count() - 1


def test_it_does_not_count_until_it_is_chosen_again(side):
    row = reword(side, levels=["هیچ", "کم", "بیش", "همه"])
    criteria, own = list(side.program.criteria.in_order()), Review.objects.get()
    assert own.level(row) is None and not own.marks([row]) and own.marks(criteria)
    assert save(side, **standing(page(side)), verdict="changes", submit="1").status_code == 422
    assert save(side, **standing(page(side))).status_code == 302
    assert TOLD in page(side) and Review.objects.get().level(row) is None, "saved, and not chosen again"
    assert save(side, **standing(page(side)), **{f"c{row.pk}": 1}).status_code == 302
    assert TOLD not in page(side) and Review.objects.get().level(row) == 1


def test_what_is_refused_tells_of_it_still(side):
    reword(side, title="گروه‌ها")
    told = save(side, **standing(page(side)), text="؟", about="x").content.decode()
    assert told.count(TOLD) == 1


def test_a_mark_stands_where_the_words_do(side):
    """Another weight is none of the mark's; and words that are as they were are the words that it was given by."""
    row = reword(side, weight=5)
    assert TOLD not in page(side) and Review.objects.get().level(row) == 2
    title = row.title
    for other, told in (("دیگر", True), (title, False)):
        reword(side, title=other)
        assert (TOLD in page(side)) is told


def test_a_review_that_is_final_stays_as_it_was_given_and_is_read_in_the_words_of_then(side):
    save(side, **standing(page(side)), verdict="changes", submit="1")
    compare = [side.reviewer, "reviews", *place(side)]
    before, old = queries_of(*compare), side.program.criteria.in_order()[0].levels[2]
    told = get(*compare).content.decode().count(f"<bdi>{old}</bdi>")
    row = reword(side, title="گروه‌ها", levels=["هیچ", "کم", "بیش", "همه"])
    after = get(*compare).content.decode()
    assert Review.objects.get().level(row) == 2 and after.count(f"<bdi>{old}</bdi>") == told
    assert "<bdi>گروه‌ها</bdi>" in after and "<bdi>بیش</bdi>" not in after
    assert queries_of(*compare) == before + 1


def submit_beside(side, level: int) -> None:
    """Another review, by a manager: this level by the first criterion, by the others as the draft has them."""
    first, *others = side.program.criteria.in_order()
    scores = {str(first.pk): level, **{str(row.pk): 2 for row in others}}
    review = Review.objects.of(side.submission, side.manager)
    review.revise(0, actor(side.manager), submit=True, scores=scores, verdict="changes")


def submit_both(side, title: str | None) -> None:
    """Two reviews; where a title is given, the first criterion gets it in between."""
    save(side, **standing(page(side)), verdict="changes", submit="1")
    if title:
        reword(side, title=title)
    submit_beside(side, 0)


@pytest.mark.parametrize("title, is_reworded", [("گروه‌ها", True), (None, False)])
def test_levels_given_by_other_words_are_not_compared_and_it_says_so(side, title, is_reworded):
    submit_both(side, title)
    told = get(side.reviewer, "reviews", *place(side)).content.decode()
    paper = "".join(pages_of(get(side.reviewer, "reviews_pdf", *place(side)).content))
    assert ("دور از هم" in told) is ("دور از هم" in paper) is not is_reworded
    assert (CAVEAT in told) is ("همان متن" in paper) is is_reworded
    assert (TOTALS in told) is ("یکسانی" in paper) is is_reworded


@pytest.mark.parametrize("title, is_reworded", [("گروه‌ها", True), (None, False)])
def test_nor_are_they_in_the_portfolio(side, title, is_reworded):
    """Where all else is alike nobody is apart; of the totals it says that they are by other words."""
    submit_both(side, title)
    told, table = (get(side.manager, name, side.program.pk).content.decode() for name in ("portfolio", "portfolio_csv"))
    (found,) = Portfolio.of(side.program, side.program.staff.get(user=side.manager), library("fa")).startups
    assert (found.scores.spread == 0) is is_reworded
    assert (EARLIER in told) is (SAME_WORDS in told) is is_reworded and (" تا " in score_in(told)) is not is_reworded
    assert table.strip().endswith(",بله") is is_reworded


def score_in(told: str) -> str:
    """What the page says of the startup's score."""
    return told.partition('<span class="scored">')[2].partition("</td>")[0]


def test_levels_given_by_the_same_words_are_compared_though_others_are_not(side):
    criterion = side.program.criteria.in_order()[0]
    reviews = [
        Review(scores={str(criterion.pk): level}, wordings={str(criterion.pk): by}, submitted_at=1)
        for by, level in (("old", 0), ("new", 3), ("old", 2))
    ]
    assert Line.of(criterion, reviews, {}).spread == 2


def test_reviews_from_before_their_words_were_kept_get_those_that_the_record_has(side):
    own = Review.objects.get()
    given, version = own.wordings, own.version + 1
    own.revise(own.version, actor(side.reviewer), wordings={})
    row = reword(side, title="گروه‌ها")
    assert TOLD not in page(side), "it stood beside words that it was not given by"
    filling.fill(apps, None)
    own = Review.objects.get()
    assert (own.wordings, own.version) == (given, version) and own.level(row) is None and TOLD in page(side)
    lines = Change.objects.of(side.program.pk).count()
    filling.fill(apps, None)
    assert Change.objects.of(side.program.pk).count() == lines, "once"


@pytest.mark.parametrize("junk", ["x", "1:zz=2", "9" * 30 + ":ab=2", "0:ab=2", "{pk}:ab=9", "{pk}:ab=2"])
def test_junk_is_no_mark(side, junk):
    row = reword(side, title="گروه‌ها")
    sent = standing(page(side)) | {"earlier": junk.format(pk=row.pk)}
    assert save(side, **sent).status_code == 302
    assert page(side) and Review.objects.get().level(row) is None


def test_many_reworded_criteria_are_asked_for_at_once(side):
    before = queries_of(side.reviewer, "review", *place(side))
    for row in side.program.criteria.in_order():
        row.revise(row.version, actor(side.manager), title=f"{row.title} ۲")
    assert queries_of(side.reviewer, "review", *place(side)) == before + 1
