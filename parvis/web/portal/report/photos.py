"""The pictures of a report on its way: taken in one by one, shown, and the place that they tell."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.adapters.images import MEDIA_TYPE
from parvis.flows import report_draft
from parvis.flows.report_draft import MOST_PHOTOS, Draft
from parvis.web.portal.report import steps, texts, where


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture already taken: its number from 0, and where it is shown."""

    number: int
    address: str


def of_report(draft: Draft) -> dict[str, Any]:
    """What the templates say of the pictures of a report on its way."""
    return shown(
        draft,
        upload=reverse("portal:report_photos", args=[draft.token]),
        picture=reverse("portal:report_picture", args=[draft.token]),
    )


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
            problems.append(texts.photo_problem(problem))
    return where.with_photo_place(draft), list(dict.fromkeys(problems))


@require_POST
@steps.with_draft
def take(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Take one picture in while the person writes on, or take one out; the script that asks is
    answered with the pictures as they are now. Without it, the form of the page does the same."""
    draft, problems = changed(draft, request)
    draft = report_draft.save(draft)
    return answer(request, of_report(draft) | {"kept": steps.carried(draft)}, problems)


def changed(
    draft: Draft, request: HttpRequest, *, most: int = MOST_PHOTOS
) -> tuple[Draft, list[str]]:
    """The draft without the picture that the button pressed takes out, or else with those sent."""
    number = dropped(request)
    if number is not None:
        return report_draft.drop_photo(draft, number), []
    return taken(draft, request, most=most)


def dropped(request: HttpRequest) -> int | None:
    """The picture (from 0) that the button pressed takes out; None for any other button."""
    wish = request.POST.get("do", "")
    return int(wish[5:]) if wish.startswith("drop-") and wish[5:].isdecimal() else None


def answer(request: HttpRequest, context: dict[str, Any], problems: list[str]) -> HttpResponse:
    """What the script is told: the pictures as they are from now on, and what is wrong."""
    context |= {"photo_problems": problems}
    status = 422 if problems else 200
    return render(request, "portal/report/photos_answer.html", context, status=status)


@steps.with_draft
def picture(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The small picture number `?n=` of this draft."""
    return small(request, draft)


def small(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The small picture number `?n=` of a draft that the caller has opened."""
    number = request.GET.get("n", "")
    data = report_draft.thumbnail(draft, int(number)) if number.isdecimal() else None
    if data is None:
        return HttpResponse(status=404)
    return HttpResponse(data, content_type=MEDIA_TYPE)


@steps.with_draft
def place(request: HttpRequest, draft: Draft) -> HttpResponse:
    """A picture says where it was taken: is that the place?"""
    told = draft.photo_place
    if told is None:
        return steps.go_on(replace(draft, photo_place_seen=True))
    if request.method == "POST":
        if request.POST.get("do") == "use":
            draft = replace(draft, lon=told[0], lat=told[1], address=where.named(*told))
        return steps.go_on(report_draft.save(replace(draft, photo_place_seen=True)))
    return steps.page(
        request,
        "photo_place",
        draft,
        back=steps.address("details", draft),
        lon=told[0],
        lat=told[1],
        label=where.named(*told),
    )


def _raw(upload: UploadedFile) -> bytes | Path:
    path = getattr(upload, "temporary_file_path", None)
    return Path(path()) if path is not None else upload.read()
