"""What can be done with a canvas's relationships and strategy, under /w/<workspace>/."""

from django.urls import path

from relationships.views import advice

C = "canvases/<int:canvas>/"

urlpatterns = [
    path(C + "advice/", advice.advice, name="advice"),
    path(C + "advice/dismissal/", advice.advice_dismissal, name="advice_dismissal"),
    path(C + "advice/dismiss/", advice.advice_dismiss, name="advice_dismiss"),
    path(C + "advice/<int:dismissal>/reopen/", advice.advice_reopen, name="advice_reopen"),
]
