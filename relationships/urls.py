"""What can be done with a canvas's relationships and strategy, under /w/<workspace>/."""

urlpatterns = []
