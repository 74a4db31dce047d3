"""Which fields are written in each language."""

from modeltranslation.translator import TranslationOptions, translator

from learning.document import LESSON, PATH, TERM
from learning.models import Example, Lesson, Mistake, Path, Question, Source, Step, Term

SHAPED = {
    Lesson: LESSON,
    Question: LESSON.parts["questions"],
    Example: LESSON.parts["examples"],
    Mistake: LESSON.parts["mistakes"],
    Source: LESSON.parts["sources"],
    Term: TERM,
    Path: PATH,
    Step: PATH.parts["steps"],
}

for model, shape in SHAPED.items():
    translator.register(model, type(f"{model.__name__}Options", (TranslationOptions,), {"fields": tuple(shape.texts)}))
