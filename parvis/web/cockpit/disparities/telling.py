"""A comparison of districts in words."""

from django.utils.translation import npgettext, pgettext, pgettext_lazy

from parvis.inform.dashboards.wording import UNKNOWN, count, decimal, percent, signed
from parvis.understand.disparities.figures import (
    SHARES,
    Figure,
    Measure,
    Silence,
    Told,
    Verdict,
)
from parvis.web.cockpit import words

MEASURES = {
    Measure.RATE: pgettext_lazy("disparities", "Requests per 1,000 inhabitants"),
    Measure.DELAY: pgettext_lazy("disparities", "Delay, in working days"),
    Measure.SATISFACTION: pgettext_lazy("disparities", "Satisfied, of those who said"),
    Measure.REFUSAL: pgettext_lazy("disparities", "Closed without action"),
}
COUNTED = {
    Measure.RATE: pgettext_lazy("disparities", "Requests"),
    Measure.DELAY: pgettext_lazy("disparities", "Requests"),
    Measure.SATISFACTION: pgettext_lazy("disparities", "Answers"),
    Measure.REFUSAL: pgettext_lazy("disparities", "Closed requests"),
}
_APART = {
    (Measure.RATE, Verdict.MORE): pgettext_lazy(
        "disparities",
        "%(district)s: more requests than as many inhabitants send elsewhere, %(value)s per 1,000"
        " where %(expected)s would be expected.",
    ),
    (Measure.RATE, Verdict.LESS): pgettext_lazy(
        "disparities",
        "%(district)s: fewer requests than as many inhabitants send elsewhere, %(value)s per 1,000"
        " where %(expected)s would be expected.",
    ),
    (Measure.DELAY, Verdict.MORE): pgettext_lazy(
        "disparities",
        "%(district)s: requests wait longer than the same ones elsewhere, %(value)s working days"
        " on average where %(expected)s would be expected.",
    ),
    (Measure.DELAY, Verdict.LESS): pgettext_lazy(
        "disparities",
        "%(district)s: requests wait less than the same ones elsewhere, %(value)s working days"
        " on average where %(expected)s would be expected.",
    ),
    (Measure.SATISFACTION, Verdict.MORE): pgettext_lazy(
        "disparities",
        "%(district)s: people are more often satisfied than with the same requests elsewhere,"
        " %(value)s where %(expected)s would be expected.",
    ),
    (Measure.SATISFACTION, Verdict.LESS): pgettext_lazy(
        "disparities",
        "%(district)s: people are less often satisfied than with the same requests elsewhere,"
        " %(value)s where %(expected)s would be expected.",
    ),
    (Measure.REFUSAL, Verdict.MORE): pgettext_lazy(
        "disparities",
        "%(district)s: requests are more often closed without action than the same ones elsewhere,"
        " %(value)s where %(expected)s would be expected.",
    ),
    (Measure.REFUSAL, Verdict.LESS): pgettext_lazy(
        "disparities",
        "%(district)s: requests are less often closed without action than the same ones elsewhere,"
        " %(value)s where %(expected)s would be expected.",
    ),
}
_VERDICTS = {
    Verdict.MORE: pgettext_lazy("disparities", "above the town"),
    Verdict.LESS: pgettext_lazy("disparities", "below the town"),
    Verdict.BY_CHANCE: pgettext_lazy("disparities", "does not stand apart"),
    Verdict.TOO_FEW: pgettext_lazy("disparities", "too few to tell"),
    Verdict.UNKNOWN: pgettext_lazy("disparities", "inhabitants not known"),
}


def number(measure: Measure, value: float | None) -> str:
    """A figure as one says it; a dash for none."""
    if value is None:
        return UNKNOWN
    return percent(value) if measure in SHARES else decimal(value)


def between(measure: Measure, told: Told | None) -> str:
    """What the figure may truly be."""
    if told is None:
        return ""
    return pgettext("disparities", "%(low)s to %(high)s") % {
        "low": number(measure, told.low),
        "high": number(measure, told.high),
    }


def gap(figure: Figure) -> str:
    """How far it stands from the town, with its sign: "+40 %", "−6 points"."""
    apart = figure.gap
    if apart is None:
        return UNKNOWN
    whole = round(100 * apart)
    if figure.measure not in SHARES:
        return signed(percent(abs(whole) / 100), whole)
    points = npgettext("disparities", "%(count)s point", "%(count)s points", abs(whole))
    return signed(points % {"count": count(abs(whole))}, whole)


def verdict(figure: Figure) -> str:
    """Its verdict, as a table says it."""
    return str(_VERDICTS[figure.verdict])


def finding(figure: Figure) -> str:
    """One plain sentence on a figure that stands apart."""
    told = figure.told
    return str(_APART[figure.measure, figure.verdict]) % {
        "district": words.name("district", str(figure.district)),
        "value": number(figure.measure, told.value if told else None),
        "expected": number(figure.measure, told.expected if told else None),
    }


def silence(of: Silence) -> str:
    """One plain sentence on a silent district, and on how many subjects it is silent."""
    said = pgettext(
        "disparities",
        "%(district)s: of the requests that as many inhabitants send elsewhere, %(missing)s are"
        " missing",
    ) % {
        "district": words.name("district", str(of.district)),
        "missing": percent(of.missing),
    }  # fmt: skip
    if not of.subjects:
        return f"{said}."
    subjects = npgettext(
        "disparities",
        "%(said)s, on %(fewer)s of its %(subjects)s most expected subject.",
        "%(said)s, on %(fewer)s of its %(subjects)s most expected subjects.",
        of.subjects,
    )
    return subjects % {"said": said, "fewer": count(of.fewer), "subjects": count(of.subjects)}
