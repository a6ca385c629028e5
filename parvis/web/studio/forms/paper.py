"""A form on paper: the copies that are handed out, each under its code, and a trial of what is
being written, which has none."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from parvis.adapters.typesetting import TypesettingTooLong
from parvis.inform.papers import handed_out
from parvis.inform.papers.handed_out import FormPaper
from parvis.inform.papers.request_paper import request_form
from parvis.offer.catalogue.models import ServiceType
from parvis.offer.forms.checking import compiled
from parvis.web import papers
from parvis.web.papers import Wish
from parvis.web.studio.forms.acts import address
from parvis.web.studio.forms.draft import Draft, draft_at

# What the page calls the one without a code.
TRIAL = "essai"


def show(request: HttpRequest, form: int) -> HttpResponse:
    """Which paper, and how one wants it."""
    return _page(request, draft_at(form))


def pdf(request: HttpRequest, form: int) -> HttpResponse:
    """The paper itself: `?papier=` is a code or `essai`; wishes as in `parvis.web.papers`."""
    draft = draft_at(form)
    wanted = request.GET.get("papier", TRIAL)
    wish = papers.wished(request, draft.definition.languages)
    try:
        if wanted == TRIAL:
            return _trial(draft, wish)
        paper = next((one for one in _handed_out(draft) if str(one.code) == wanted), None)
        if paper is None:
            raise Http404
        return papers.handed_out(paper, papers.wished(request, paper.languages))
    except TypesettingTooLong:
        return _page(request, draft, too_long=True)


def _page(request: HttpRequest, draft: Draft, *, too_long: bool = False) -> HttpResponse:
    form = compiled(draft.definition)
    shown = _handed_out(draft)
    context = {
        "here": "forms", "title": _("On paper"), "form_id": draft.form.pk,
        "back": address(draft.form.pk), "back_name": draft.title,
        "papers": shown, "trial": TRIAL, "may_try": form is not None and bool(form.pages),
        "too_long": too_long,
        **papers.choices(
            request, draft.definition.languages, [form, *(paper.asked for paper in shown)]
        ),
    }  # fmt: skip
    return render(request, "studio/forms/paper.html", context, status=422 if too_long else 200)


def _handed_out(draft: Draft) -> list[FormPaper]:
    return handed_out.of_form(draft.form)


def _trial(draft: Draft, wish: Wish) -> HttpResponse:
    """What is being written as it would be printed. Raises Http404 where it can't be answered yet,
    TypesettingError."""
    form = compiled(draft.definition)
    if form is None or not form.pages:
        raise Http404
    service = ServiceType.objects.filter(form=draft.form).select_related("current").first()
    version = service.current if service else None
    if version is not None:
        form = request_form(
            form, wish.language, title=version.name, intro=version.description, place=version.place
        )
    return papers.tried(form, wish, name=f"{draft.form.code}-essai", anonymous=draft.is_anonymous)
