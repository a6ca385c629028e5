"""What the pages of a survey ask for besides: long lists, and pictures that were sent."""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from parvis.adapters.storage import BadName, NoSuchFile, files_of
from parvis.foundation.db.scope import current_authority
from parvis.offer.forms import queries as forms
from parvis.offer.forms.fields.choosing import ChoosingField
from parvis.offer.surveys.models import Survey
from parvis.web.answering import lists, steps
from parvis.web.answering.shapes import Places
from parvis.web.middleware.headers import private

_SALT = "parvis.answering.picture"


def places_of(survey: Survey) -> Places:
    """Where the pages of a survey find them."""
    return Places(
        options=lambda key: reverse("portal:survey_options", args=[survey.code, key]),
        picture=lambda file: reverse(
            "portal:survey_picture", args=[survey.code, signing.dumps(file, salt=_SALT)]
        ),
        takes_files=True,
    )


def options(request: HttpRequest, survey: Survey, key: str) -> HttpResponse:
    """`?q=` gives those of a question's choices that are meant: `{"results": [{id, label}]}`;
    `?langue=` is the page's language, `?above=` what was chosen in what the question depends on."""
    form = forms.form(survey.version_id or 0)
    node = form.nodes.get(key)
    if node is None or not isinstance(node.field, ChoosingField):
        raise Http404
    wanted = request.GET.get("langue", "")
    language = wanted if wanted in form.definition.languages else steps.language_of(form)
    above = request.GET.get("above", "").split()
    found = lists.found(node.field, request.GET.get("q", "")[:200], language, above)
    response = JsonResponse(lists.proposals(found, language))
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


def picture(request: HttpRequest, survey: Survey, signed: str) -> HttpResponse:
    """A picture that waits with its form: for whoever sent it, whose page alone has the address."""
    try:
        name = signing.loads(signed, salt=_SALT)
        data = files_of(current_authority()).get(name)
    except (signing.BadSignature, BadName, NoSuchFile) as error:
        raise Http404 from error
    return private(HttpResponse(data, content_type="image/webp"))
