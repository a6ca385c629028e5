"""Towns in which many speak of a few things."""

from collections.abc import Iterable

from parvis.flows import contributions, read_contributions
from parvis.flows import studies as studied
from parvis.flows.theme_selection import Selection
from parvis.journal.rules import SYSTEM
from parvis.understand.studies.models import Study
from tests.factories import Town
from tests.factories.reports import report

LAMPS = [
    f"Le lampadaire de la rue {name} reste éteint, la rue est noire la nuit"
    for name in ("Haute", "Basse", "Neuve", "Verte", "Longue", "Droite", "Ronde", "Claire", "Grise",
                 "Large", "Courte", "Vieille")
]  # fmt: skip
BINS = [
    f"La poubelle du square {name} déborde, des déchets traînent partout sur la pelouse"
    for name in ("Hugo", "Zola", "Sand", "Vigny", "Musset", "Verne", "Dumas", "Balzac", "Proust",
                 "Camus", "Giono", "Pagnol")
]  # fmt: skip
HOLES = [
    f"Un trou dangereux dans la chaussée devant le numéro {number}, les vélos tombent"
    for number in ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
]
EVERY = [*LAMPS, *BINS, *HOLES]


def said(town: Town, words: Iterable[str], service: str = "hole", **fields: object) -> list[int]:
    """Reports with these words, read by the stand-in; inside `town.open()`. Their ids."""
    made = [report(town, service, words=text, **fields).report.pk for text in words]
    read_contributions.read(contributions.of_reports(made))
    return made


def themes_of(town: Town, selection: Selection | None = None) -> Study:
    """Worked out now."""
    with town.open():
        asked = (selection or Selection()).to_json()
        study = studied.ask(code="themes", asked=asked, by=SYSTEM)
    assert studied.run(town.authority.pk, study.pk)
    with town.open():
        return Study.objects.get(pk=study.pk)
