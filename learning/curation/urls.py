"""The pages of curation, below /admin/learning/<lesson, term or path>/."""

from __future__ import annotations

from django.contrib.admin import ModelAdmin
from django.urls import URLPattern, path

from learning.curation.access import behind
from learning.curation.views import adding, offers, preview, sets, shelf, versions, workflow, writing

PAGES = (
    ("", shelf.changelist, "changelist"),
    ("add/", adding.add, "add"),
    ("<int:pk>/change/", writing.change, "change"),
    ("<int:pk>/preview/", preview.preview, "preview"),
    ("<int:pk>/review/", workflow.review, "review"),
    ("<int:pk>/confirm/", workflow.confirm, "confirm"),
    ("<int:pk>/history/", versions.history, "history"),
    ("<int:pk>/difference/", versions.difference, "difference"),
    ("<int:pk>/restore/<int:number>/", versions.restore, "restore"),
    ("<int:pk>/act/<slug:verb>/", workflow.act, "act"),
    ("<int:pk>/offer/", offers.offer, "offer"),
    ("<int:pk>/offer/<slug:verb>/", offers.answer, "offer_answer"),
)
SETS = (
    ("sets/", sets.sets, "sets"),
    ("sets/lessons.json", sets.export_json, "export_json"),
    ("sets/<str:source>-<str:target>.xlf", sets.export_translation, "export_translation"),
)


def pages_of(admin: ModelAdmin) -> list[URLPattern]:
    """Those of one kind; what is about all kinds at once stands with the lessons."""
    noun = admin.model.noun
    pages = (*PAGES, *SETS) if noun == "lesson" else PAGES
    return [path(route, behind(admin, view), name=f"learning_{noun}_{name}") for route, view, name in pages]
