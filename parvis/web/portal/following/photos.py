"""Photos of a report, served to the holder of its secret link."""

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from parvis.adapters.images import MEDIA_TYPE
from parvis.adapters.storage import NoSuchFile, files_of
from parvis.capture.reports import queries as reports
from parvis.inform.tracking import facts
from parvis.web.portal.following import showing


@csrf_exempt
@require_safe
def thumbnail(request: HttpRequest, report: int, token: str, number: int) -> HttpResponseBase:
    """The small picture."""
    return _picture(request, report, token, number, small=True)


@csrf_exempt
@require_safe
def full(request: HttpRequest, report: int, token: str, number: int) -> HttpResponseBase:
    """The large one."""
    return _picture(request, report, token, number, small=False)


def _picture(
    request: HttpRequest, report: int, token: str, number: int, *, small: bool
) -> HttpResponseBase:
    opened = facts.by_link(report, token)
    if opened is None or number not in showing.visible_photos(opened[1], opened[0]):
        return HttpResponse(status=404)
    photo = reports.photo(report, number)
    if photo is None:
        return HttpResponse(status=404)
    try:
        stream = files_of(request.authority_id).open(  # type: ignore[attr-defined]
            photo.thumbnail_name if small else photo.storage_name
        )
    except NoSuchFile:
        return HttpResponse(status=404)
    response = FileResponse(stream, content_type=MEDIA_TYPE)
    # The content never changes under this address, and only this browser may keep it.
    response.headers["Cache-Control"] = "private, max-age=604800, immutable"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noimageindex"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = "inline"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
