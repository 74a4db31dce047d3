"""The addresses that links of lessons lead to."""

from django.http import HttpResponse
from django.urls import path

urlpatterns = [
    path("learn/words/", lambda request: HttpResponse(), name="words"),
    path("learn/<slug:slug>/", lambda request, slug: HttpResponse(), name="lesson"),
]
