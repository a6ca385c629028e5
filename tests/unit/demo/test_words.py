"""The made-up words: varied, complete, marked."""

from collections import Counter

from demo import Catalogue, MadeReport
from demo.words.facts import BRIEFS, FACTS
from demo.words.keyboard import as_typed
from demo.words.speak import with_article


def test_every_subtype_has_its_facts(offer: Catalogue) -> None:
    known = {f"{s.code}/{sub.code}" for s in offer.services for sub in s.subtypes}
    assert set(FACTS) == known
    assert all(len(facts) >= 2 for facts in FACTS.values())
    services = {service.code for service in offer.services}
    assert set(BRIEFS) <= known | services


def test_two_hundred_reports_of_a_subtype_do_not_look_the_same(reports: list[MadeReport]) -> None:
    pairs = Counter((r.service, r.subtype) for r in reports)
    checked = 0
    for (service, subtype), count in pairs.items():
        if count < 200:
            continue
        words = [r.words for r in reports if (r.service, r.subtype) == (service, subtype)][:200]
        assert len(set(words)) >= 175, (service, subtype)
        checked += 1
    assert checked >= 10


def test_texts_are_short_and_long_and_in_other_languages(reports: list[MadeReport]) -> None:
    lengths = sorted(len(report.words) for report in reports)
    assert lengths[0] > 0
    assert lengths[len(lengths) // 20] < 30
    assert lengths[-len(lengths) // 20] > 220
    languages = Counter(report.language for report in reports)
    assert {"fr", "en", "es", "pt", "ar", "tr"} == set(languages)
    assert 0.96 < languages["fr"] / len(reports) < 0.997


def test_no_slot_is_left_open(reports: list[MadeReport]) -> None:
    for report in reports:
        texts = [report.words, report.place]
        texts += [text for step in report.steps for text in (step.words, step.note)]
        texts += [report.satisfaction.words] if report.satisfaction else []
        for text in texts:
            assert "{" not in text and "}" not in text and "  " not in text, text


def test_agents_write_plainly(reports: list[MadeReport]) -> None:
    for report in reports:
        for step in report.steps:
            assert "euillez" not in step.words


def test_articles() -> None:
    assert with_article("Rue des Lilas") == "la rue des Lilas"
    assert with_article("Avenue de Paris") == "l'avenue de Paris"
    assert with_article("Parc des Rives") == "le parc des Rives"
    assert with_article("Halles du Marché") == "les halles du Marché"
    assert with_article("Grande Rue") == "la Grande Rue"


def test_people_type_in_their_own_way() -> None:
    said = "Le lampadaire est cassé, c'est dangereux."
    assert as_typed(said, 0.1, 0.5) == said
    assert as_typed(said, 0.55, 0.5) == "Le lampadaire est casse, c'est dangereux."
    assert as_typed(said, 0.72, 0.5) == said.upper()
    assert as_typed(said, 0.95, 0.0) != said
