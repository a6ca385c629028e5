"""The resident's pages."""

from django.urls import include, path

from parvis.people.permissions import PUBLIC
from parvis.web.portal import addresses, case, home, listing, logo, offline, pages, seals, town_map
from parvis.web.portal.report import (
    again,
    details,
    followed,
    later,
    near,
    news,
    photos,
    receipt,
    what,
    where,
)
from parvis.web.portal.report import pages as report_pages
from parvis.web.routes import route

app_name = "portal"

_DRAFT = "signaler/<slug:token>/"

urlpatterns = [
    route("", home.show, PUBLIC, name="home"),
    route("signaler/", what.start, PUBLIC, name="report"),
    route("signaler/reprendre/", again.begin, PUBLIC, name="report_again"),
    route("signaler/photo/", what.photo_first, PUBLIC, name="report_with_photo"),
    route(f"{_DRAFT}photo-d-abord/", what.with_photo, PUBLIC, name="report_photo_first"),
    route("signaler/recu/<number:report>/<slug:token>/", receipt.show, PUBLIC, name="receipt"),
    route(f"{_DRAFT}quoi/", what.change, PUBLIC, name="report_what"),
    route(f"{_DRAFT}precisions/", what.which, PUBLIC, name="report_which"),
    route(f"{_DRAFT}ou/", where.ask, PUBLIC, name="report_where"),
    route(f"{_DRAFT}proches/", near.ask, PUBLIC, name="report_near"),
    route(f"{_DRAFT}details/", details.ask, PUBLIC, name="report_details"),
    route(f"{_DRAFT}details/<slug:page>/", details.ask, PUBLIC, name="report_details_page"),
    route(f"{_DRAFT}plus-tard/", later.show, PUBLIC, name="report_later"),
    route(f"{_DRAFT}image/", report_pages.picture, PUBLIC, name="report_answer_picture"),
    route(f"{_DRAFT}choix/<slug:key>.json", report_pages.options, PUBLIC, name="report_options"),
    route(f"{_DRAFT}photos/", photos.take, PUBLIC, name="report_photos"),
    route(f"{_DRAFT}photo/", photos.picture, PUBLIC, name="report_picture"),
    route(f"{_DRAFT}lieu-photo/", photos.place, PUBLIC, name="report_photo_place"),
    route(f"{_DRAFT}nouvelles/", news.ask, PUBLIC, name="report_news"),
    route(f"{_DRAFT}merci/", followed.show, PUBLIC, name="report_followed"),
    route("adresses.json", addresses.complete, PUBLIC, name="addresses"),
    route("adresses/ici.json", addresses.here, PUBLIC, name="address_here"),
    route("carte/", town_map.show, PUBLIC, name="map"),
    route("carte/couches.json", town_map.layers, PUBLIC, name="layers"),
    route("carte/points.json", town_map.points, PUBLIC, name="points"),
    route("signalements/", listing.show, PUBLIC, name="list"),
    route("signalements/<slug:reference>/", case.show, PUBLIC, name="case"),
    route(
        "signalements/<slug:reference>/photo/<number:number>/",
        case.photo,
        PUBLIC,
        name="public_photo",
    ),
    route("langue/", pages.language, PUBLIC, name="language"),
    route("hors-ligne/", offline.page, PUBLIC, name="offline"),
    route("hors-ligne.js", offline.worker, PUBLIC, name="offline_worker"),
    route("brand.css", pages.brand_css, PUBLIC, name="brand_css"),
    route("logo/<str:name>", logo.show, PUBLIC, name="logo"),
    route("accessibilite/", pages.accessibility, PUBLIC, name="accessibility"),
    route("vos-donnees/", pages.data, PUBLIC, name="data"),
    route("regles/", pages.rules, PUBLIC, name="rules"),
    route("mentions-legales/", pages.legal, PUBLIC, name="legal"),
    route("sceaux/", seals.show, PUBLIC, name="seals"),
    route("sceaux.jsonl", seals.as_file, PUBLIC, name="seals_file"),
    path("suivi/", include("parvis.web.portal.following.urls")),
    path("enquetes/", include("parvis.web.portal.surveys.urls")),
]
