"""A canvas's share links, under /w/<workspace>/; and what whoever holds one may ask for."""

from django.urls import path

from sharing.views import holding, links

L = "canvases/<int:canvas>/share-links/"

urlpatterns = [
    path(L, links.share_links, name="share_links"),
    path(L + "new/", links.share_link_new, name="share_link_new"),
    path(L + "create/", links.share_link_create, name="share_link_create"),
    path(L + "<int:share_link>/revoke/", links.share_link_revoke, name="share_link_revoke"),
]
public_urlpatterns = [
    path("share/<str:token>/", holding.share_link_open, name="share_link_open"),
    path("shared/<int:share_link>/", holding.shared, name="shared"),
    path("shared/<int:share_link>/canvas.pdf", holding.shared_pdf, name="shared_pdf"),
]
