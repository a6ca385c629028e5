"""Routes of the comparison of districts."""

from parvis.web.cockpit.disparities import views
from parvis.web.routes import route

urlpatterns = [
    route("", views.show, "cockpit.read", name="disparities"),
    route("vif/", views.live, "cockpit.read", name="disparities_live"),
    route("refaire/", views.again, "cockpit.read", name="disparities_again"),
    route("donnees.csv", views.csv, "cockpit.export", name="disparities_csv"),
]
