"""What a form is made of, by families: the palette."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext_lazy as _


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of part: its name, the icon beside it, one line about it."""

    code: str
    name: Any
    icon: str
    about: Any


def _kind(code: str, name: Any, icon: str, about: Any) -> Kind:
    return Kind(code, name, icon, about)


FAMILIES: tuple[tuple[Any, tuple[Kind, ...]], ...] = (
    (_("form kind", "Choosing"), (
        _kind("yes_no", _("form kind", "Yes or no"), "toggle-right",
              _("form kind", "One of two answers")),
        _kind("choice", _("form kind", "One choice"), "circle-dot",
              _("form kind", "One answer in a list")),
        _kind("choices", _("form kind", "Several choices"), "square-check",
              _("form kind", "All that apply")),
        _kind("scale", _("form kind", "Opinion"), "smile",
              _("form kind", "Faces, stars or marks")),
        _kind("matrix", _("form kind", "Grid"), "table",
              _("form kind", "The same answers for several lines")),
        _kind("ranking", _("form kind", "Ranking"), "list-ordered",
              _("form kind", "By order of preference")),
    )),
    (_("form kind", "Writing"), (
        _kind("text", _("form kind", "A few words"), "text-cursor-input",
              _("form kind", "One line")),
        _kind("long_text", _("form kind", "A longer text"), "message-square",
              _("form kind", "Several lines")),
        _kind("number", _("form kind", "Number"), "hash", _("form kind", "With its limits")),
        _kind("amount", _("form kind", "Amount"), "hand-coins", _("form kind", "In euros")),
        _kind("date", _("form kind", "Date"), "calendar", _("form kind", "A day")),
        _kind("time", _("form kind", "Time"), "clock", _("form kind", "An hour")),
    )),
    (_("form kind", "Who and where"), (
        _kind("person", _("form kind", "Person"), "user",
              _("form kind", "First name, last name…")),
        _kind("email", _("form kind", "E-mail address"), "at-sign",
              _("form kind", "Checked as it is typed")),
        _kind("phone", _("form kind", "Phone"), "phone", _("form kind", "Any way of writing it")),
        _kind("address", _("form kind", "Postal address"), "house",
              _("form kind", "Street, postcode, town")),
        _kind("place", _("form kind", "Place"), "map-pin",
              _("form kind", "On the map or in words")),
        _kind("siret", _("form kind", "Company number"), "building-2",
              _("form kind", "SIRET, 14 digits")),
        _kind("rna", _("form kind", "Association number"), "users",
              _("form kind", "RNA, begins with W")),
        _kind("iban", _("form kind", "Bank account"), "landmark", _("form kind", "IBAN")),
    )),
    (_("form kind", "Files and agreement"), (
        _kind("photo", _("form kind", "Photo"), "camera",
              _("form kind", "Cleaned of its hidden data")),
        _kind("file", _("form kind", "File"), "file-text", _("form kind", "A document")),
        _kind("declaration", _("form kind", "Declaration"), "badge-check",
              _("form kind", "On one’s honour")),
        _kind("consent", _("form kind", "Agreement"), "handshake",
              _("form kind", "Can be taken back")),
    )),
    (_("form kind", "Without an answer"), (
        _kind("information", _("form kind", "Text to read"), "info",
              _("form kind", "An explanation")),
        _kind("computed", _("form kind", "Computed value"), "calculator",
              _("form kind", "Worked out from answers")),
    )),
    (_("form kind", "Layout"), (
        _kind("page", _("form kind", "Page"), "file-text", _("form kind", "A new screen")),
        _kind("section", _("form kind", "Section"), "layout-grid",
              _("form kind", "Questions under one title")),
        _kind("repeat", _("form kind", "Repeated block"), "repeat",
              _("form kind", "Once for each child, event…")),
    )),
)  # fmt: skip
BY_CODE = {kind.code: kind for _family, kinds in FAMILIES for kind in kinds}

# Ready blocks and forms, by their code in `offer.forms.ready`.
BLOCKS = {
    "identity": (_("ready form", "Identity"), "user"),
    "contact": (_("ready form", "Contact"), "at-sign"),
    "address": (_("ready form", "Address"), "house"),
    "district": (_("ready form", "District of the town"), "map"),
    "age": (_("ready form", "Age group"), "baby"),
    "gender": (_("ready form", "Gender"), "users"),
    "visit": (_("ready form", "Satisfaction after a visit"), "smile"),
    "access_needs": (_("ready form", "Accessibility needs"), "accessibility"),
    "consent": (_("ready form", "Agreement to be contacted"), "handshake"),
    "children": (_("ready form", "Children"), "repeat"),
}
FORMS = {
    "satisfaction": (
        _("ready form", "Satisfaction after a visit"),
        _("ready form", "Five faces, what was missing, what to do better"),
    ),
    "five_questions": (
        _("ready form", "Five short questions"),
        _("ready form", "To be asked at the end of any procedure"),
    ),
    "market": (_("ready form", "The market"), _("ready form", "Habits, opinions, ideas")),
    "budget_ideas": (
        _("ready form", "Ideas for a participatory budget"),
        _("ready form", "An idea, its place, its author"),
    ),
    "poll": (_("ready form", "Poll"), _("ready form", "One question, one choice")),
    "quiz": (_("ready form", "Quiz"), _("ready form", "Right answers, explained at the end")),
    "barometer": (
        _("ready form", "Barometer of public services"),
        _("ready form", "To be asked again each year"),
    ),
    "event": (
        _("ready form", "Registration for an event"),
        _("ready form", "Who comes, when, with what needs"),
    ),
    "je_donne_mon_avis": (
        _("ready form", "Je donne mon avis"),
        _("ready form", "The State’s questions about a procedure"),
    ),
}
