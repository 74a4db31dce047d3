"""What the rules said on a past day: from the rows of then, as of that day, to be read."""

from datetime import date, timedelta

from django.utils import timezone

from tests.asking import get, post
from tests.cast import actor
from tests.history.driving import head_of
from tests.strategy import add_relationship

GAP = "/personal/editor/"


def past(cast, person=None, **query):
    answer = get(person or cast.layla, "past", cast.team.pk, cast.canvas.pk, data={"view": "advice", **query})
    assert answer.status_code == 200
    return answer


def said(answer) -> set[str]:
    return {item.finding.rule for item in answer.context["advice"].items}


def test_it_says_what_it_said_then(cast, strategy):
    seq = head_of(cast.team.pk)
    add_relationship(cast.canvas, cast.segments[0], "communities", cast.dariush, expected=3)
    assert "gap" not in said(past(cast, seq=seq)) and "gap" in said(past(cast, seq=head_of(cast.team.pk)))


def test_it_is_as_of_the_day_that_was_asked_for(cast, strategy):
    today = timezone.localdate()
    assert past(cast).context["advised_on"] == today
    assert past(cast, day=today + timedelta(days=9)).context["advised_on"] == today
    assert past(cast, day=date(2020, 1, 1)).context["advised_on"] == date(2020, 1, 1)


def test_what_was_set_aside_then_is_set_aside_still(cast, strategy):
    add_relationship(cast.canvas, cast.segments[1], "communities", cast.dariush, expected=3)
    item = next(i for i in get(cast.dariush, "advice", cast.team.pk, cast.canvas.pk).context["advice"].open)
    finding = item.finding
    named = {"rule": finding.rule, "subject": finding.subject, "facts": finding.facts}
    before = head_of(cast.team.pk)
    post(cast.dariush, "advice_dismiss", cast.team.pk, cast.canvas.pk, **named, reason="می‌دانیم")
    after = head_of(cast.team.pk)
    row = cast.canvas.dismissals.get(rule=finding.rule, subject=finding.subject)
    row.reopen(actor(cast.dariush))

    def aside(seq: int) -> list[str]:
        return [each.finding.rule for each in past(cast, seq=seq).context["advice"].aside]

    assert finding.rule not in aside(before) and finding.rule in aside(after)
    assert finding.rule not in aside(head_of(cast.team.pk))


def test_it_is_only_read(cast, strategy):
    add_relationship(cast.canvas, cast.segments[1], "personal", cast.dariush, expected=3)
    live = get(cast.dariush, "advice", cast.team.pk, cast.canvas.pk).content.decode()
    then = past(cast, cast.dariush).content.decode()
    assert GAP in live and "/dismissal/" in live
    assert GAP not in then and "/dismissal/" not in then and "data-fresh" not in then


def test_the_way_to_other_moments_stays_with_the_advice(cast, strategy):
    content = past(cast, seq=head_of(cast.team.pk) - 1).content.decode()
    assert content.count("?view=advice&amp;seq=") >= 3
    assert 'name="view" value="advice"' in get(cast.layla, "advice", cast.team.pk, cast.canvas.pk).content.decode()


def test_outsider_does_not_find_it(cast):
    assert get(cast.sara, "past", cast.team.pk, cast.canvas.pk, data={"view": "advice"}).status_code == 404
