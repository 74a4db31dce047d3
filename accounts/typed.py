"""What a form sent and nobody kept."""

from django.http import QueryDict


def typed(sent: QueryDict) -> list[str]:
    """What one would mind to write once more: all that is longer than a word. Passwords are nothing to show."""
    texts = (text for name, texts in sent.lists() if "password" not in name for text in texts)
    return [text for text in texts if len(text.split()) > 1]
