"""Which face answers under which address."""

urlpatterns: list = []
