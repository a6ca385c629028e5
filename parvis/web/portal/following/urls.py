"""Following a report: by code, or by the secret link."""

from parvis.people.permissions import PUBLIC
from parvis.web.portal.following import (
    by_code,
    by_message,
    choice,
    page,
    photos,
    receiving,
    slip,
)
from parvis.web.routes import route

_LINK = "<number:report>/<str:token>/"

urlpatterns = [
    route("", by_code.show, PUBLIC, name="follow"),
    route(_LINK, page.show, PUBLIC, name="follow_page"),
    route(f"{_LINK}photo/<number:number>/", photos.thumbnail, PUBLIC, name="follow_photo"),
    route(f"{_LINK}photo/<number:number>/grande/", photos.full, PUBLIC, name="follow_photo_full"),
    route(f"{_LINK}photos/<slug:name>/", receiving.take, PUBLIC, name="follow_take"),
    route(f"{_LINK}photos/<slug:name>/une/", receiving.picture, PUBLIC, name="follow_waiting"),
    route(f"{_LINK}imprimer/", slip.show, PUBLIC, name="follow_slip"),
    route(f"{_LINK}arreter/", by_message.stop, PUBLIC, name="follow_stop"),
    route(f"{_LINK}confirmer/<str:proof>/", by_message.confirm, PUBLIC, name="follow_confirm"),
    route(f"{_LINK}pas-moi/<str:proof>/", by_message.not_me, PUBLIC, name="follow_not_me"),
    route(f"{_LINK}<slug:name>/", choice.show, PUBLIC, name="follow_choice"),
]
