"""The administration pages: for staff only, and only after the second step of signing in."""

from allauth.account import views as account
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from accounts.access import only, public
from accounts.second_step import took_second_step, way_in
from accounts.views import safe_page


class Administration(AdminSite):
    site_title = site_header = _("Administration of Boom")
    index_title = _("Administration")

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and took_second_step(request)

    @method_decorator(public("the way in: leads staff through what is missing, and shows others that there is nothing"))
    @method_decorator(only("GET", "HEAD", "POST"))
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Whatever is still missing to come in; the way leads on to the page that was asked for."""
        return way_in(request, safe_page(request, request.GET.get("next", "")) or reverse("admin:index"))

    def logout(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return account.logout(request)

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return redirect("account_change_password")
