"""Routes of the surveys' results."""

from parvis.web.cockpit.surveys import views
from parvis.web.routes import route

_SURVEY = "<number:number>/"

urlpatterns = [
    route("", views.listed, "cockpit.read", name="surveys"),
    route("vif/", views.listed_live, "cockpit.read", name="surveys_live"),
    route(_SURVEY, views.show, "cockpit.read", name="survey"),
    route(f"{_SURVEY}mots/<slug:key>/", views.words, "cockpit.read", name="survey_words"),
]
