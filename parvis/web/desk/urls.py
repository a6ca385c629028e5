"""Routes of the desk."""

from parvis.web.desk import (
    acts,
    bulk,
    case_page,
    contact,
    counter,
    joining,
    papers,
    photos,
    presence,
    queue_page,
    ready_words,
    slips,
    surveys,
    undoing,
    views,
    visits,
)
from parvis.web.routes import route

app_name = "desk"

CASE = "demandes/<number:case>/"
urlpatterns = [
    route("", queue_page.show, "case.read", name="queue"),
    route("a-cote/", queue_page.beside, "case.read", name="beside"),
    route("carte.json", queue_page.points, "case.read", name="points"),
    route("lot/", bulk.act, "case.assign", name="bulk"),
    route("annuler/", undoing.undo, "case.read", name="undo"),
    route("vues/garder/", views.save, "case.read", name="save_view"),
    route("vues/oublier/", views.drop, "case.read", name="drop_view"),
    route("accueil/", counter.show, "case.type_in", name="counter"),
    route("accueil/services.json", counter.services, "case.type_in", name="services"),
    route(
        "accueil/questions/", counter.service_questions, "case.type_in", name="service_questions"
    ),
    route("accueil/personne/", counter.person, "case.type_in", name="person"),
    route("accueil/photos/<str:key>/", counter.take_photo, "case.type_in", name="counter_photos"),
    route("accueil/photos/<str:key>/une/", counter.photo, "case.type_in", name="counter_photo"),
    route("accueil/deja/", joining.find, "case.type_in", name="alike"),
    route("accueil/<number:report>/aussi/", joining.slip, "case.type_in", name="joined_slip"),
    route("accueil/<number:report>/recu/", slips.slip, "case.type_in", name="slip"),
    route("enquetes/", surveys.show, "case.type_in", name="surveys"),
    route("enquetes/<slug:code>/", surveys.answer, "case.type_in", name="survey"),
    route("enquetes/<slug:code>/visites/", visits.show, "case.type_in", name="survey_visits"),
    route("enquetes/<slug:code>/recu/", surveys.taken, "case.type_in", name="survey_taken"),
    route("papiers/<slug:code>/", papers.show, "case.type_in", name="paper"),
    route("papiers/<slug:code>.pdf", papers.pdf, "case.type_in", name="paper_file"),
    route(CASE, case_page.show, "case.read", name="case"),
    route(f"{CASE}autour.json", case_page.places, "case.read", name="around"),
    route(f"{CASE}presence/", presence.beat, "case.read", name="presence"),
    route(f"{CASE}contact/", contact.show, "case.identity", name="contact"),
    route(f"{CASE}aussi/", joining.join, "case.type_in", name="join"),
    route(f"{CASE}lu/", acts.read, "case.take", name="read"),
    route(f"{CASE}repondre/", acts.reply, "case.answer", name="reply"),
    route(f"{CASE}modele/", ready_words.add, "case.answer", name="ready_words"),
    route(f"{CASE}noter/", acts.note, "case.read", name="note"),
    route(f"{CASE}affecter/", acts.assign, "case.assign", name="assign"),
    route(f"{CASE}prendre/", acts.take, "case.take", name="take"),
    route(f"{CASE}transmettre/", acts.hand_over, "case.assign", name="hand_over"),
    route(f"{CASE}etat/", acts.change_state, "case.take", name="state"),
    route(f"{CASE}priorite/", acts.set_priority, "case.take", name="priority"),
    route(f"{CASE}publier/", acts.publish, "case.publish", name="publish"),
    route(f"{CASE}photo/", photos.add, "case.read", name="add_photo"),
    route("photos/<number:photo>/", photos.show, "case.read", name="photo"),
]
