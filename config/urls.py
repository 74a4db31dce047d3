"""The map of the site: each app's own urls.py lists what can be done in it."""

from django.contrib import admin
from django.urls import include, path

from api.urls import page_urlpatterns as api_pages
from canvas.views.home import home
from config.health import health
from exports.urls import program_urlpatterns as portfolios
from exports.urls import public_urlpatterns as forms
from exports.urls import staff_urlpatterns as reviews
from sharing.urls import public_urlpatterns as shared

urlpatterns = [
    path("", home, name="home"),
    path("health/", health, name="health"),
    path("w/<int:workspace>/", include("canvas.urls")),
    path("w/<int:workspace>/", include("relationships.urls")),
    path("w/<int:workspace>/", include("history.urls")),
    path("w/<int:workspace>/", include("exports.urls")),
    path("w/<int:workspace>/", include("sharing.urls")),
    path("", include("workspaces.urls")),
    path("", include("accounts.urls")),
    path("", include("notices.urls")),
    path("accounts/", include("allauth.urls")),
    path("learn/", include("learning.urls")),
    path("", include(forms)),
    path("", include(portfolios)),
    path("", include(shared)),
    path("", include("programs.urls")),
    path("api/v1/", include("api.urls")),
    path("", include(api_pages)),
    path("", include(reviews)),
    path("admin/", admin.site.urls),
]

handler400 = "config.trouble.bad_request"
handler403 = "config.trouble.forbidden"
handler404 = "config.trouble.not_found"
handler500 = "config.trouble.failed"
