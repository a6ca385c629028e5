"""Routes of the standing indicator."""

from parvis.web.cockpit.satisfaction import views
from parvis.web.routes import route

urlpatterns = [
    route("", views.show, "cockpit.read", name="satisfaction"),
    route("donnees.csv", views.csv, "cockpit.export", name="satisfaction_csv"),
]
