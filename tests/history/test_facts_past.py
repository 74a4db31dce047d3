"""What a canvas said of its strategy at any line of the record is what it said then."""

from datetime import date

from history.past import facts_at
from record.models import Change
from relationships.facts import Facts
from tests.cast import actor
from tests.history.driving import head_of
from tests.live.doing import Doing
from tests.strategy import add_relationship, decide

TODAY = date(2026, 11, 27)
DONE = (
    "relationship_add", "relationship_tie", "relationship_revise", "relationship_untie", "relationship_retire",
    "relationship_restore", "focus_decide", "indicator_record", "focus_withdraw", "segment_move", "segment_revise",
    "note_remove", "relationship_remove", "segment_remove",
)  # fmt: skip


def picture_of(facts: Facts) -> dict:
    """All that facts hold, as plain values that can be compared."""
    return {
        "canvas": facts.canvas.name,
        "segments": [(row.pk, row.name, row.customers, row.margin) for row in facts.segments],
        "relationships": [
            (row.pk, row.segment.name, row.version, *(getattr(row, name) for name in row.FIELDS))
            for row in facts.relationships
        ],
        "ties": [(tie.relationship.pk, tie.note.pk, tie.note.text) for tie in facts.ties],
        "focuses": [(row.pk, row.weights, row.from_on, row.reason) for row in facts.focuses],
        "indicators": [(row.segment.pk, row.month_on, row.active, row.revenue) for row in facts.indicators],
        "judged": (facts.thresholds, facts.fits),
        "cost": [facts.monthly_cost(row) for row in facts.relationships],
    }


def do(doing: Doing, name: str) -> None:
    """Each from the rows as they are: verbs before it changed their versions."""
    doing.strategy.relationship.refresh_from_db()
    doing.segment.refresh_from_db(fields=["version", "position"])
    if name == "relationship_restore":
        doing.strategy.relationship.remove(doing.strategy.relationship.version, doing.by)
    if name.startswith("relationship_re") and name != "relationship_restore":
        row = doing.strategy.relationship
        {"vise": lambda: row.revise(row.version, doing.by, text="تازه", state="planned"),
         "tire": lambda: row.retire(row.version, doing.by),
         "move": lambda: row.remove(row.version, doing.by)}[name.removeprefix("relationship_re")]()  # fmt: skip
    else:
        getattr(doing, name)()


def test_days_end_by_the_team_s_clock_now_and_then(cast):
    cast.team.set_clock("Asia/Tehran", actor(cast.amina))
    now, then = Facts.of(cast.canvas, TODAY), facts_at(cast.canvas, head_of(cast.team.pk))
    assert now.zone == then.zone == cast.team.zone


def test_every_line_has_the_facts_of_its_time(cast, strategy):
    doing, pictures = Doing(cast), []
    doing.__dict__["strategy"] = strategy
    add_relationship(cast.canvas, cast.segments[1], "social", cast.dariush, expected=1)
    decide(cast.canvas, cast.dariush, (20, 70, 10), date(2026, 1, 21))  # later than another, from an earlier day
    for name in DONE:
        do(doing, name)
        pictures.append((name, head_of(cast.team.pk), picture_of(Facts.of(cast.canvas, TODAY))))
    assert len({str(picture) for _, _, picture in pictures}) > len(DONE) - 3
    for name, seq, picture in pictures:
        assert picture_of(facts_at(cast.canvas, seq)) == picture, name


def test_the_day_is_that_of_the_line(cast, strategy):
    seq = head_of(cast.team.pk)
    day = facts_at(cast.canvas, seq).on
    cast.notes[0].move("key_partners", None, actor(cast.dariush))
    assert facts_at(cast.canvas, seq).on == day
    assert facts_at(cast.canvas, 0).relationships == []
    at, clock = Change.objects.of(cast.team.pk).get(seq=seq).at, cast.canvas.workspace
    for clock.time_zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):  # never the same day
        assert facts_at(cast.canvas, seq).on == at.astimezone(clock.zone).date()


def test_queries_do_not_grow(cast, strategy, django_assert_num_queries):
    seq = head_of(cast.team.pk)
    with django_assert_num_queries(4):
        facts_at(cast.canvas, seq)
    for kind in ("personal", "social", "communities"):
        add_relationship(cast.canvas, cast.segments[1], kind, cast.dariush, expected=1).tie(
            cast.notes[1], actor(cast.dariush)
        )
    seq = head_of(cast.team.pk)
    with django_assert_num_queries(4):
        facts = facts_at(cast.canvas, seq)
        assert len(facts.ties) == 4 and all(tie.note.text for tie in facts.ties)
        assert all(row.segment.name for row in facts.relationships)
