"""The verbs of the record in plain words, to choose from: grouped by what they are done to."""

from collections.abc import Collection, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from record.sentences import verbs

NOUNS = {
    "note": _("Notes"),
    "segment": _("Segments"),
    "relationship": _("Relationships"),
    "focus": pgettext_lazy("kind of change", "Focus"),
    "indicator": _("Figures"),
    "advice": _("Advice"),
    "scenario": _("What-ifs"),
    "comment": _("Comments"),
    "canvas": _("Canvases"),
    "share_link": _("Share links"),
    "member": _("Members"),
    "invitation": _("Invitations"),
    "workspace": _("Workspace"),
    "webhook": _("Webhooks"),
    "bundle": _("Downloads of everything"),
    "enrolment": _("Programs"),
    "submission": _("Submissions"),
    "remark": _("Remarks"),
    "record": pgettext_lazy("kind of change", "The record"),
    "change": pgettext_lazy("kind of change", "Undo"),
}
ACTIONS = {
    "add": pgettext_lazy("kind of change", "Added"),
    "create": pgettext_lazy("kind of change", "Created"),
    "set_clock": pgettext_lazy("kind of change", "Clock set"),
    "revise": pgettext_lazy("kind of change", "Revised"),
    "rename": pgettext_lazy("kind of change", "Renamed"),
    "move": pgettext_lazy("kind of change", "Moved"),
    "recolour": pgettext_lazy("kind of change", "Given another segment"),
    "remove": pgettext_lazy("kind of change", "Removed"),
    "restore": pgettext_lazy("kind of change", "Brought back"),
    "rewind": pgettext_lazy("kind of change", "Taken back to an earlier moment"),
    "duplicate": pgettext_lazy("kind of change", "Copied"),
    "import": pgettext_lazy("kind of change", "Imported"),
    "archive": pgettext_lazy("kind of change", "Archived"),
    "resolve": pgettext_lazy("kind of change", "Resolved"),
    "reopen": pgettext_lazy("kind of change", "Reopened"),
    "appoint": pgettext_lazy("kind of change", "Given another role"),
    "leave": pgettext_lazy("kind of change", "Left"),
    "revoke": pgettext_lazy("kind of change", "Revoked"),
    "accept": pgettext_lazy("kind of change", "Accepted"),
    "retire": pgettext_lazy("kind of change", "Retired"),
    "tie": pgettext_lazy("kind of change", "Tied to a note"),
    "untie": pgettext_lazy("kind of change", "Untied from a note"),
    "decide": pgettext_lazy("kind of change", "Decided"),
    "withdraw": pgettext_lazy("kind of change", "Withdrawn"),
    "record": pgettext_lazy("kind of change", "Recorded"),
    "dismiss": pgettext_lazy("kind of change", "Set aside"),
    "keep": pgettext_lazy("kind of change", "Kept"),
    "undo": pgettext_lazy("kind of change", "Undone"),
    "answer": pgettext_lazy("kind of change", "Answered"),
    "submit": pgettext_lazy("kind of change", "Submitted"),
    "release": pgettext_lazy("kind of change", "Released"),
    "release_all": pgettext_lazy("kind of change", "Released together"),
    "assign": pgettext_lazy("kind of change", "Assigned"),
    "spread": pgettext_lazy("kind of change", "Assigned evenly"),
    "declare": pgettext_lazy("kind of change", "Declared"),
    "redact": pgettext_lazy("kind of change", "Words blacked out"),
}


APART: set[str] = set()  # verbs that no workspace's record has; whoever registers their sentences puts them here


def of_workspaces() -> list[str]:
    return [verb for verb in verbs() if verb not in APART]


def choices(
    among: Collection[str] | None = None, known: Mapping[str, Promise] = NOUNS
) -> list[tuple[str | Promise, object]]:
    """For a select: every verb of a workspace that has a sentence (or those given, with their nouns), under its noun,
    each noun itself ("note.") first."""
    nouns: dict[str, list[tuple[str, str | Promise]]] = {}
    for verb in of_workspaces() if among is None else among:
        noun, _dot, action = verb.partition(".")
        nouns.setdefault(noun, [(f"{noun}.", _("All of these"))]).append((verb, ACTIONS.get(action, verb)))
    order = [noun for noun in known if noun in nouns]
    return [(known.get(noun, noun), nouns[noun]) for noun in order + sorted(nouns.keys() - known.keys())]


def chosen(choice: str, among: Collection[str] | None = None) -> list[str]:
    """The verbs that a choice stands for: itself, or all those of a noun."""
    return [
        verb
        for verb in (of_workspaces() if among is None else among)
        if verb == choice or (choice.endswith(".") and verb.startswith(choice))
    ]
