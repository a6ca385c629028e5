"""Routes of this face."""

urlpatterns: list = []
