"""What can be done with a canvas's relationships and strategy, under /w/<workspace>/."""

from django.urls import path

from relationships.views import importing, numbers, what_if

C = "canvases/<int:canvas>/"

urlpatterns = [
    path(C + "numbers/", numbers.numbers, name="numbers"),
    path(C + "numbers/record/", numbers.indicator_record, name="indicator_record"),
    path(C + "numbers/import/", importing.indicator_import, name="indicator_import"),
    path(C + "numbers/import/confirm/", importing.indicator_import_confirm, name="indicator_import_confirm"),
    path(C + "numbers/template.csv", importing.indicator_template, name="indicator_template"),
    path(C + "numbers/figures.csv", importing.indicators_csv, name="indicators_csv"),
    path(C + "what-if/", what_if.what_if, name="what_if"),
    path(C + "what-if/keep/", what_if.scenario_keep, name="scenario_keep"),
    path(C + "what-if/<int:scenario>/remove/", what_if.scenario_remove, name="scenario_remove"),
]
