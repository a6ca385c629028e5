"""What the pages of a survey ask for besides: long lists, and pictures that were sent."""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from parvis.adapters.storage import BadName, NoSuchFile, files_of
from parvis.foundation.db.scope import current_authority
from parvis.offer.forms import queries as forms
from parvis.offer.surveys.models import Survey
from parvis.web.answering.completing import completed
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
    """A long list completed, as `completing.completed` says."""
    response = completed(request, forms.form(survey.version_id or 0), key)
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
