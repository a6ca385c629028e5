"""Routes of surveys in the studio."""

from parvis.web.studio.routing import EDIT, route
from parvis.web.studio.surveys import (
    asking,
    importing,
    inviting,
    je_donne_mon_avis,
    links,
    papers,
    quotas,
    surveys,
    waves,
)

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
    route("je-donne-mon-avis/", je_donne_mon_avis.choose, EDIT, name="import_opinions"),
    route("<number:survey>/importer/", importing.choose, EDIT, name="survey_import"),
    route(
        "<number:survey>/importer/a-remplir.<slug:kind>", importing.take_blank, EDIT,
        name="survey_import_blank",
    ),
    route(
        "<number:survey>/importer/<number:batch>/", importing.show, EDIT,
        name="survey_import_sheet",
    ),
    route(
        "<number:survey>/importer/<number:batch>/a-corriger.<slug:kind>", importing.take_wrong,
        EDIT, name="survey_import_wrong",
    ),
    route("<number:survey>/qr.<slug:kind>", links.qr, EDIT, name="survey_qr"),
    route("<number:survey>/<slug:paper>.pdf", papers.show, EDIT, name="survey_paper"),
]  # fmt: skip
