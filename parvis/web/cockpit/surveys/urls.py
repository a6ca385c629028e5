"""Routes of the surveys' results."""

from parvis.web.cockpit.surveys import given_files, margins, printing, publishing, taking, views
from parvis.web.routes import route

_SURVEY = "<number:number>/"

urlpatterns = [
    route("", views.listed, "cockpit.read", name="surveys"),
    route("vif/", views.listed_live, "cockpit.read", name="surveys_live"),
    route(_SURVEY, views.show, "cockpit.read", name="survey"),
    route(f"{_SURVEY}vif/", views.show_live, "cockpit.read", name="survey_live"),
    route(f"{_SURVEY}mots/<slug:key>/", views.words, "cockpit.read", name="survey_words"),
    route(f"{_SURVEY}resultats.pdf", printing.paper, "cockpit.read", name="survey_paper"),
    route(f"{_SURVEY}publication/", publishing.show, "cockpit.export", name="survey_release"),
    route(
        f"{_SURVEY}publication/vif/",
        publishing.live,
        "cockpit.export",
        name="survey_release_live",
    ),
    route(f"{_SURVEY}publier/", publishing.publish, "cockpit.export", name="publish_survey"),
    route(f"{_SURVEY}retirer/", publishing.withdraw, "cockpit.export", name="withdraw_survey"),
    route(f"{_SURVEY}population/", margins.edit, "cockpit.export", name="survey_margins"),
    route(f"{_SURVEY}fichier/", taking.take, "cockpit.export", name="take_survey"),
    route(f"{_SURVEY}fichiers/", given_files.listed, "cockpit.export", name="survey_files"),
    route(
        f"{_SURVEY}fichiers/<slug:answer>/<number:place>/",
        given_files.show,
        "cockpit.export",
        name="survey_file",
    ),
]
