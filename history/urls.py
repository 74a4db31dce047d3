"""What can be done with the record, under /w/<workspace>/."""

from django.urls import path

from history.views import activity, past, restore, undo

C = "canvases/<int:canvas>/"

urlpatterns = [
    path("activity/", activity.activity, name="activity"),
    path("activity/new/", activity.activity_new, name="activity_new"),
    path("changes/<int:seq>/", activity.change, name="change"),
    path("changes/<int:seq>/undo/", undo.change_undo, name="change_undo"),
    path(C + "undo/", undo.undo_last, name="undo_last"),
    path(C + "redo/", undo.redo_last, name="redo_last"),
    path(C + "past/", past.past, name="past"),
    path(C + "difference/", past.difference, name="difference"),
    path(C + "rewind/", restore.canvas_rewind, name="canvas_rewind"),
    path(C + "notes/<int:note>/rewind/", restore.note_rewind, name="note_rewind"),
    path(C + "segments/<int:segment>/rewind/", restore.segment_rewind, name="segment_rewind"),
]
