"""What is taught: lessons, terms and the newcomers' path, with every revision of them. A verb is a method."""

from learning.models.curated import Meanwhile, NotNow, Stale, State, Taken
from learning.models.lesson import Example, Lesson, Mistake, Question, Source
from learning.models.path import Path, Step
from learning.models.progress import Progress
from learning.models.revision import Revision
from learning.models.term import Term

__all__ = [
    "Example", "Lesson", "Meanwhile", "Mistake", "NotNow", "Path", "Progress", "Question", "Revision", "Source",
    "Stale", "State", "Step", "Taken", "Term",
]  # fmt: skip
