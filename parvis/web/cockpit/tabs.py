"""The tabs of the cockpit."""

from django.urls import reverse
from django.utils.translation import pgettext

from parvis.web.cockpit import words

LISTENING, SURVEYS = "ecoute", "enquetes"
# Its door is the overview's line: it stands under the overview.
_INSIDE = "temps"


def tabs(here: str = "", query: str = "") -> list[tuple[str, str, bool]]:
    """Words, address, whether one is there. `query` is kept on the pages of figures."""
    under = "" if here == _INSIDE else here
    figures = [
        (str(text), f"{address(name)}?{query}" if query else address(name), name == under)
        for name, text in words.TABS.items()
        if name != _INSIDE
    ]
    listening = pgettext("cockpit", "Listening"), reverse("cockpit:listening"), here == LISTENING
    surveys = pgettext("cockpit", "Surveys"), reverse("cockpit:surveys"), here == SURVEYS
    return [figures[0], listening, *figures[1:], surveys]


def address(name: str) -> str:
    """The page of a dimension; of none, the overview."""
    return reverse("cockpit:by", args=[name]) if name else reverse("cockpit:home")
