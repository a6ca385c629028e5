"""Photos of a report, served to the holder of its secret link."""

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from parvis.act.cases import queries as cases
from parvis.adapters.images import MEDIA_TYPE
from parvis.adapters.storage import NoSuchFile, files_of
from parvis.capture.reports import queries as reports
from parvis.inform.tracking import facts
from parvis.web.portal.following import showing

_ALWAYS, _FOR_NOW = "max-age=604800, immutable", "max-age=300"


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
    visible = showing.visible_photos(opened[1], opened[0]) if opened else {}
    photo = reports.photo(report, number)
    if number not in visible or photo is None:
        return HttpResponse(status=404)
    masked = None if visible[number] else cases.masked_copy(number)
    if masked is not None:
        names = masked.shown, masked.shown_small
    else:
        names = photo.storage_name, photo.thumbnail_name
    try:
        stream = files_of(request.authority_id).open(  # type: ignore[attr-defined]
            names[1] if small else names[0]
        )
    except NoSuchFile:
        return HttpResponse(status=404)
    response = FileResponse(stream, content_type=MEDIA_TYPE)
    # What somebody sent never changes under this address; what others see of it may be masked
    # later. Only this browser may keep it.
    is_settled = visible[number]
    response.headers["Cache-Control"] = f"private, {_ALWAYS if is_settled else _FOR_NOW}"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noimageindex"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = "inline"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
