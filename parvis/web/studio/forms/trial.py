"""A form tried as a resident sees it: at its end, of a quiz its score, and what would be recorded;
nothing ever is."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from parvis.offer.forms.answers import Answers
from parvis.offer.forms.checking import compiled
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.reading import read_answers
from parvis.web.answering import drawing, steps
from parvis.web.answering.carried import Forged
from parvis.web.answering.steps import Finished, Shown
from parvis.web.middleware.headers import private
from parvis.web.portal.surveys.quiz import scored
from parvis.web.studio.forms.acts import address
from parvis.web.studio.forms.draft import Draft, draft_at
from parvis.web.studio.forms.preview import for_trial, sitting


@dataclass(frozen=True, slots=True)
class Recorded:
    """One line of what would be recorded: the question, the answer in words, how private it is."""

    label: str
    words: str
    privacy: str


def show(request: HttpRequest, form: int) -> HttpResponse:
    draft = draft_at(form)
    ready = compiled(for_trial(draft.definition))
    if ready is None or not ready.pages:
        return _page(request, draft, "studio/forms/trial_not_ready.html")
    # A file that is tried is not even received.
    request.FILES.clear()
    at = sitting(ready, draft)
    if request.method != "POST" or "kept" not in request.POST:
        return _shown(request, draft, steps.begin(at))
    try:
        outcome = steps.take(request, at)
    except Forged:
        return _shown(request, draft, steps.begin(at))
    if isinstance(outcome, Finished):
        reading = read_answers(ready, outcome.given, today=at.today)
        recorded = _recorded(ready, reading.answers, outcome.language)
        told = scored(ready, reading, outcome) if "quiz" in draft.uses else {}
        return _page(request, draft, "studio/forms/trial_over.html", recorded=recorded, **told)
    return _shown(request, draft, outcome) if isinstance(outcome, Shown) else _page(request, draft)


def _shown(request: HttpRequest, draft: Draft, shown: Shown) -> HttpResponse:
    return private(drawing.page(request, shown, "studio/forms/trial.html", **_about(draft)))


def _page(
    request: HttpRequest, draft: Draft, template: str = "studio/forms/trial_not_ready.html",
    **more: object,
) -> HttpResponse:  # fmt: skip
    return private(render(request, template, {**_about(draft), **more}))


def _about(draft: Draft) -> dict[str, object]:
    return {
        "title": _("Trial: {title}").format(title=draft.title),
        "builder": address(draft.form.pk), "form_key": True,
    }  # fmt: skip


def _recorded(form: CompiledForm, answers: Answers, language: str) -> list[Recorded]:
    found = []
    for node in form.fields:
        field = node.field
        if field is None or not field.asks:
            continue
        rows = answers.get(node.block, []) if node.block else [answers]
        for row in rows:
            if node.key in row:
                words = field.words(row[node.key], language)
                found.append(Recorded(field.title(language) or node.key, words, field.privacy))
    return found
