"""What people learn from, under /learn/."""

from django.urls import path

from learning.views import lessons, library

urlpatterns = [
    path("", library.library, name="library"),
    path("path/", library.path, name="path"),
    path("words/", library.words, name="words"),
    path("search/", library.lesson_search, name="lesson_search"),
    path("<slug:slug>/", lessons.lesson, name="lesson"),
    path("<slug:slug>/read/", lessons.lesson_read, name="lesson_read"),
    path("<slug:slug>/unread/", lessons.lesson_unread, name="lesson_unread"),
]
