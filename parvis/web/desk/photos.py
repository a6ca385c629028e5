"""Photos of a request: shown to agents, and added by them."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

from parvis.adapters.images import MEDIA_TYPE, MOST_BYTES, SUFFIX, PhotoRefused, process_photo
from parvis.adapters.storage import NoSuchFile, files_of
from parvis.capture.reports.models import Photo
from parvis.flows import work_on_case as work
from parvis.foundation.db.scope import current_authority
from parvis.web.desk.acts import back
from parvis.web.desk.case_page import Again, load, page

UNUSABLE = 422


def show(request: HttpRequest, photo: int) -> HttpResponse:
    """One photo; `?petite=1` for its thumbnail."""
    row = Photo.objects.filter(pk=photo).first()
    if row is None:
        raise Http404
    name = row.thumbnail_name if request.GET.get("petite") else row.storage_name
    try:
        data = files_of(current_authority()).get(name)
    except NoSuchFile as error:
        raise Http404 from error
    return HttpResponse(data, content_type=MEDIA_TYPE)


def add(request: HttpRequest, case: int) -> HttpResponse:
    """A photo from the field, or brought later to the counter."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row, sent = load(case), request.FILES.get("photo")
    if sent is None or (sent.size or 0) > MOST_BYTES:
        return page(request, row, Again("note", problem="photo", status=UNUSABLE))
    clean = process_photo(sent.read())
    if isinstance(clean, PhotoRefused):
        return page(request, row, Again("note", problem="photo", status=UNUSABLE))
    files = files_of(current_authority())
    prefix = f"photos/{row.report_id}"
    done = work.add_photo(
        case=row,
        agent=request.agent,  # type: ignore[attr-defined]
        storage_name=files.put(clean.full, prefix=prefix, suffix=SUFFIX),
        thumbnail_name=files.put(clean.thumbnail, prefix=prefix, suffix=SUFFIX),
        size=(clean.width, clean.height),
    )
    return back(request, case, done.batch)
