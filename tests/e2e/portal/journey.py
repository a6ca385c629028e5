"""The steps of a report, as a person takes them in a browser."""

import io

from PIL import Image
from playwright.sync_api import Page, expect

from parvis.capture.reports.models import Report
from tests.factories.towns import Town
from tests.support.pages import awake
from tests.support.site import Site


def photo(seed: int = 1, kind: str = "JPEG") -> dict[str, object]:
    data = io.BytesIO()
    Image.effect_noise((320, 200), 40 + seed).convert("RGB").save(data, kind)
    return {"name": f"photo.{kind.lower()}", "mimeType": f"image/{kind.lower()}",
            "buffer": data.getvalue()}  # fmt: skip


def heading(page: Page, words: str) -> None:
    expect(page.locator("h1")).to_contain_text(words)
    awake(page)


def go_on(page: Page, name: str = "Continuer") -> None:
    page.locator(".flow__foot").get_by_role("button", name=name).click()


def begin(page: Page, site: Site, town: Town, said: str = "nid de poule") -> None:
    page.goto(site.url(town.host))
    page.get_by_label("Dites-le en quelques mots").fill(said)
    page.get_by_label("Dites-le en quelques mots").press("Enter")
    heading(page, "De quoi s’agit-il")
    page.locator("button.kind").first.click()


def to_news(page: Page, *, address: str = "12 rue des Tanneurs") -> None:
    heading(page, "Où est-ce")
    page.locator("#address").fill(address)
    go_on(page)
    heading(page, "Dites-nous en plus")
    page.get_by_label("Avec vos mots").fill("Un trou profond devant l’école.")
    page.get_by_text("Moins de 5 cm").click()
    go_on(page)
    heading(page, "Voulez-vous des nouvelles")


def send(page: Page) -> None:
    go_on(page, "Envoyer")
    heading(page, "C’est envoyé")


def said_in(town: Town) -> Report:
    with town.open():
        return Report.objects.select_related("district").get()
