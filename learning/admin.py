"""Lessons, terms and the path in the administration. The pages are our own: learning/curation/."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from learning.curation.urls import pages_of
from learning.models import Lesson, Path, Term
from learning.roles import may_curate


@admin.register(Lesson, Term, Path)
class CuratedAdmin(admin.ModelAdmin):
    """Who may do what is said by learning/roles.py, not by the administration's own permissions; and nothing that
    was taught is ever deleted."""

    def get_urls(self) -> list:
        return pages_of(self)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_curate(request.user)

    def has_view_permission(self, request: HttpRequest, item: object = None) -> bool:
        return may_curate(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_curate(request.user)

    def has_change_permission(self, request: HttpRequest, item: object = None) -> bool:
        return may_curate(request.user)

    def has_delete_permission(self, request: HttpRequest, item: object = None) -> bool:
        return False
