"""A submission that two people reviewed, with remarks about all there is, in three languages, and answers."""

from programs.models import Answer, Remark, Review, Submission
from tests.cast import Cast, actor
from tests.programs.scene import Scene, make_scene
from tests.strategy import make_strategy

SUMMARY = "مدل روشن است، اما نگه داشتن مشتری هنوز برنامه‌ای ندارد.\nنخست همان را بنویسید."


def make_reviewed(cast: Cast, scene: Scene | None = None) -> Submission:
    strategy = make_strategy(cast)
    own = (scene or make_scene(cast)).own
    criteria = list(own.program.criteria.in_order())
    review_by(own.submission, own.manager, [3] * len(criteria), "approved", "روش خوبی است.", [
        ("whole", None, "", "Well done: the numbers follow the story."),
    ])  # fmt: skip
    remarks = review_by(own.submission, own.reviewer, [n % 3 for n in range(len(criteria))], "changes", SUMMARY, [
        ("note", cast.notes[1].pk, cast.notes[1].text, "من أين تعرفون أن القارئ يقرأ كل أسبوع؟"),
        ("relationship", strategy.relationship.pk, "کتاب‌خوان‌ها · سلف‌سرویس: اپ «من»", "هزینه‌اش را از کجا آورده‌اید؟"),
        ("focus", strategy.focus.pk, "۱ فروردین ۱۴۰۵: ۶۰ / ۳۰ / ۱۰", "چرا ۶۰؟"),
    ])  # fmt: skip
    Review.objects.release(own.submission, actor(own.manager))
    Answer.give(remarks[0], "از گفت‌وگو با ۱۲ خواننده.", True, actor(cast.dariush))
    Answer.give(remarks[1], "", True, actor(cast.amina))
    return Submission.objects.for_pages().get(pk=own.submission.pk)


def review_by(submission: Submission, who, levels, verdict: str, summary: str, said) -> list[Remark]:
    review = Review.objects.of(submission, who)
    remarks = [
        Remark.objects.add_to(review, actor(who), about=about, about_id=row, quote=quote, text=text)
        for about, row, quote, text in said
    ]
    scores = {str(row.pk): level for row, level in zip(submission.program.criteria.in_order(), levels, strict=True)}
    review.revise(1, actor(who), submit=True, scores=scores, verdict=verdict, summary=summary)
    return remarks
