"""Routes of surveys in the studio."""

from parvis.web.studio.routing import EDIT, route
from parvis.web.studio.surveys import asking, inviting, links, papers, quotas, surveys, waves

urlpatterns = [
    route("", surveys.show, EDIT, name="surveys"),
    route("nouvelle/", surveys.add, EDIT, name="add_survey"),
    route("<number:survey>/", surveys.page, EDIT, name="survey"),
    route("<number:survey>/reglages/", surveys.settings, EDIT, name="survey_settings"),
    route("<number:survey>/ouverture/", surveys.set_open, EDIT, name="survey_open"),
    route("<number:survey>/apres/", asking.show, EDIT, name="survey_asking"),
    route("<number:survey>/vague/", waves.add, EDIT, name="survey_wave"),
    route("<number:survey>/quotas/", quotas.show, EDIT, name="survey_quotas"),
    route("<number:survey>/invitations/", inviting.show, EDIT, name="survey_invite"),
    route("<number:survey>/qr.<slug:kind>", links.qr, EDIT, name="survey_qr"),
    route("<number:survey>/<slug:paper>.pdf", papers.show, EDIT, name="survey_paper"),
]
