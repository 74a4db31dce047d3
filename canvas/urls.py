"""What can be done with a canvas, under /w/<workspace>/."""

from django.urls import path

from canvas.views import board, canvases, comments, lessons, notes, search, segments

C = "canvases/<int:canvas>/"
N, S, T = C + "notes/<int:note>/", C + "segments/<int:segment>/", C + "comments/<int:comment>/"

urlpatterns = [
    path(N, notes.note, name="note"),
    path(N + "editor/", notes.note_editor, name="note_editor"),
    path(N + "menu/", notes.note_menu, name="note_menu"),
    path(N + "revise/", notes.note_revise, name="note_revise"),
    path(N + "move/", notes.note_move, name="note_move"),
    path(N + "recolour/", notes.note_recolour, name="note_recolour"),
    path(N + "remove/", notes.note_remove, name="note_remove"),
    path(N + "restore/", notes.note_restore, name="note_restore"),
    path("", canvases.workspace, name="workspace"),
    path("canvases/new/", canvases.canvas_new, name="canvas_new"),
    path("canvases/create/", canvases.canvas_create, name="canvas_create"),
    path("canvases/load/<slug:example>/", canvases.canvas_load, name="canvas_load"),
    path(C + "editor/", canvases.canvas_editor, name="canvas_editor"),
    path(C + "rename/", canvases.canvas_rename, name="canvas_rename"),
    path(C + "duplicate/", canvases.canvas_duplicate, name="canvas_duplicate"),
    path(C + "archive/", canvases.canvas_archive, name="canvas_archive"),
    path(C + "restore/", canvases.canvas_restore, name="canvas_restore"),
    path("search/", search.search, name="search"),
    path(C, board.board, name="board"),
    path(C + "lessons/<str:about>/", lessons.lesson_beside, name="lesson_beside"),
    path(C + "notes/new/<str:block>/", notes.note_composer, name="note_composer"),
    path(C + "notes/add/", notes.note_add, name="note_add"),
    path(C + "segments/new/", segments.segment_composer, name="segment_composer"),
    path(C + "segments/add/", segments.segment_add, name="segment_add"),
    path(S + "editor/", segments.segment_editor, name="segment_editor"),
    path(S + "revise/", segments.segment_revise, name="segment_revise"),
    path(S + "move/", segments.segment_move, name="segment_move"),
    path(S + "remove/", segments.segment_remove, name="segment_remove"),
    path(S + "restore/", segments.segment_restore, name="segment_restore"),
    path(C + "comments/", comments.comments, name="comments"),
    path(C + "comments/add/", comments.comment_add, name="comment_add"),
    path(T + "resolve/", comments.comment_resolve, name="comment_resolve"),
    path(T + "reopen/", comments.comment_reopen, name="comment_reopen"),
]
