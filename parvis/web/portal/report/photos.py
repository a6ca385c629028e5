"""The pictures of a report on its way, and the place that they tell."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from parvis.flows import report_draft
from parvis.flows.report_draft import Draft
from parvis.web.components import photos
from parvis.web.portal.report import pages, steps, where


def of_report(draft: Draft) -> dict[str, Any]:
    """What the templates say of the pictures of a report on its way."""
    return photos.shown(
        draft,
        upload=reverse("portal:report_photos", args=[draft.token]),
        picture=reverse("portal:report_picture", args=[draft.token]),
    )


def changed(draft: Draft, request: HttpRequest) -> tuple[Draft, list[str]]:
    """The draft without the picture that the button pressed takes out, or else with those sent;
    and what is wrong with the others."""
    draft, problems = photos.changed(draft, request)
    return where.with_photo_place(draft), problems


@require_POST
@steps.with_draft
def take(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Take one picture in while the person writes on, or take one out; the script that asks is
    answered with the pictures as they are now. Without it, the form of the page does the same."""
    draft, problems = changed(draft, request)
    draft = report_draft.save(draft)
    return photos.answer(request, of_report(draft) | {"kept": steps.carried(draft)}, problems)


@steps.with_draft
def picture(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The small picture number `?n=` of this draft."""
    return photos.small(request, draft)


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
        back=pages.last_address(draft),
        lon=told[0],
        lat=told[1],
        label=where.named(*told),
    )
