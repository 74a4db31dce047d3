"""The examples that come with Boom: a canvas told as acts, in three languages; a JSON file each in examples/.

{"key", "name": T, "about": T, "people": {key: {"name": T}}, "acts": [{"verb", "ref", "by", "at", "reason": T,
"fields": {…}}]}, where T is {"en", "ar", "fa"}. A field names a segment, note or comment by its ref. An app above
tells of its own rows too: it marks a function with `tells`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from accounts.numbers import in_digits
from accounts.reading import Reading

FOLDER = Path(__file__).with_name("examples")
KINDS = ("segment", "note")
TELLERS: list[Callable[[str], list[dict]]] = []


def tells(teller: Callable[[str], list[dict]]) -> Callable[[str], list[dict]]:
    """Mark a function that knows more acts of an example, by its key; they join the others in the order of time."""
    TELLERS.append(teller)
    return teller


class NoExample(LookupError):
    """No example has this key."""


@dataclass(frozen=True)
class Act:
    """Something done to the canvas: `verb` to the row `ref`, by a person (a key), at a time, for a reason."""

    verb: str
    ref: str
    by: str
    at: datetime | None
    reason: str
    fields: dict

    @property
    def kind(self) -> str:
        return self.verb.partition(".")[0]


@dataclass(frozen=True)
class Example:
    """One example in one language; `people` are names by key."""

    key: str
    name: str
    about: str
    people: dict[str, str]
    acts: list[Act]

    @property
    def began_at(self) -> datetime | None:
        return self.acts[0].at

    def standing(self) -> dict[str, list[Standing]]:
        """What stands on the canvas after the last act: by block, in order; segments under ""."""
        rows: dict[str, Standing] = {}
        lists: dict[str, list[Standing]] = {}
        for act in self.acts:
            if act.kind in KINDS:
                row = rows.setdefault(act.ref, Standing(act.ref))
                row.meet(act)
                if "block" in act.fields or act.verb == "segment.add":
                    _place(row, lists, rows, act)
        return {block: [row for row in those if row.present] for block, those in lists.items()}


@dataclass
class Standing:
    """A note or segment of an example as the acts have left it."""

    ref: str
    present: bool = True
    fields: dict = field(default_factory=dict)

    def meet(self, act: Act) -> None:
        self.present = not act.verb.endswith(".remove")
        self.fields |= {name: value for name, value in act.fields.items() if name != "after"}


def _place(row: Standing, lists: dict[str, list[Standing]], rows: dict[str, Standing], act: Act) -> None:
    """Where the act put it: last, or first where `after` is null, or after the row that it names."""
    for those in lists.values():
        if row in those:
            those.remove(row)
    those = lists.setdefault(act.fields.get("block", ""), [])
    if "after" not in act.fields:
        those.append(row)
    else:
        after = act.fields["after"]
        those.insert(those.index(rows[after]) + 1 if after else 0, row)


@cache
def _read(key: str) -> dict:
    path = FOLDER / f"{key}.json"
    if key not in keys() or not path.is_file():
        raise NoExample(key)
    told = json.loads(path.read_text(encoding="utf-8"))
    acts = [*told["acts"], *(act for teller in TELLERS for act in teller(key))]
    return told | {"acts": sorted(acts, key=lambda act: act.get("at", ""))}  # without dates: as they were told


@cache
def keys() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.json"))


@cache
def example(key: str, language: str) -> Example:
    """The example in "en", "ar" or "fa", with the digits that are usual in it. Raises NoExample."""
    told, digits = _read(key), Reading.of(None, language).digits

    def say(value):
        return in_digits(value[language], digits) if isinstance(value, dict) and "en" in value else value

    return Example(
        key=key,
        name=say(told["name"]),
        about=say(told["about"]),
        people={person: say(words["name"]) for person, words in told["people"].items()},
        acts=[_act(act, say) for act in told["acts"]],
    )


def _act(act: dict, say) -> Act:
    return Act(
        verb=act["verb"],
        ref=act["ref"],
        by=act.get("by", ""),
        at=datetime.fromisoformat(act["at"]) if "at" in act else None,
        reason=say(act.get("reason", "")),
        fields={name: say(value) for name, value in act.get("fields", {}).items()},
    )
