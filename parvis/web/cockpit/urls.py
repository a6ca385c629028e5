"""Routes of the cockpit."""

from django.urls import include, path

from parvis.web.cockpit import behind, views
from parvis.web.routes import route

app_name = "cockpit"

urlpatterns = [
    route("", views.home, "cockpit.read", name="home"),
    route("vif/", views.live, "cockpit.read", name="live"),
    route("fraicheur/", views.freshness, "cockpit.read", name="freshness"),
    route("par/<slug:name>/", views.by, "cockpit.read", name="by"),
    route("par/<slug:name>/vif/", views.by_live, "cockpit.read", name="by_live"),
    route("demandes/", behind.show, "cockpit.read", name="behind"),
    route("donnees/<slug:name>.csv", views.csv, "cockpit.export", name="csv"),
    route("demandes.csv", views.cases, "cockpit.export", name="cases"),
    path("ecoute/", include("parvis.web.cockpit.listening.urls")),
    path("ecarts/", include("parvis.web.cockpit.disparities.urls")),
    path("blocages/", include("parvis.web.cockpit.paths.urls")),
    path("tendances/", include("parvis.web.cockpit.trends.urls")),
    path("previsions/", include("parvis.web.cockpit.forecasts.urls")),
    path("satisfaction/", include("parvis.web.cockpit.satisfaction.urls")),
    path("enquetes/", include("parvis.web.cockpit.surveys.urls")),
]
