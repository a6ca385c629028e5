"""Routes of listening."""

from parvis.web.cockpit.listening import views
from parvis.web.routes import route

_STUDY = "themes/<number:study>/"

urlpatterns = [
    route("", views.show, "cockpit.read", name="listening"),
    route("vif/", views.live, "cockpit.read", name="listening_live"),
    route("chercher/", views.ask, "cockpit.read", name="find_themes"),
    route("reformuler/", views.word, "cockpit.word", name="word_summary"),
    route(f"{_STUDY}annuler/", views.undo, "cockpit.read", name="undo_wish"),
    route(f"{_STUDY}<number:wanted>/", views.show_theme, "cockpit.read", name="theme"),
    route(f"{_STUDY}<number:wanted>/souhait/", views.wish, "cockpit.read", name="wish_theme"),
    route(f"{_STUDY}<slug:part>/", views.show_part, "cockpit.read", name="themes_part"),
]
