"""Routes of the studio: all for administrators."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from parvis.foundation.db.remember import forget
from parvis.web import routes
from parvis.web.studio import (
    agents,
    arrows,
    calendar,
    districts,
    groups,
    identity,
    operators,
    organisation,
    place,
    providers,
    reasons,
    replies,
    services,
    state_words,
    steps,
    withdrawing,
)

app_name = "studio"
EDIT = "studio.edit"


def route(
    address: str, view: Callable[..., HttpResponse], permission: str, *, name: str
) -> URLPattern:
    """A page that shows what is kept now: what another process has just changed too, which small
    answers may hide for seconds elsewhere."""

    @wraps(view)
    def fresh(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        forget()
        return view(request, *args, **kwargs)

    return routes.route(address, fresh, permission, name=name)


urlpatterns = [
    route("", identity.show, EDIT, name="home"),
    route("logo/", identity.change_logo, EDIT, name="logo"),
    route("territoire/", place.show, EDIT, name="place"),
    route("territoire/reprendre/", place.take_over, EDIT, name="take_over"),
    route("services-municipaux/", organisation.show, EDIT, name="organisation"),
    route("services-municipaux/nouveau/", organisation.add_department, EDIT, name="add_department"),
    route(
        "services-municipaux/<number:department>/", organisation.department, EDIT, name="department"
    ),
    route(
        "services-municipaux/<number:department>/equipe/",
        organisation.add_team,
        EDIT,
        name="add_team",
    ),
    route(
        "services-municipaux/<number:department>/ordre/",
        withdrawing.move_department,
        EDIT,
        name="move_department",
    ),
    route(
        "services-municipaux/<number:department>/proposer/",
        withdrawing.offer_department,
        EDIT,
        name="offer_department",
    ),
    route("equipes/<number:team>/", organisation.team, EDIT, name="team"),
    route("equipes/<number:team>/ordre/", withdrawing.move_team, EDIT, name="move_team"),
    route("equipes/<number:team>/proposer/", withdrawing.offer_team, EDIT, name="offer_team"),
    route("equipes/<number:team>/confier/", withdrawing.hand_services, EDIT, name="hand_services"),
    route("operateurs/", operators.show, EDIT, name="operators"),
    route("operateurs/nouveau/", operators.add, EDIT, name="add_operator"),
    route("operateurs/<number:party>/", operators.change, EDIT, name="operator"),
    route("agents/", agents.show, EDIT, name="agents"),
    route("agents/inviter/", agents.invite, EDIT, name="invite"),
    route("agents/<number:agent>/", agents.change, EDIT, name="agent"),
    route("agents/<number:agent>/second-facteur/", agents.free, EDIT, name="free"),
    route("agents/<number:agent>/acces/", agents.set_access, EDIT, name="access"),
    route("connexions/", providers.show, EDIT, name="providers"),
    route("connexions/nouvelle/", providers.add, EDIT, name="add_provider"),
    route("connexions/<number:provider>/", providers.change, EDIT, name="provider"),
    route("connexions/<number:provider>/essai/", providers.try_out, EDIT, name="try_provider"),
    route("quartiers/", districts.show, EDIT, name="districts"),
    route("quartiers/dessiner/", districts.draw, EDIT, name="draw_districts"),
    route("demandes/", services.show, EDIT, name="services"),
    route("demandes/nouveau/", services.add, EDIT, name="add_service"),
    route("demandes/<number:service>/", services.change, EDIT, name="service"),
    route("demandes/<number:service>/ouverture/", services.set_open, EDIT, name="service_open"),
    route("demandes/<number:parent>/precision/", services.add, EDIT, name="add_subtype"),
    route("groupes/nouveau/", groups.add, EDIT, name="add_group"),
    route("groupes/<number:group>/", groups.change, EDIT, name="group"),
    route("reponses/", replies.show, EDIT, name="replies"),
    route("reponses/nouvelle/", replies.add, EDIT, name="add_reply"),
    route("reponses/<number:template>/", replies.change, EDIT, name="reply"),
    route("reponses/<number:template>/proposer/", replies.offer, EDIT, name="offer_reply"),
    route("refus/nouveau/", reasons.add, EDIT, name="add_reason"),
    route("refus/<number:reason>/", reasons.change, EDIT, name="reason"),
    route("refus/<number:reason>/proposer/", reasons.offer, EDIT, name="offer_reason"),
    route("etats/", steps.show, EDIT, name="steps"),
    route("etats/<str:state>/", state_words.change, EDIT, name="state"),
    route("etats/<str:state>/usuels/", state_words.usual, EDIT, name="usual_words"),
    route("etats/<str:state>/suite/", arrows.change, EDIT, name="arrows"),
    route("jours/", calendar.show, EDIT, name="calendar"),
    route("jours/heures/", calendar.set_hours, EDIT, name="hours"),
    route("jours/<number:holiday>/retirer/", calendar.remove, EDIT, name="remove_holiday"),
]
