"""The resident's pages."""

from parvis.people.permissions import PUBLIC
from parvis.web.portal import home
from parvis.web.routes import route

urlpatterns = [
    route("", home.show, PUBLIC, name="home"),
]
