"""What can be done with a canvas's relationships and strategy, under /w/<workspace>/."""

from django.urls import path

from relationships.views import matrix, relationship

M = "canvases/<int:canvas>/relationships/"
R = M + "<int:segment>/<str:kind>/"

urlpatterns = [
    path(M, matrix.matrix, name="matrix"),
    path(R, relationship.relationship, name="relationship"),
    path(R + "editor/", relationship.relationship_editor, name="relationship_editor"),
    path(R + "revise/", relationship.relationship_revise, name="relationship_revise"),
    path(R + "retire/", relationship.relationship_retire, name="relationship_retire"),
    path(R + "remove/", relationship.relationship_remove, name="relationship_remove"),
    path(R + "restore/", relationship.relationship_restore, name="relationship_restore"),
    path(R + "tie/", relationship.relationship_tie, name="relationship_tie"),
    path(R + "untie/", relationship.relationship_untie, name="relationship_untie"),
]
