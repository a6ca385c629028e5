"""Third question: more about it. Words, pictures and the service's own questions, all in one."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parvis.flows import report_draft
from parvis.flows.report_draft import Draft
from parvis.offer.catalogue import queries as offer
from parvis.offer.catalogue.questions import Question, answer, questions
from parvis.web.portal.report import photos, steps

MOST_WORDS = 5_000


@dataclass(frozen=True, slots=True)
class Field:
    """A question as the form shows it: `options` are (key, label, chosen)."""

    key: str
    kind: str
    label: str
    help: str
    required: bool
    value: str
    options: list[tuple[str, str, bool]]
    problem: str


@steps.with_draft
def ask(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask; take in what was given; stay while something is wrong or a picture was added."""
    if steps.service(draft) is None:
        return steps.go_on(draft)
    if request.method != "POST":
        return _page(request, draft, {}, [])
    asked = questions(steps.version(draft).questions)
    given = {question.key: request.POST.getlist(f"q-{question.key}") for question in asked}
    answered = answer(asked, given)
    draft = replace(
        draft, words=request.POST.get("words", "").strip()[:MOST_WORDS], answers=answered.answers
    )
    draft, photo_problems = photos.taken(draft, request)
    wish = request.POST.get("do", "")
    if wish.startswith("drop-") and wish[5:].isdigit():
        return _page(request, report_draft.drop_photo(draft, int(wish[5:])), {}, [])
    if wish == "photo" or photo_problems or answered.problems:
        problems = {} if wish == "photo" else answered.problems
        return _page(request, report_draft.save(draft), problems, photo_problems)
    return steps.go_on(report_draft.save(replace(draft, details_given=True)))


def _page(
    request: HttpRequest, draft: Draft, problems: dict[str, str], photo_problems: list[str]
) -> HttpResponse:
    version = steps.version(draft)
    return steps.page(
        request,
        "details",
        draft,
        back=steps.address("where" if version.place != "none" else "what", draft),
        fields=[
            _field(question, draft.answers.get(question.key), problems.get(question.key, ""))
            for question in questions(version.questions)
        ],
        has_problems=bool(problems),
        photo_problems=photo_problems,
        **photos.shown(draft),
    )


def _field(question: Question, value: Any, problem: str) -> Field:
    chosen = value if isinstance(value, list) else [value]
    if question.kind == "yes_no":
        options = [("yes", _("Yes"), value == "yes"), ("no", _("No"), value == "no")]
    else:
        options = [
            (choice.key, offer.worded(choice.label), choice.key in chosen)
            for choice in question.choices
        ]
    said = {
        "missing": _("We need this answer to help you."),
        "not_a_choice": _("Choose one of these answers."),
        "not_a_number": _("Type a number, such as 12 or 3.5."),
        "too_long": _("Say it more briefly: 1,000 characters at most."),
    }
    return Field(
        key=question.key,
        kind=question.kind,
        label=offer.worded(question.label),
        help=offer.worded(question.help) if question.help else "",
        required=question.required,
        value="" if value is None or isinstance(value, list) else str(value),
        options=options,
        problem=said.get(problem, ""),
    )
