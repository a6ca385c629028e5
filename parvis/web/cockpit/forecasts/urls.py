"""Routes of forecasts."""

from parvis.web.cockpit.forecasts import views
from parvis.web.routes import route

urlpatterns = [
    route("", views.show, "cockpit.read", name="forecasts"),
    route("vif/", views.live, "cockpit.read", name="forecasts_live"),
    route("refaire/", views.again, "cockpit.read", name="forecasts_again"),
]
