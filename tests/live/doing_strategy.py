"""Everything that can be done to a canvas's relationships and strategy, one method for each verb."""

from datetime import date
from functools import cached_property

from relationships.models import Indicator, Scenario
from relationships.models.indicator import Entry
from tests.cast import Cast
from tests.strategy import Strategy, add_relationship, decide, make_strategy


class StrategyDoing:
    cast: Cast

    @cached_property
    def strategy(self) -> Strategy:
        return make_strategy(self.cast)

    def __getattr__(self, name: str):
        """Before each of these verbs the strategy is there."""
        if name.startswith("first_") and name.removeprefix("first_").partition("_")[0] in NOUNS:
            return lambda: self.strategy
        raise AttributeError(name)

    def relationship_add(self):
        add_relationship(self.canvas, self.segment, "social", self.cast.dariush, state="established", text="صفحه")

    def relationship_revise(self):
        self.strategy.relationship.revise(1, self.by, text="<b>تازه</b>", state="planned")

    def relationship_retire(self):
        self.strategy.relationship.retire(1, self.by)

    def relationship_remove(self):
        self.strategy.relationship.remove(1, self.by)

    def first_relationship_restore(self):
        self.relationship_remove()

    def relationship_restore(self):
        self.strategy.relationship.restore(self.by)

    def relationship_tie(self):
        self.strategy.relationship.tie(self.other, self.by)

    def relationship_untie(self):
        self.strategy.relationship.untie(self.cast.notes[3], self.by)

    def focus_decide(self):
        decide(self.canvas, self.cast.dariush, (20, 60, 20), date(2026, 11, 1))

    def focus_withdraw(self):
        self.strategy.focus.withdraw("اشتباه بود", self.by)

    def indicator_record(self):
        entry = Entry(self.segment, date(2026, 9, 23), values={"active": 7})
        Indicator.objects.record(self.canvas, [entry], self.by)

    def advice_dismiss(self):
        dismissal = self.strategy.dismissal
        type(dismissal).objects.dismiss(self.canvas, self.by, rule="waste", subject="", facts="2", reason="می‌دانیم")

    def advice_reopen(self):
        self.strategy.dismissal.reopen(self.by)

    def scenario_keep(self):
        Scenario.objects.keep(self.canvas, self.by, name="دیگر", acquisition=30, retention=60, growth=10)

    def scenario_remove(self):
        self.strategy.scenario.remove(self.by)


NOUNS = ("relationship", "focus", "indicator", "advice", "scenario")
