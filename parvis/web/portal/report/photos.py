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


def shown(draft: Draft) -> dict[str, Any]:
    """What the templates say of a draft's pictures."""
    base = reverse("portal:report_picture", args=[draft.token])
    return {
        "photos_url": reverse("portal:report_photos", args=[draft.token]),
        # The name changes with the picture: after one is taken out, no browser mixes them up.
        "photos": [
            Shown(number, f"{base}?n={number}&v={Path(photo.name).stem[:12]}")
            for number, photo in enumerate(draft.photos)
        ],
        "most_photos": MOST_PHOTOS,
        "photos_left": MOST_PHOTOS - len(draft.photos),
    }


def taken(draft: Draft, request: HttpRequest) -> tuple[Draft, list[str]]:
    """The draft with the pictures that were sent, and what is wrong with the others."""
    problems: list[str] = []
    for upload in request.FILES.getlist("photos"):
        if len(draft.photos) >= MOST_PHOTOS:
            problems.append(_("You can add %(n)d photos at most.") % {"n": MOST_PHOTOS})
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
    wish = request.POST.get("do", "")
    problems: list[str] = []
    if wish.startswith("drop-") and wish[5:].isdigit():
        draft = report_draft.drop_photo(draft, int(wish[5:]))
    else:
        draft, problems = taken(draft, request)
    draft = report_draft.save(draft)
    context = shown(draft) | {"photo_problems": problems, "kept": steps.carried(draft)}
    status = 422 if problems else 200
    return render(request, "portal/report/photos_answer.html", context, status=status)


@steps.with_draft
def picture(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The small picture number `?n=` of this draft."""
    number = request.GET.get("n", "")
    data = report_draft.thumbnail(draft, int(number)) if number.isdigit() else None
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
