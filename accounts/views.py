"""What a person does about themselves; signing in and the like are allauth's views."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.access import only, public, signed_in
from accounts.forms import LanguageForm, ProfileForm

A_YEAR = 31_536_000  # seconds


@signed_in
@only("GET", "HEAD", "POST")
def profile(request: HttpRequest) -> HttpResponse:
    """Name, language, calendar, digits, time zone."""
    if request.method == "POST":
        return profile_revise(request)
    chosen = {name: getattr(request.user, name) for name in ProfileForm.base_fields}
    return profile_page(request, ProfileForm(initial=chosen))


def profile_page(request: HttpRequest, form: ProfileForm, status: int = 200) -> HttpResponse:
    return render(request, "accounts/profile.html", {"form": form, "now": timezone.now()}, status=status)


def profile_revise(request: HttpRequest) -> HttpResponse:
    """Saved, and said in the language that was chosen: the page that follows is loaded whole."""
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return profile_page(request, form, status=422)
    request.user.revise(**form.cleaned_data)
    with override(form.cleaned_data["language"] or request.reading.language):
        messages.success(request, _("Your profile is saved."))
    return redirect("profile")


@public("visitors choose the language that they read in")
@only("POST")
def language(request: HttpRequest) -> HttpResponse:
    """The switch on every page: kept in a cookie, and with whoever is signed in; then back to the page."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        raise BadRequest("no such language")
    chosen = form.cleaned_data["language"]
    if request.user.is_authenticated:
        request.user.revise(language=chosen)
    response = redirect(safe_page(request, request.POST.get("next", "")) or "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=A_YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return response


def safe_page(request: HttpRequest, page: str) -> str:
    """`page` if it is one of this site, else nothing: nobody is led elsewhere by a link to us."""
    here = {request.get_host()}
    return page if url_has_allowed_host_and_scheme(page, here, request.is_secure()) else ""
