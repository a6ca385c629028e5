"""Open311, GeoReport v2. Its description: `/open311/v2/openapi.json`."""

from ninja import NinjaAPI

from parvis.api.declared import open_to_all
from parvis.api.open311 import services

app_name = "open311"

api = NinjaAPI(
    title="Parvis, Open311",
    version="2",
    description="The types of requests of a local authority, as GeoReport v2 has them.",
    # The usual documentation page fetches its scripts from elsewhere; ours fetches nothing.
    docs_url=None,
    urls_namespace=app_name,
)
api.add_router("", services.router)

urlpatterns = open_to_all(api)
