"""A form on paper, for whoever is far from screens: the same questions, to be filled in by hand and
typed in by an agent."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, override, pgettext

from parvis.adapters.typesetting import pdf
from parvis.inform.papers.letterhead import Letterhead, pictures, template
from parvis.inform.papers.sheet import Sheet, said
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.easy import in_easy_words


def form_pdf(
    form: CompiledForm,
    language: str,
    *,
    code: str,
    town: Letterhead,
    where_to_return: str,
    anonymous: bool,
    made: date,
    prefilled: Mapping[str, Any] | None = None,
    purpose: str = "",
    agreement: str = "",
    easy: bool = False,
    large: bool = False,
) -> bytes:
    """The PDF (A4, tagged, PDF/UA-1) of a form in `language`.

    `code` (`codes.py`) stands on every sheet, in digits and as a QR code; a paper without one says
    that it is a trial. `prefilled` are answers in their canonical form. `purpose` is what the
    answers are for, `agreement` what the person ticks at the end ("" for nothing). `easy` takes the
    easy words where the form has some, and large letters; `large` letters of 16 points. The same
    arguments give the same bytes. Raises TypesettingError.
    """
    with override(language):
        words = in_easy_words(form) if easy else form
        sheet = Sheet(words, language, filled=prefilled or {})
        title = said(form.definition.title, language) or gettext("Form")
        return pdf(
            template("form.typ"),
            data={
                "title": title,
                "intro": said(form.definition.intro, language),
                "thanks": said(form.definition.thanks, language),
                "town": town.data(),
                "code": code,
                "large": large or easy,
                "advice": _advice(where_to_return, purpose=purpose, anonymous=anonymous, easy=easy),
                "trial": "" if code else _trial(),
                "words": _words(code, town),
                "items": sheet.items(),
                "agreement": agreement,
                "signed": sheet.asks_honour and not anonymous,
                "return": where_to_return,
            },
            files=pictures(town, code),
            title=title,
            language=language,
            made=made,
        )


def _advice(
    where_to_return: str, *, purpose: str, anonymous: bool, easy: bool
) -> list[dict[str, str]]:
    """How to fill it in, what becomes of the answers, where to bring it."""
    fill = gettext(
        "Write in capital letters, with a dark pen. Questions marked “answer needed” "
        "must be answered; leave the others empty if you like."
    )
    if easy:
        fill = gettext(
            "Take a dark pen. Write in capital letters. If you see “answer needed”, please answer. "
            "You can ask somebody to help you."
        )
    advice = [
        {"title": gettext("Fill in"), "text": fill},
        *([{"title": pgettext("paper", "What for"), "text": purpose}] if purpose else []),
        {"title": gettext("Your answers"), "text": _what_becomes(anonymous=anonymous)},
    ]
    if where_to_return:
        advice.append({"title": gettext("Give back"), "text": where_to_return})
    return advice


def _what_becomes(*, anonymous: bool) -> str:
    if anonymous:
        return gettext(
            "This form is anonymous: write neither your name nor your address where they are not "
            "asked for. An agent types your answers in; nothing on this paper tells who you are."
        )
    return gettext(
        "Our agents type them in as they are, and they serve this form alone. You can ask to see "
        "them, to correct them or to have them erased."
    )


def _trial() -> str:
    return gettext(
        "A trial: these questions are still being written. Hand it out to nobody, it can’t be "
        "typed in."
    )


def _words(code: str, town: Letterhead) -> dict[str, str]:
    return {
        "code": gettext("Code of this paper") if code else gettext("Trial"),
        "say": gettext("Its code tells the counter which questions these are.") if code else "",
        "qr": gettext("QR code that holds the code of this paper: %(code)s") % {"code": code},
        "logo": gettext("Logo of %(town)s") % {"town": town.name},
        "page": gettext("Page {page} of {pages}"),
        "why": gettext("Why we ask:"),
        "example": gettext("For example:"),
        "signature": gettext("Signature"),
        "date": gettext("Date"),
        "end": gettext("Thank you"),
        "give_back": gettext("Give this paper back:"),
    }
