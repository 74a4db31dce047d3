"""What can be taken out of a canvas, under /w/<workspace>/; of a program; and, for everybody, the blank form."""

from django.urls import path

from exports.views import bundles, document, earlier, notes, page, papers, portfolio, reviews, tables

C = "canvases/<int:canvas>/"
E = C + "exports/"
U = "programs/<int:enrolment>/submissions/<int:submission>/"

urlpatterns = [
    path(E, page.exports, name="exports"),
    path(E + "board.pdf", papers.board_pdf, name="board_pdf"),
    path(E + "board.png", papers.board_png, name="board_png"),
    path(E + "board.svg", papers.board_svg, name="board_svg"),
    path(E + "relationships.pdf", papers.matrix_pdf, name="matrix_pdf"),
    path(C + "audit/pdf/", papers.audit_pdf, name="audit_pdf"),
    path(E + "tables.xlsx", tables.tables_xlsx, name="tables_xlsx"),
    path(E + "<slug:table>.csv", tables.table_csv, name="table_csv"),
    path(E + "canvas.json", document.canvas_json, name="canvas_json"),
    path(C + "earlier/", earlier.earlier_history, name="earlier_history"),
    path(C + "notes/import/", notes.note_import, name="note_import"),
    path(C + "notes/import/confirm/", notes.note_import_confirm, name="note_import_confirm"),
    path(C + "notes/template.csv", notes.note_template, name="note_template"),
    path(U + "reviews.pdf", reviews.submission_pdf, name="submission_pdf"),
    path("exports/", bundles.bundles, name="bundles"),
    path("exports/create/", bundles.bundle_create, name="bundle_create"),
    path("exports/<int:bundle>/workspace.zip", bundles.bundle_file, name="bundle_file"),
    path("canvases/import/", document.canvas_import, name="canvas_import"),
]
staff_urlpatterns = [  # of a program
    path(
        "p/<int:program>/startups/<int:enrolment>/submissions/<int:submission>/reviews.pdf",
        reviews.reviews_pdf,
        name="reviews_pdf",
    ),
]
public_urlpatterns = [
    path("canvas-form/<slug:language>/<slug:paper>.pdf", page.canvas_form, name="canvas_form"),
]
program_urlpatterns = [
    path("p/<int:program>/portfolio.csv", portfolio.portfolio_csv, name="portfolio_csv"),
    path("p/<int:program>/portfolio.xlsx", portfolio.portfolio_xlsx, name="portfolio_xlsx"),
]
