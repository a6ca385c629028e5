"""Routes of trends and anomalies."""

from parvis.web.cockpit.trends import views
from parvis.web.routes import route

urlpatterns = [
    route("", views.show, "cockpit.read", name="trends"),
    route("vif/", views.live, "cockpit.read", name="trends_live"),
    route("refaire/", views.again, "cockpit.read", name="trends_again"),
]
