"""Routes of the data protection officer: reads, and answers that change something or leave."""

from parvis.web.routes import route
from parvis.web.trust import copying, erasing, person, readings, register

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
]
