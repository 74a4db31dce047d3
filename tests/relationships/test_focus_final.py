"""A decision about the focus is followed by another or withdrawn with a reason; nothing else happens to it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from history.undo import NotUndoable, undo
from record.models import Change
from relationships.models import Focus
from relationships.models.focus import Withdrawn
from tests.cast import actor
from tests.record.ways import DELETES, UPDATES
from tests.strategy import decide
from workspaces.acting import acting

FINAL = "never revised"


def lines_of(focus: Focus):
    return Change.objects.of(focus.workspace_id).filter(table="relationships_focus", row_id=focus.pk).order_by("seq")


@pytest.mark.parametrize("way", UPDATES)
def test_it_is_never_revised(cast, strategy, way):
    with pytest.raises(DatabaseError, match=FINAL), acting(actor(cast.amina), cast.team.pk, "test.write"):
        UPDATES[way](strategy.focus, "reason", "دلیلی دیگر")


@pytest.mark.parametrize("way", DELETES)
def test_it_is_never_deleted(cast, strategy, way):
    with pytest.raises(DatabaseError, match=FINAL), acting(actor(cast.amina), cast.team.pk, "test.write"):
        DELETES[way](strategy.focus)


def test_it_is_withdrawn_with_a_reason_that_stays(cast, strategy):
    strategy.focus.withdraw("اشتباه ثبت شد", actor(cast.dariush))
    line = lines_of(strategy.focus).last()
    assert (line.verb, line.reason, line.after["withdrawn_reason"]) == ("focus.withdraw", *["اشتباه ثبت شد"] * 2)
    assert not Focus.objects.standing().exists()
    with pytest.raises(Withdrawn):
        strategy.focus.withdraw("دوباره", actor(cast.amina))
    assert lines_of(strategy.focus).count() == 2
    for change in ({"withdrawn_at": None, "withdrawn_reason": ""}, {"withdrawn_reason": "دلیلی دیگر"}):
        with (
            pytest.raises(DatabaseError, match=FINAL),
            acting(actor(cast.amina), cast.team.pk, "test.write"),
            transaction.atomic(),
        ):
            Focus.objects.update(**change)


def test_it_is_not_undone_with_a_click(cast, strategy):
    with pytest.raises(NotUndoable):
        undo(lines_of(strategy.focus).get(), actor(cast.dariush))


@pytest.mark.parametrize("weights", [(60, 30, 11), (60, 30, 9), (100, 1, -1)])
def test_weights_sum_to_a_hundred(cast, weights):
    with pytest.raises(DatabaseError):
        decide(cast.canvas, cast.dariush, weights, date(2026, 3, 21))


def test_without_a_reason_there_is_no_decision(cast):
    with pytest.raises(DatabaseError, match="reasoned"):
        decide(cast.canvas, cast.dariush, (60, 30, 10), date(2026, 3, 21), reason="")


def test_commenters_decide_nothing(cast):
    with pytest.raises(PermissionDenied):
        decide(cast.canvas, cast.kian, (60, 30, 10), date(2026, 3, 21))
