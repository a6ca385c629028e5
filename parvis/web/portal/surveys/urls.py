"""Surveys: what is asked, and answering it."""

from parvis.people.permissions import PUBLIC
from parvis.web.portal.surveys import (
    answering,
    pages,
    places,
    printing,
    releases,
    resuming,
    shell,
    stopping,
)
from parvis.web.routes import route

_SURVEY = "<slug:code>/"

urlpatterns = [
    route("", pages.show, PUBLIC, name="surveys"),
    route(_SURVEY, pages.survey, PUBLIC, name="survey"),
    route(f"{_SURVEY}repondre/", answering.answer, PUBLIC, name="survey_answer"),
    route(f"{_SURVEY}invitation/<slug:token>/", answering.invited, PUBLIC, name="survey_invited"),
    route(f"{_SURVEY}invitation/<slug:token>/arreter/", stopping.stop, PUBLIC, name="survey_stop"),
    route(f"{_SURVEY}suite/<slug:token>/", resuming.resume, PUBLIC, name="survey_resume"),
    route(f"{_SURVEY}suite/<slug:token>/courriel/", resuming.mail, PUBLIC, name="survey_mail_link"),
    route(f"{_SURVEY}merci/", pages.thanks, PUBLIC, name="survey_thanks"),
    route(f"{_SURVEY}resultats/", releases.show, PUBLIC, name="survey_results"),
    route(f"{_SURVEY}resultats.pdf", printing.paper, PUBLIC, name="survey_results_paper"),
    route(f"{_SURVEY}bouton/", pages.button, PUBLIC, name="survey_button"),
    route(f"{_SURVEY}bouton.svg", pages.badge, PUBLIC, name="survey_badge"),
    route(
        f"{_SURVEY}choix/<slug:key>.json",
        shell.with_survey(places.options),
        PUBLIC,
        name="survey_options",
    ),
    route(
        f"{_SURVEY}image/<str:signed>/",
        shell.with_survey(places.picture),
        PUBLIC,
        name="survey_picture",
    ),
]
