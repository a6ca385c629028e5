"""Papers as the studio and the desk give them: how somebody wants one, and the file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from parvis.authorities import queries as authorities
from parvis.foundation.clock import today
from parvis.inform.papers.form_paper import form_pdf
from parvis.inform.papers.handed_out import FormPaper
from parvis.inform.papers.letterhead import Letterhead
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.easy import has_easy
from parvis.offer.surveys.rules import last_day
from parvis.web.answering.agreeing import agreement_to
from parvis.web.answering.drawing import own_name
from parvis.web.middleware.headers import private


@dataclass(frozen=True, slots=True)
class Wish:
    """How a form is printed: in which language, in large letters, in easy words (and large)."""

    language: str
    large: bool = False
    easy: bool = False


def wished(request: HttpRequest, languages: Sequence[str]) -> Wish:
    """`?langue=`, `?lettres=grandes`, `?mots=simples`; the page's language where none is said."""
    asked = request.GET
    here = (get_language() or "fr")[:2]
    known = [one for one in (asked.get("langue", ""), here, *languages) if one in languages]
    return Wish(known[0], asked.get("lettres") == "grandes", asked.get("mots") == "simples")


def choices(
    request: HttpRequest, languages: Sequence[str], forms: Iterable[CompiledForm | None]
) -> dict[str, Any]:
    """What `components/paper_wishes.html` offers for one of these forms (None asks nothing of its
    own)."""
    return {
        "languages": [(one, own_name(one)) for one in languages],
        "wish": wished(request, languages),
        "has_easy": any(form is not None and has_easy(form) for form in forms),
    }


def handed_out(paper: FormPaper, wish: Wish) -> HttpResponse:
    """The file of a paper that is handed out. Raises TypesettingError."""
    closes = paper.survey.closes_at if paper.survey else None
    content = form_pdf(
        paper.printed(wish.language),
        wish.language,
        code=str(paper.code),
        town=letterhead(),
        where_to_return=_where_to_return(wish.language, closes),
        anonymous=paper.is_anonymous,
        made=today(authorities.calendar().zone),
        purpose=paper.survey.purpose if paper.survey else "",
        agreement=_agreement(wish.language, paper),
        easy=wish.easy,
        large=wish.large,
    )
    return attached(content, str(paper.code))


def tried(form: CompiledForm, wish: Wish, *, name: str, anonymous: bool) -> HttpResponse:
    """The file of a form that is being written: it has no code. Raises TypesettingError."""
    content = form_pdf(
        form,
        wish.language,
        code="",
        town=letterhead(),
        where_to_return="",
        anonymous=anonymous,
        made=today(authorities.calendar().zone),
        easy=wish.easy,
        large=wish.large,
    )
    return attached(content, name)


def attached(content: bytes, name: str) -> HttpResponse:
    """A PDF under a name of letters, digits and dashes."""
    response = private(HttpResponse(content, content_type="application/pdf"))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def letterhead() -> Letterhead:
    """The town's."""
    town = authorities.authority()
    return Letterhead(town.name, " ".join(town.postal_address.split()), town.brand_color)


def _agreement(language: str, paper: FormPaper) -> str:
    """What whoever fills in a signed survey ticks."""
    if paper.survey is None or paper.is_anonymous:
        return ""
    with override(language):
        return agreement_to(paper.survey)


def _where_to_return(language: str, closes: datetime | None) -> str:
    town, zone = letterhead(), authorities.calendar().zone
    with override(language):
        where = _("At the counter, or by post: {name}, {address}.").format(
            name=town.name, address=town.address
        )
        last = last_day(closes, zone)
        if last is None:
            return where
        day = date_format(last, "j F Y").replace(" ", "\N{NO-BREAK SPACE}")
        return f"{where}\n{_('By {day} at the latest.').format(day=day)}"
