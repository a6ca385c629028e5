"""The three sentences: each rule speaks when it must, and only then."""

from datetime import date

import pytest
from django.utils.translation import override

from parvis.inform.dashboards.indicators import named_span
from parvis.inform.dashboards.queries import BEFORE, FULL, NOW, Counts, Figures, Group
from parvis.inform.dashboards.sentences import Lead, going, rises, rising, source, three

TODAY = date(2026, 11, 21)
BASE = [f"base{at}" for at in range(8)]


def group(came=0, base=(), *, closed=0, late=0, before=(0, 0), open_=0, late_now=0) -> Group:
    counts = {
        NOW: Counts(received=came, closed=closed, late=late),
        FULL: Counts(received=came),
        BEFORE: Counts(closed=before[0], late=before[1]),
        **{slot: Counts(received=number) for slot, number in zip(BASE, base, strict=False)},
    }
    return Group(counts, {}, open_, late_now)


def figures(total: Group, periods: int = 8, **dimensions: dict[str, Group]) -> Figures:
    span = named_span("week", TODAY)
    made = Figures(span, span, date(2024, 1, 1), BASE[:periods], [], {})
    made.groups = {"all": {"": total}, **dimensions}
    return made


def names(dimension: str, key: str) -> str:
    return f"{dimension} {key}"


STEADY = [100, 98, 103, 99, 101, 97, 102, 100]


@pytest.mark.parametrize(
    ("came", "base", "periods", "closed", "late", "before", "code"),
    [
        (101, STEADY, 8, 100, 3, (100, 4), "stable-on_time"),
        (101, STEADY, 8, 100, 20, (100, 19), "stable-late"),
        (200, STEADY, 8, 100, 40, (100, 15), "more-late_more"),
        (20, STEADY, 8, 100, 20, (100, 60), "less-late_less"),
        (3, [4, 2, 3], 3, 2, 1, (0, 0), "few-few"),
        (80, [], 0, 40, 20, (0, 0), "unknown-late"),
    ],
)
def test_how_it_goes(came, base, periods, closed, late, before, code):
    said = going(figures(group(came, base, closed=closed, late=late, before=before), periods))
    assert said.code == code
    assert said.figure in said.words
    assert said.basis


def test_it_says_the_share_late_as_one_says_it():
    found = figures(group(101, STEADY, closed=100, late=20, before=(100, 19)))
    with override("fr"):
        said = going(found)
    assert said.words == (
        "Les demandes arrivent au rythme attendu, mais le retard en touche une sur cinq."
    )
    assert said.lead == Lead("closed_late")


@pytest.mark.parametrize(
    ("open_", "late", "services", "code", "key"),
    [
        (0, 0, {}, "none_late", ""),
        (40, 0, {}, "none_late", ""),
        (40, 4, {"7": (10, 4)}, "few_late", ""),
        (400, 100, {"7": (50, 60), "8": (350, 40)}, "one_source", "7"),
        (400, 100, {str(at): (40, 10) for at in range(10)}, "spread_late", ""),
    ],
)
def test_where_lateness_comes_from(open_, late, services, code, key):
    given = {name: group(open_=one, late_now=two) for name, (one, two) in services.items()}
    said = source(figures(group(open_=open_, late_now=late), service=given), names, "service")
    assert (said.code, said.lead.key) == (code, key)
    if code == "one_source":
        assert "60" in said.figure
        assert "service 7" in said.words


def test_what_rises_is_named_with_what_was_expected():
    found = figures(
        group(900, [800] * 8),
        service={"7": group(40, [38, 41, 40, 39, 42, 40, 38, 40]), "8": group(164, [98] * 8)},
        district={"3": group(200, [190] * 8)},
    )
    said = rising(found, names)
    assert said.code == "rise_service"
    assert said.lead == Lead("received_whole", "service", "8")
    assert "164" in said.figure
    assert "98" in said.words


def test_nothing_rises_by_chance_alone():
    steady = {str(at): group(22 + at % 3, [20, 25, 18, 22, 24, 19, 21, 23]) for at in range(60)}
    found = figures(group(1_400, [1_390] * 8), service=steady, district={})
    assert rises(found) == []
    assert rising(found, names).code == "no_rise"


def test_what_is_without_a_name_never_rises():
    found = figures(group(900, [800] * 8), district={"": group(300, [20] * 8)})
    assert rising(found, names).code == "no_rise"


@pytest.mark.parametrize(
    ("came", "base", "code"), [(3, [2] * 8, "rise_few"), (50, [], "rise_unknown")]
)
def test_too_little_to_tell(came, base, code):
    found = figures(group(came, base), periods=len(base), service={"7": group(came, base)})
    assert rising(found, names).code == code


def test_there_are_three_and_each_opens_on_a_figure():
    whole = group(100, STEADY, closed=90, late=20, open_=50, late_now=20)
    holes = group(30, [30] * 8, open_=20, late_now=15)
    said = three(figures(whole, service={"7": holes}), names)
    assert len(said) == 3
    assert all(one.figure and one.lead.what and one.basis for one in said)
