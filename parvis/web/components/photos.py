"""The photos of a form: taken in one by one while the person writes on, shown, taken out."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from parvis.adapters.images import MEDIA_TYPE, PhotoProblem
from parvis.flows import report_draft
from parvis.flows.report_draft import MOST_PHOTOS, Draft
from parvis.web.numbers import number


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture already taken: its number from 0, and where it is shown."""

    number: int
    address: str


def shown(
    draft: Draft, *, upload: str, picture: str, most: int = MOST_PHOTOS, needed: bool = False
) -> dict[str, Any]:
    """What the templates say of a draft's pictures: where each is sent and shown, how many there
    may be, and whether the form asks for one."""
    return {
        "photos_url": upload,
        # The name changes with the picture: after one is taken out, no browser mixes them up.
        "photos": [
            Shown(number, f"{picture}?n={number}&v={Path(photo.name).stem[:12]}")
            for number, photo in enumerate(draft.photos)
        ],
        "most_photos": most,
        "photos_left": max(0, most - len(draft.photos)),
        "photos_needed": needed,
    }


def changed(
    draft: Draft, request: HttpRequest, *, most: int = MOST_PHOTOS
) -> tuple[Draft, list[str]]:
    """The draft without the picture that the button pressed takes out, or else with those sent."""
    unwanted = dropped(request)
    if unwanted is not None:
        return report_draft.drop_photo(draft, unwanted), []
    return taken(draft, request, most=most)


def taken(
    draft: Draft, request: HttpRequest, *, most: int = MOST_PHOTOS
) -> tuple[Draft, list[str]]:
    """The draft with the pictures that were sent, and what is wrong with the others."""
    problems: list[str] = []
    for upload in request.FILES.getlist("photos"):
        if len(draft.photos) >= most:
            problems.append(_("You can add %(n)d photos at most.") % {"n": most})
            break
        draft, problem = report_draft.add_photo(draft, _raw(upload))
        if problem is not None:
            problems.append(photo_problem(problem))
    return draft, list(dict.fromkeys(problems))


def dropped(request: HttpRequest) -> int | None:
    """The picture (from 0) that the button pressed takes out; None for any other button."""
    wish = request.POST.get("do", "")
    return number(wish[5:]) if wish.startswith("drop-") else None


def answer(request: HttpRequest, context: dict[str, Any], problems: list[str]) -> HttpResponse:
    """What the script is told: the pictures as they are from now on, and what is wrong."""
    context |= {"photo_problems": problems}
    status = 422 if problems else 200
    return render(request, "components/photos/answer.html", context, status=status)


def small(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The small picture number `?n=` of a draft that the caller has opened."""
    asked = number(request.GET.get("n", ""))
    data = report_draft.thumbnail(draft, asked) if asked is not None else None
    if data is None:
        return HttpResponse(status=404)
    return HttpResponse(data, content_type=MEDIA_TYPE)


def photo_problem(problem: PhotoProblem) -> str:
    """Why a picture was refused, and what to do."""
    said = {
        PhotoProblem.EMPTY: _("This file is empty."),
        PhotoProblem.TOO_BIG: _("This photo is heavier than 20 MB."),
        PhotoProblem.UNKNOWN_FORMAT: _("This file is not a photo that we can read."),
        PhotoProblem.SVG: _("This file is a drawing, not a photo."),
        PhotoProblem.GIF: _("This file is an animation, not a photo."),
        PhotoProblem.TOO_MANY_PIXELS: _("This picture is far too large."),
        PhotoProblem.TOO_SMALL: _("This picture is too small to see anything in it."),
        PhotoProblem.HIDES_ANOTHER_FILE: _("This photo holds another file, which we can't take."),
        PhotoProblem.TOO_HEAVY: _("This picture asks for too much work to be read."),
        PhotoProblem.UNAVAILABLE: _("We can't take photos at the moment."),
    }.get(problem, _("We could not read this photo."))
    advice = _("All the rest is kept. Try another photo, or go on without.")
    return f"{said} {advice}"


def _raw(upload: UploadedFile) -> bytes | Path:
    path = getattr(upload, "temporary_file_path", None)
    return Path(path()) if path is not None else upload.read()
