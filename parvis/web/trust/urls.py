"""Routes of the data protection officer: reads, and answers that change something or leave."""

from parvis.web.routes import route
from parvis.web.trust import attention, copying, erasing, outside, person, readings, register

app_name = "trust"
READ, ANSWER = "trust.read", "trust.answer"

urlpatterns = [
    route("", person.home, READ, name="home"),
    route("personne/", person.show, READ, name="person"),
    route("copie/", copying.hand_over, ANSWER, name="copy"),
    route("effacer/", erasing.preview, ANSWER, name="preview"),
    route("effacer/confirmer/", erasing.erase, ANSWER, name="erase"),
    route("registre/", register.show, READ, name="register"),
    route("registre/noter/", register.note, ANSWER, name="note"),
    route("registre/csv/", register.sheet, READ, name="sheet"),
    route("registre/<number:number>/", register.demand, READ, name="demand"),
    route("registre/<number:number>/repondre/", register.end, ANSWER, name="end"),
    route("registre/<number:number>/prolonger/", register.extend, ANSWER, name="extend"),
    route("registre/<number:number>/avis/", register.notice, READ, name="notice"),
    route("lectures/", readings.show, READ, name="readings"),
    route("envois/", outside.show, READ, name="outside"),
    route("attention/", attention.show, READ, name="attention"),
    route("attention/modele/", attention.draft, READ, name="attention_draft"),
    route("attention/noter/", attention.record, ANSWER, name="record_assessment"),
    route("attention/<number:number>/terminer/", attention.end, ANSWER, name="end_assessment"),
]
