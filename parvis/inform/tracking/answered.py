"""What somebody answered to the questions of a service type, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as offer
from parvis.offer.forms.spoken import spoken


def told(version: int, answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each question that was answered, and the answer, in the reader's language and in the order
    in which they were asked. What the version does not ask is left out."""
    form = offer.asked(version) if answers else None
    language = (get_language() or "fr")[:2]
    said = spoken(form, answers, language) if form else []
    return [(worded(one.label, language), one.words) for one in said]
