"""A rule is proposed, an agent decides, the author reads which one, answers, and is told that the
public reads them after all."""

from datetime import timedelta

import pytest
from django.db.models import F
from playwright.sync_api import Page, expect

from parvis.act.cases.models import Step
from parvis.flows.handlers import UNDERSTANDING
from parvis.foundation.clock import now
from tests.factories import Town, agent, log_in_page, report
from tests.support.pages import Complaints, look
from tests.support.readers import catch_up
from tests.support.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("models")]

LETTER = (
    "Nous demandons que le projet de parking soit retiré sans attendre, car il détruit le dernier "
    "jardin de la rue et personne ne nous a demandé notre avis."
)
INSULT = "Bande d’incapables, espèce de connards, le trou devant l’école est toujours là."


def let_go(town: Town) -> None:
    """The minute in which it can be undone is over."""
    with town.open():
        Step.objects.update(occurred_at=F("occurred_at") - timedelta(minutes=2))


def test_a_rule_is_told_to_the_author_who_may_disagree(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        someone = agent(town, "lead", name="Sacha Essai")
        said = report(town, words=INSULT, email="camille@exemple.fr")
    catch_up([UNDERSTANDING])
    desk = f"/agents/demandes/{said.case.pk}/"
    log_in_page(page, live_site, town, someone, desk)
    page.get_by_text("Ne pas les montrer, et dire pourquoi").click()
    expect(page.get_by_label("La règle que la personne lira")).to_have_value("insult")
    look(page, "moderation-ne-pas-montrer")
    page.get_by_role("button", name="Ne pas montrer, et le lui dire").click()
    expect(page.get_by_text("n’a pas montré les mots au public : Les insultes.")).to_be_visible()
    look(page, "moderation-non-montres")
    let_go(town)

    mine = live_site.url(town.host, f"/suivi/{said.report.pk}/{said.token}/")
    page.goto(mine)
    expect(page.get_by_role("heading", name="Ce que le public ne voit pas")).to_be_visible()
    expect(page.get_by_text("Nous ne publions pas d’insultes.")).to_be_visible()
    look(page, "moderation-suivi")
    page.get_by_role("link", name="Ce que nous publions, et ce que nous ne publions pas").click()
    expect(page.get_by_role("heading", name="Les menaces")).to_be_visible()
    look(page, "moderation-regles")
    page.go_back()
    page.get_by_label("Votre message").fill("Pardon pour le mot. Le trou est toujours là.")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Merci : votre message est arrivé à l’équipe.")).to_be_visible()

    page.goto(live_site.url(town.host, desk))
    expect(page.get_by_text("Pardon pour le mot.")).to_be_visible()
    page.get_by_text("Montrer ces mots au public").click()
    page.get_by_label("À masquer aussi").fill("connards")
    page.get_by_role("button", name="Montrer au public").click()
    expect(page.get_by_text("Le public lit ces mots, sans ce qui est masqué.")).to_be_visible()
    let_go(town)
    page.goto(mine)
    expect(page.get_by_text("Le public lit maintenant vos mots")).to_be_visible()
    expect(page.get_by_role("heading", name="Ce que le public ne voit pas")).to_have_count(0)


@pytest.mark.parametrize("senders", [3, 14])
def test_the_same_words_lead_to_the_other_requests(
    page: Page, live_site: Site, town: Town, complaints: Complaints, senders: int
) -> None:
    with town.open():
        someone = agent(town, "lead", name="Sacha Essai")
        every = [
            report(
                town, words=LETTER, email=f"voisin{place % senders}@exemple.fr", place=None,
                service="noise", occurred_at=now() - timedelta(minutes=8 * (14 - place)),
            ).case
            for place in range(14)
        ]  # fmt: skip
    catch_up([UNDERSTANDING])
    log_in_page(page, live_site, town, someone, f"/agents/demandes/{every[-1].pk}/")
    same = page.get_by_role("region", name="Les mêmes mots, plusieurs fois")
    expect(same).to_contain_text("envoyés 14 fois en 2 heures")
    expect(same).to_contain_text(f"depuis {senders} adresses ou numéros")
    is_of_many = senders == 14
    expect(same.get_by_text("Aucune règle ne s’y oppose.")).to_have_count(int(is_of_many))
    page.get_by_text("Ne pas les montrer, et dire pourquoi").click()
    rule = page.get_by_label("La règle que la personne lira")
    expect(rule).to_have_value("" if is_of_many else "repetition")
    same.get_by_text("Voir les autres").last.click()
    page.get_by_text("Montrer ces mots au public").click()
    look(page, f"moderation-memes-mots-{senders}")
    same.get_by_role("link").first.click()
    expect(page).to_have_url(live_site.url(town.host, f"/agents/demandes/{every[0].pk}/"))
