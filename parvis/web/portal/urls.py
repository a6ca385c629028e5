"""The resident's pages."""

from django.urls import include, path

from parvis.people.permissions import PUBLIC
from parvis.web.portal import home
from parvis.web.routes import route

urlpatterns = [
    route("", home.show, PUBLIC, name="home"),
    path("suivi/", include("parvis.web.portal.following.urls")),
]
