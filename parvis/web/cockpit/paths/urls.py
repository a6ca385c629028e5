"""Routes of the page of what gets stuck."""

from parvis.web.cockpit.paths import views
from parvis.web.routes import route

urlpatterns = [
    route("", views.show, "cockpit.read", name="paths"),
    route("calcul/", views.progress, "cockpit.read", name="paths_progress"),
    route("donnees.csv", views.csv, "cockpit.export", name="paths_csv"),
    route("calculer/", views.ask, "cockpit.read", name="paths_ask"),
]
