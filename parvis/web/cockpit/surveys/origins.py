"""What answers came with, in words: the way of answering, a department, a district, a type of
request."""

from collections.abc import Mapping

from django.utils.translation import get_language, pgettext_lazy

from parvis.authorities import queries as authorities
from parvis.offer.catalogue import queries as catalogue
from parvis.understand.surveys.reading import CHANNEL, DEPARTMENT, DISTRICT, SERVICE, Answers
from parvis.web.cockpit.surveys.sayings import CHANNELS

NAMES = {
    CHANNEL: pgettext_lazy("survey results", "The way of answering"),
    DEPARTMENT: pgettext_lazy("survey results", "The department"),
    DISTRICT: pgettext_lazy("survey results", "The district"),
    SERVICE: pgettext_lazy("survey results", "The type of request"),
}


def offered(answers: Answers) -> list[str]:
    """What these answers may be crossed by: the way of answering, and the others where they came
    with some."""
    return [name for name in NAMES if name == CHANNEL or answers.came_with[name]]


def values(name: str) -> Mapping[str, str]:
    """What is known of one of them, by code, in words."""
    if name == CHANNEL:
        return {code: str(said) for code, said in CHANNELS.items()}
    if name == SERVICE:
        found = catalogue.names_ever(get_language() or "fr")
        return {str(pk): said for pk, said in found.items()}
    rows = authorities.departments() if name == DEPARTMENT else authorities.districts()
    return {str(pk): row.name for pk, row in rows.items()}
