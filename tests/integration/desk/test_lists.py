"""The queue's tabs, filters and words: each keeps the others."""

import re
from html import unescape
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.act.cases.models import Case
from tests.integration.desk.desks import QUEUE, inside, made

pytestmark = pytest.mark.django_db(transaction=True)

Given = dict[str, list[str]]


def tabs(body: str) -> dict[str, Given]:
    """What each tab asks for, by its name in the address."""
    [nav] = re.findall(r'<nav class="tabs" aria-label="Vues">(.*?)</nav>', body, re.DOTALL)
    asked = [parse_qs(unescape(query)) for query in re.findall(r'href="/agents/\?([^"]*)"', nav)]
    return {one["vue"][0]: one for one in asked}


def kept(body: str, form: str) -> Given:
    """What a form of the list keeps without asking: `form` is its class."""
    [inside_it] = re.findall(rf'<form class="{form}"[^>]*>(.*?)</form>', body, re.DOTALL)
    found: Given = {}
    for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', inside_it):
        found.setdefault(name, []).append(unescape(value))
    return found


PANEL = "menu__panel desk-filters__panel"
ASKED = "vue=team&q=noir&service=1&service=2&quoi=closes&priorite=4"


def test_tabs_forms_and_search_keep_what_is_in_force():
    _, _, client = inside()
    body = client.get(f"{QUEUE}?{ASKED}").content.decode()
    rest = {"q": ["noir"], "service": ["1", "2"], "priorite": ["4"]}
    found = tabs(body)
    assert found["mine"] == {"vue": ["mine"], "quoi": ["closes"], **rest}
    # What is late is open: there, "closed" would mean nothing.
    assert found["late"] == {"vue": ["late"], **rest}
    del rest["q"]
    assert kept(body, "search") == {"vue": ["team"], "quoi": ["closes"], **rest}
    assert kept(body, PANEL) == {"vue": ["team"], "q": ["noir"]}


def test_where_the_tab_is_not_named_it_is_kept_all_the_same():
    _, _, client = inside()
    body = client.get(QUEUE).content.decode()
    assert kept(body, "search") == {"vue": ["team"]}
    assert kept(body, PANEL) == {"vue": ["team"]}


def test_the_panel_keeps_how_requests_ended_and_asks_open_or_closed_where_it_means_something():
    _, _, client = inside()
    asked = "quoi=closes&clos_du=2026-01-05&issue=a-temps"
    body = client.get(f"{QUEUE}?vue=all&{asked}").content.decode()
    assert kept(body, PANEL) == {"vue": ["all"], "clos_du": ["2026-01-05"], "issue": ["a-temps"]}
    assert 'name="quoi"' in body
    late = client.get(f"{QUEUE}?vue=late&{asked}").content.decode()
    assert 'name="quoi"' not in late
    assert "filter-chip" not in late


def test_each_filter_is_dropped_alone_or_all_together_and_the_tab_stays():
    town, _, client = inside()
    hole = town.services["hole"].pk
    body = client.get(f"{QUEUE}?vue=mine&service={hole}&priorite=4&q=noir").content.decode()
    chips = re.findall(r'filter-chip">([^<]*)<a href="/agents/\?([^"]*)"', body)
    assert {text: parse_qs(unescape(query)) for text, query in chips} == {
        "«\u00a0noir\u00a0»": {"vue": ["mine"], "service": [str(hole)], "priorite": ["4"]},
        "Nid-de-poule": {"vue": ["mine"], "q": ["noir"], "priorite": ["4"]},
        "Urgente": {"vue": ["mine"], "q": ["noir"], "service": [str(hole)]},
    }
    assert 'href="/agents/?vue=mine">Enlever tous les filtres' in body


def test_a_tab_and_a_filter_together_show_what_passes_both_at_the_same_cost():
    town, someone, client = inside()
    mine, other = made(town, words="noir"), made(town, "lamp", words="noir")
    with town.open():
        Case.objects.filter(pk=mine.pk).update(assignee=someone)
    made(town, words="noir")
    both = f"{QUEUE}?vue=mine&service={mine.service_type_id}"
    for address in (both, f"{both}&q=noir"):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            body = client.get(address).content.decode()
        own = [one["sql"] for one in asked if not re.match(r"BEGIN|COMMIT", one["sql"])]
        assert len(own) <= 6, "\n".join(own)
        assert re.findall(r'data-id="(\d+)"', body) == [str(mine.pk)]
        assert other.title not in re.sub(r"<form.*?</form>", "", body, flags=re.DOTALL)
        # Beside the other tabs stands no number that their link would not show.
        [nav] = re.findall(r'<nav class="tabs".*?</nav>', body, re.DOTALL)
        assert re.findall(r'class="count">([^<]*)<', nav) == ["1"]


def test_an_empty_list_says_where_else_to_look():
    town, _, client = inside()
    made(town, words="noir")
    words = client.get(f"{QUEUE}?vue=mine&q=noir").content.decode()
    assert "Aucune demande ne dit «\u00a0noir\u00a0» ici." in words
    assert 'href="/agents/?vue=all&amp;q=noir">Chercher dans toutes les demandes' in words
    filtered = client.get(f"{QUEUE}?vue=late&priorite=4").content.decode()
    assert "Aucune demande ne correspond à ces filtres." in filtered
    assert "Rien n’est en retard" not in filtered


def test_beside_an_open_request_the_tabs_keep_the_filters_too():
    town, _, client = inside()
    case = made(town)
    body = client.get(f"{QUEUE}a-cote/?vue=team&priorite=4&ici={case.pk}").content.decode()
    assert tabs(body)["mine"] == {"vue": ["mine"], "priorite": ["4"]}


def test_words_in_the_address_are_written_back_unharmed():
    _, _, client = inside()
    body = client.get(QUEUE, {"q": 'a"b&c<d'}).content.decode()
    assert kept(body, PANEL)["q"] == ['a"b&c<d']
    assert tabs(body)["mine"]["q"] == ['a"b&c<d']


def test_signs_that_only_look_like_numbers_mean_nothing():
    _, _, client = inside()
    asked = {"groupe": "²", "service": "²", "equipe": "①"}
    assert client.get(QUEUE, asked).status_code == 200
    assert client.get("/agents/accueil/questions/", {"service": "²"}).status_code == 200


def test_a_third_party_is_looked_for_but_not_beside_words():
    town, _, client = inside()
    awaited, other = made(town, words="noir"), made(town, words="noir")
    with town.open():
        Case.objects.filter(pk=awaited.pk).update(
            state="waiting_third_party", waiting_for=town.network
        )
    address = f"{QUEUE}?vue=all&tiers={town.network.pk}"
    body = client.get(address).content.decode()
    assert awaited.reference in body
    assert other.reference not in body
    assert f'filter-chip">{town.network.name}<a' in body
    # The index of words does not know who is waited for: it is said by no chip, and hides nothing.
    body = client.get(f"{address}&q=noir").content.decode()
    assert awaited.reference in body
    assert other.reference in body
    assert f'filter-chip">{town.network.name}<a' not in body
    # The words taken away, it holds again.
    assert kept(body, "search")["tiers"] == [str(town.network.pk)]
