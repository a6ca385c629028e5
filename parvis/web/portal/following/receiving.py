"""Photos sent from a follow-up page: cleaned first, stored after, named to the flow last."""

from django.http import HttpRequest
from django.utils.translation import gettext

from parvis.adapters.images import SUFFIX, CleanPhoto, PhotoProblem, process_photo
from parvis.adapters.storage import files_of
from parvis.capture.reports.models import Follower
from parvis.flows.submit_report import StoredPhoto

MOST_PHOTOS = 3


def received_photos(request: HttpRequest, follower: Follower) -> tuple[list[StoredPhoto], str]:
    """The photos of a request, stored; or, with none of them, what is wrong in words."""
    files = [file for file in request.FILES.getlist("photos") if file.size]
    if len(files) > MOST_PHOTOS:
        return [], gettext("Three photos at most in one message.")
    cleaned: list[CleanPhoto] = []
    for file in files:
        answer = process_photo(file.read())
        if not isinstance(answer, CleanPhoto):
            return [], _in_words(answer.problem)
        cleaned.append(answer)
    return [_stored(request, follower, photo) for photo in cleaned], ""


def _stored(request: HttpRequest, follower: Follower, photo: CleanPhoto) -> StoredPhoto:
    files = files_of(request.authority_id)  # type: ignore[attr-defined]
    prefix = f"photos/{follower.report_id}"
    return StoredPhoto(
        storage_name=files.put(photo.full, prefix=prefix, suffix=SUFFIX),
        thumbnail_name=files.put(photo.thumbnail, prefix=prefix, suffix=SUFFIX),
        size=(photo.width, photo.height),
    )


def _in_words(problem: PhotoProblem) -> str:
    why = {
        PhotoProblem.TOO_BIG: gettext("This photo is heavier than 20 MB."),
        PhotoProblem.UNKNOWN_FORMAT: gettext("This file is not a photo that we can read."),
        PhotoProblem.SVG: gettext("This file is a drawing, not a photo."),
        PhotoProblem.UNAVAILABLE: gettext("We can't take photos at the moment."),
    }.get(problem, gettext("We could not read this photo."))
    return f"{why} {gettext('Your words are kept. Try another photo, or go on without.')}"
