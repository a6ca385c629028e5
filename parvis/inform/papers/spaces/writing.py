"""Room for answers that are written: lines, boxes of one character, several lines with names."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext, ngettext

from parvis.foundation.wording import worded
from parvis.inform.papers.spaces.base import Space, boxes, lines, parts, said, sketch, space, ticks
from parvis.offer.forms.fields.files import PhotoField, StoredField
from parvis.offer.forms.fields.identity import PersonField
from parvis.offer.forms.fields.moments import DateField, TimeField
from parvis.offer.forms.fields.numeric import LARGEST, NumericField
from parvis.offer.forms.fields.places import AddressField, PlaceField
from parvis.offer.forms.fields.wordy import IbanField, LongTextField, RnaField, SiretField

_CHARACTERS_A_LINE = 70
_MOST_LINES = 14
_IBAN_GROUPS = [4] * 8 + [2]


@space.register
def _long_text(field: LongTextField, language: str, value: Any) -> Space:
    wanted = -(-field.longest // _CHARACTERS_A_LINE)
    return lines(max(3, min(wanted, _MOST_LINES)), said(field, language, value))


@space.register
def _number(field: NumericField, language: str, value: Any) -> Space:
    # That a number isn't negative is too plain to be said.
    least = field.words(field.least, language) if field.least not in (-LARGEST, 0) else ""
    most = field.words(field.most, language) if field.most < LARGEST else ""
    # The unit stands after the line already.
    written = said(field.model_copy(update={"unit": {}}), language, value)
    return lines(1, written, worded(field.unit, language), _span(least, most))


def _span(least: str, most: str) -> str:
    if least and most:
        return gettext("From %(least)s to %(most)s.") % {"least": least, "most": most}
    if least:
        return gettext("%(least)s or more.") % {"least": least}
    return gettext("%(most)s at most.") % {"most": most} if most else ""


@space.register
def _date(field: DateField, language: str, value: Any) -> Space:
    year, month, day = str(value).split("-") if value else ("", "", "")
    return boxes(
        (2, gettext("day"), day),
        (2, gettext("month"), month),
        (4, gettext("year"), year),
        hint=_between(
            field, language, gettext("From %(day)s on."), gettext("%(day)s at the latest.")
        ),
    )


def _between(field: DateField | TimeField, language: str, since: str, until: str) -> str:
    """The bounds of a day or an hour, in the two sentences that say them."""
    bounds = ((field.earliest, since), (field.latest, until))
    return " ".join(
        sentence % dict.fromkeys(("day", "hour"), field.words(bound, language))
        for bound, sentence in bounds
        if bound
    )


@space.register
def _time(field: TimeField, language: str, value: Any) -> Space:
    hour, minutes = str(value).split(":") if value else ("", "")
    return boxes(
        (2, gettext("hour"), hour),
        (2, gettext("minutes"), minutes),
        between="h",
        hint=_between(
            field, language, gettext("From %(hour)s on."), gettext("%(hour)s at the latest.")
        ),
    )


@space.register
def _siret(field: SiretField, language: str, value: Any) -> Space:
    return _comb([3, 3, 3, 5], value, gettext("14 digits."))


@space.register
def _rna(field: RnaField, language: str, value: Any) -> Space:
    return _comb([1, 9], value or "W", gettext("W, then 9 characters."))


@space.register
def _iban(field: IbanField, language: str, value: Any) -> Space:
    return _comb(_IBAN_GROUPS, value, gettext("A French IBAN has 27 characters."))


def _comb(counts: Sequence[int], value: Any, hint: str) -> Space:
    groups, left = [], str(value or "")
    for count in counts:
        groups.append((count, "", left[:count]))
        left = left[count:]
    return boxes(*groups, hint=hint)


@space.register
def _stored(field: StoredField, language: str, value: Any) -> Space:
    sentence = (
        ngettext(
            "Hand in a photo with this paper.", "Hand in up to %(count)d photos with this paper.",
            field.most,
        )
        if isinstance(field, PhotoField)
        else ngettext(
            "Hand in a copy with this paper.", "Hand in up to %(count)d copies with this paper.",
            field.most,
        )
    )  # fmt: skip
    code = gettext("Write the code of this paper on the back.")
    items = [(gettext("I hand it in with this paper"), False)]
    return ticks([("", items)], f"{sentence % {'count': field.most}} {code}", columns=1)


@space.register
def _place(field: PlaceField, language: str, value: Any) -> Space:
    if field.shape != "point":
        hint = gettext("Draw it, with the names of the streets around; or write where it is.")
        return sketch(said(field, language, value), hint)
    hint = gettext("An address, or what helps to find the place.")
    return lines(2, said(field, language, value), hint=hint)


@space.register
def _address(field: AddressField, language: str, value: Any) -> Space:
    known = value or {}
    code = (5, "", str(known.get("postcode", "")))
    return parts(
        (gettext("Number and street"), lines(1, known.get("line", ""))),
        (gettext("Building, staircase, care of"), lines(1, known.get("more", ""))),
        (gettext("Postcode"), boxes(code)),
        (gettext("Town"), lines(1, known.get("city", ""))),
    )


@space.register
def _person(field: PersonField, language: str, value: Any) -> Space:
    labels = {
        "title": gettext("Ms, Mr"),
        "first_name": gettext("First name"),
        "last_name": gettext("Last name"),
        "birth_name": gettext("Name at birth"),
        "born": gettext("Born on"),
        "email": gettext("E-mail"),
        "phone": gettext("Phone"),
    }
    known = value or {}
    return parts(*((labels[part], _person_part(part, known.get(part))) for part in field.parts))


def _person_part(part: str, value: Any) -> Space:
    if part == "born":
        return _date(DateField(key="born"), "", value)
    return lines(1, str(value or ""))
