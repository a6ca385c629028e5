"""Routes of the builder."""

from parvis.web.studio.forms import (
    acts,
    builder,
    forms_list,
    paper,
    publishing,
    sheets,
    trial,
    versions,
)
from parvis.web.studio.routing import EDIT, route

urlpatterns = [
    route("", forms_list.show, EDIT, name="forms"),
    route("nouveau/", forms_list.add, EDIT, name="add_form"),
    route("importer/", sheets.add, EDIT, name="add_form_sheet"),
    route("<number:form>/", builder.show, EDIT, name="form"),
    route("<number:form>/ranger/", forms_list.offer, EDIT, name="form_offer"),
    route("<number:form>/faire/", acts.act, EDIT, name="form_act"),
    route("<number:form>/reglages/", builder.save, EDIT, name="form_save"),
    route("<number:form>/apercu/", builder.show_preview, EDIT, name="form_preview"),
    route("<number:form>/essai/", trial.show, EDIT, name="form_trial"),
    route("<number:form>/papier/", paper.show, EDIT, name="form_paper"),
    route("<number:form>/papier.pdf", paper.pdf, EDIT, name="form_paper_file"),
    route("<number:form>/xlsform/", sheets.show, EDIT, name="form_sheets"),
    route("<number:form>/xlsform/<slug:sheet>.xlsx", sheets.download, EDIT, name="form_sheet"),
    route("<number:form>/versions/", versions.show, EDIT, name="form_versions"),
    route("<number:form>/versions/<number:number>/", versions.read, EDIT, name="form_version"),
    route("<number:form>/publier/", publishing.show, EDIT, name="form_publish"),
    route("<number:form>/publier/oui/", publishing.publish, EDIT, name="form_published"),
    route("<number:form>/publier/abandonner/", publishing.drop, EDIT, name="form_drop"),
]
