"""The comparison of districts in plain numbers: shares from 0 to 1."""

from collections.abc import Iterator

from django.utils.translation import pgettext

from parvis.understand.disparities.figures import Comparison
from parvis.web.cockpit import words
from parvis.web.cockpit.disparities import telling
from parvis.web.cockpit.disparities.lines import HIDDEN
from parvis.web.cockpit.sheets import Row


def rows(found: Comparison) -> Iterator[Row]:
    """A line for each district by each measure."""
    yield [
        pgettext("disparities", "Measure"), pgettext("cockpit", "District"),
        pgettext("disparities", "Requests"), pgettext("disparities", "Seen"),
        pgettext("disparities", "Expected"), pgettext("disparities", "Estimated"),
        pgettext("disparities", "From"), pgettext("disparities", "To"),
        pgettext("disparities", "By chance alone, from"),
        pgettext("disparities", "By chance alone, to"),
        pgettext("disparities", "How often by chance"), pgettext("disparities", "Verdict"),
    ]  # fmt: skip
    for one in found.figures:
        told = one.told
        yield [
            str(telling.MEASURES[one.measure]),
            words.name("district", str(one.district)),
            None if one.requests < HIDDEN else one.requests,
            *(
                [told.seen, told.expected, told.value, told.low, told.high,
                 told.chance_low, told.chance_high, told.chance]
                if told
                else [None] * 8
            ),
            telling.verdict(one),
        ]  # fmt: skip
