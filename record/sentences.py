"""What a change says, written when it is read, in the reader's language. Apps register their verbs when they start."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from record.models import Change

Words = Callable[[Change], Mapping[str, object]]
_registered: dict[str, tuple[Promise, Words]] = {}

SHORT = 60


def register(verb: str, sentence: Promise, words: Words = lambda change: {}) -> None:
    """`sentence` has {who} and whatever `words` answers for a change; each is isolated from the text around it."""
    _registered[verb] = (sentence, words)


def verbs() -> list[str]:
    return sorted(_registered)


def sentence(change: Change, who: str) -> SafeString:
    """The change as HTML. A verb nobody registered (an older release's) is shown by its name rather than hidden."""
    pattern, words = _registered.get(change.verb, ("{who}: {verb}", lambda change: {"verb": change.verb}))
    isolated = {name: format_html("<bdi>{}</bdi>", shorten(str(word))) for name, word in words(change).items()}
    return format_html(str(pattern), who=format_html("<bdi>{}</bdi>", who), **isolated)


def shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"
