"""Which face answers under which address."""

from django.urls import include, path

handler400 = "parvis.web.errors.bad_request"
handler403 = "parvis.web.errors.forbidden"
handler404 = "parvis.web.errors.not_found"
handler500 = "parvis.web.errors.failed"

urlpatterns = [
    path("", include("parvis.web.portal.urls")),
    path("agents/", include("parvis.web.desk.urls")),
    path("pilotage/", include("parvis.web.cockpit.urls")),
    path("reglages/", include("parvis.web.studio.urls")),
    path("protection/", include("parvis.web.trust.urls")),
    path("api/v1/", include("parvis.api.v1.urls")),
    path("open311/v2/", include("parvis.api.open311.urls")),
    path("compte/", include("parvis.web.account.urls")),
]
