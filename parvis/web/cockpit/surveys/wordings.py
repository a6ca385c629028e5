"""What people wrote to one question, a page at a time, kept out of figures and of exports that
leave openly."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from parvis.capture.answers.models import Answer
from parvis.foundation.wording import worded
from parvis.offer.forms import queries as forms
from parvis.offer.surveys.models import Survey
from parvis.understand.surveys.disclosure.handful import K
from parvis.understand.surveys.reading import answers, wordy

PAGE = 50


def shown(survey: Survey, key: str, request: HttpRequest) -> dict[str, Any]:
    """Fifty of them, in an order that tells nothing of when they came. Raises Http404, also where a
    handful alone answered, anonymously."""
    assert survey.version_id is not None
    form = forms.form(survey.version_id)
    if key not in wordy(form) or (survey.is_anonymous and answers(survey).many < K):
        raise Http404
    after = request.GET.get("apres", "")
    rows = Answer.objects.filter(survey=survey, answers__has_key=key)
    if after.isdecimal() and len(after) < 20:
        rows = rows.filter(pk__gt=int(after))
    found = list(rows.order_by("pk").values_list("pk", f"answers__{key}")[: PAGE + 1])
    more = f"?{urlencode({'apres': found[PAGE - 1][0]})}" if len(found) > PAGE else ""
    return {
        "survey": survey,
        "title": worded(survey.title),
        "question": worded(form.nodes[key].field.label),
        "texts": [text for _pk, text in found[:PAGE]],
        "next": more,
        "back": reverse("cockpit:survey", args=[survey.pk]),
    }
