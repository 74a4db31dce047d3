"""What one is told of, and how one wants to be told."""

from django.urls import path

from notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/count/", views.notices_count, name="notices_count"),
    path("notices/read/", views.notices_read, name="notices_read"),
    path("notices/settings/", views.notices_settings, name="notices_settings"),
    path("notices/stop/<str:token>/", views.notices_stop, name="notices_stop"),
    path("notices/<int:notice>/", views.notice, name="notice"),
    path("notices/<int:notice>/read/", views.notice_read, name="notice_read"),
]
