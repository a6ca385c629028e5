"""A form is built act by act, each a small POST; nothing that a colleague did is overwritten."""

import re

import pytest
from django.test import Client

from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.offer.forms import operations
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.editing import part_of
from parvis.offer.forms.fields import CLASSES
from parvis.offer.forms.keys import parts
from parvis.offer.forms.models import DraftStep, Form
from parvis.offer.forms.queries import draft_of, newest_definition
from parvis.web.studio.forms.kinds import BLOCKS, BY_CODE
from tests.factories.surveys import MARKET, survey

pytestmark = pytest.mark.django_db(transaction=True)


class Builder:
    """The builder's pages of one form, as its author uses them without a script."""

    def __init__(self, client, town, form):
        self.client, self.town, self.form = client, town, form
        self.base = f"/reglages/formulaires/{form.pk}/"

    def show(self, part=""):
        answer = self.client.get(self.base, {"part": part} if part else {})
        assert answer.status_code == 200
        return answer

    def revision(self):
        with self.town.open():
            draft = draft_of(self.form)
        return draft.revision if draft else 0

    def act(self, act, part="", revision=None):
        number = self.revision() if revision is None else revision
        given = {"act": act, "part": part, "revision": number}
        answer = self.client.post(self.base + "faire/", given, follow=True)
        assert answer.status_code == 200
        return answer

    def chosen(self, answer):
        found = re.search(r"part=([^&]+)", answer.request["QUERY_STRING"])
        return found[1] if found else ""

    def set(self, part, revision=None, **given):
        """Change some settings of a part as its page would send them."""
        page = self.show(part).context["chosen"]
        sent = {"part": part, "revision": self.revision() if revision is None else revision}
        if page.form is not None:
            for field in page.form:
                value = field.value()
                if value not in (None, False, ""):
                    sent[field.html_name] = value
        for one in page.lists:
            sent[one.name] = one.text
        for one in filter(None, (page.show, page.needed)):
            sent[f"{one.name}-text"] = one.text
            for line in one.lines():
                sent |= {f"{line.name}-key": line.row.key, f"{line.name}-test": line.row.test,
                         f"{line.name}-value": line.row.value}  # fmt: skip
        return self.client.post(self.base + "reglages/", sent | given, follow=True)

    def publish(self, what, revision=None):
        """Publish (`oui`) or give up (`abandonner`) what the page showed."""
        given = {"revision": self.revision() if revision is None else revision}
        return self.client.post(f"{self.base}publier/{what}/", given, follow=True)

    @property
    def now(self):
        with self.town.open():
            return newest_definition(Form.objects.get(pk=self.form.pk))


@pytest.fixture
def builder(town, studio):
    with town.open():
        form = operations.add_form(
            code="marche", use="survey", definition=read_definition(MARKET), by=SYSTEM
        )
    return Builder(studio, town, form)


def keys(builder):
    return [part.key for part in parts(builder.now)]


@pytest.mark.parametrize("kind", [*CLASSES, "section", "repeat", "page"])
def test_each_kind_is_added_and_its_settings_kept_untouched(builder, kind):
    key = builder.chosen(builder.act(f"add:{kind}", "comes"))
    part = part_of(builder.now, key)
    answer = builder.set(key)
    assert answer.status_code == 200, answer.context["chosen"].form.errors
    assert part_of(builder.now, key) == part


@pytest.mark.parametrize("code", BLOCKS)
def test_each_ready_block_is_put_in(builder, code):
    before = set(keys(builder))
    key = builder.chosen(builder.act(f"put:{code}", "comes"))
    assert key in set(keys(builder)) - before


def test_the_palette_offers_every_kind(builder):
    page = builder.client.get(builder.base, {"add": "1"}).content.decode()
    assert set(BY_CODE) == {*CLASSES, "section", "repeat", "page"}
    assert all(f'value="add:{kind}"' in page for kind in BY_CODE)


def test_a_question_is_named_and_its_key_follows_until_it_is_published(builder):
    key = builder.chosen(builder.act("add:yes_no", "words"))
    builder.set(key, label_fr="Avez-vous une voiture ?")
    assert "voiture" in keys(builder)
    with builder.town.open():
        operations.publish_draft(form=builder.form, by=SYSTEM)
    builder.set("voiture", label_fr="Avez-vous un vélo ?")
    assert "voiture" in keys(builder)
    assert part_of(builder.now, "voiture").label["fr"] == "Avez-vous un vélo ?"


def test_parts_are_moved_copied_and_taken_away(builder):
    builder.act("down:comes", "comes")
    assert keys(builder)[1:3] == ["buys", "comes"]
    copy = builder.chosen(builder.act("copy:comes", "comes"))
    assert copy == "comes_2"
    assert builder.chosen(builder.act("remove:comes_2", "comes_2")) == "mood"
    builder.act("carry:mood<buys", "mood")
    assert keys(builder)[1:3] == ["mood", "buys"]


def test_changes_are_taken_back_and_made_again(builder):
    whole = [builder.now]
    for _at in range(12):
        builder.act("add:text", "comes")
        whole.append(builder.now)
    for expected in reversed(whole[:-1]):
        builder.act("undo")
        assert builder.now == expected
    assert builder.show().context["can_undo"] is False
    for expected in whole[1:4]:
        builder.act("redo")
        assert builder.now == expected
    builder.act("add:date", "comes")
    assert builder.show().context["can_redo"] is False
    with builder.town.open():
        operations.publish_draft(form=builder.form, by=SYSTEM)
        assert DraftStep.objects.count() == 0


def test_a_colleague_who_was_quicker_is_not_overwritten(builder):
    old = builder.revision()
    builder.act("add:text", "comes")
    before = builder.now
    answer = builder.act("remove:comes", "comes", revision=old)
    assert builder.now == before
    assert "collègue" in answer.content.decode()
    typed = builder.set("comes", revision=old, label_fr="Venez-vous ici ?")
    assert typed.status_code == 409
    assert builder.now == before
    assert "Venez-vous ici ?" in typed.content.decode()
    builder.set("comes", label_fr="Venez-vous ici ?")
    assert any(one.label.get("fr") == "Venez-vous ici ?" for one in builder.now.fields())


def test_a_condition_is_built_by_rows(builder):
    builder.act("add:text", "words")
    key = keys(builder)[-1]
    builder.set(key, **{"show-0-key": "buys"})
    assert part_of(builder.now, key).show == 'chosen(buys, "fruit")'
    builder.set(key, **{"show-0-value": "fish", "show-1-key": "mood"})
    assert part_of(builder.now, key).show == 'chosen(buys, "fish") and answered(mood)'
    builder.set(key, **{"show-1-test": "<=", "show-1-value": "2", "show-joined": "or"})
    assert part_of(builder.now, key).show == 'chosen(buys, "fish") or mood <= 2'
    builder.set(key, drop="show-0")
    assert part_of(builder.now, key).show == "mood <= 2"


def test_when_an_answer_is_needed_is_built_by_rows(builder):
    builder.set("mood", **{"needed-0-key": "comes"})
    assert part_of(builder.now, "mood").required_when == "comes"
    builder.set("mood", **{"needed-1-key": "buys", "needed-joined": "or"})
    assert part_of(builder.now, "mood").required_when == 'comes or chosen(buys, "fruit")'
    assert part_of(builder.now, "mood").show == "comes"
    builder.set("mood", drop="needed-1")
    builder.set("mood", drop="needed-0")
    assert part_of(builder.now, "mood").required_when == ""


def test_a_rule_is_written_with_the_keys_beside_it(builder):
    page = builder.show("mood").content.decode()
    keys = page[page.index("Clés utilisables ici") :]
    assert [f"<code>{key}</code>" in keys for key in ("mood", "comes", "buys")] == [True] * 3
    assert 'hidden data-insert="comes" data-into="id_constraint"' in keys


def test_an_expression_can_be_written_and_its_fault_is_named_in_its_place(builder):
    builder.set("buys", **{"show-text": "comes and (mood > 2"})
    assert part_of(builder.now, "buys").show == "comes and (mood > 2"
    page = builder.show("buys").content.decode()
    assert "La condition ne se lit plus à partir du caractère" in page
    builder.set("buys", **{"show-text": "comes and (mood > 2 or mood < 1)"})
    assert builder.show("buys").context["chosen"].show.is_beyond


def test_choices_keep_their_keys_when_their_words_change(builder):
    builder.set("buys", choices="Des fruits frais\nDu poisson\nDu pain")
    found = part_of(builder.now, "buys").choices
    assert [one.key for one in found] == ["fruit", "fish", "du_pain"]
    more = {"here": "1", "en": "Bread", "alone": "on", "points": "3", "easy-fr": "Une baguette"}
    builder.set("buys", **{f"choices-du_pain-{name}": value for name, value in more.items()})
    bread = part_of(builder.now, "buys").choices[2]
    assert (bread.label["en"], bread.alone, bread.points) == ("Bread", True, 3)
    assert bread.easy == {"fr": "Une baguette"}
    assert 'value="Une baguette"' in builder.show("buys").content.decode()


def test_the_lines_of_a_grid_have_other_words_too(builder):
    grid = builder.chosen(builder.act("add:matrix", "mood"))
    builder.set(grid, rows="Les fruits\nLe poisson", choices="Bien\nMal")
    more = {"here": "1", "en": "Fruit", "easy-fr": "Pommes, poires…"}
    builder.set(grid, **{f"rows-les_fruits-{name}": value for name, value in more.items()})
    fruit, fish = part_of(builder.now, grid).rows
    assert (fruit.label["en"], fruit.easy, fish.easy) == ("Fruit", {"fr": "Pommes, poires…"}, {})
    assert 'value="Pommes, poires…"' in builder.show(grid).content.decode()


def test_a_page_leads_on_under_a_condition(builder):
    builder.act("add:page", "why")
    builder.set("market", **{"skip0-to": "page", "skip0-text": "", "skip0-0-key": "comes"})
    assert [(one.to, one.when) for one in builder.now.pages[0].skip] == [("page", "comes")]


def test_the_form_itself_and_a_shared_list_are_set(builder):
    builder.set("form", title_fr="Le marché du dimanche", languages=["fr"])
    assert builder.now.title["fr"] == "Le marché du dimanche"
    key = builder.chosen(builder.act("add_list:rues"))
    builder.set(key, choices="Rue Merle\nRue du Parc")
    assert [one.key for one in builder.now.lists["rues"]] == ["rue_merle", "rue_du_parc"]
    builder.set("buys", choices_from="rues")
    assert part_of(builder.now, "buys").choices_from == "rues"


def test_limits_that_contradict_each_other_are_refused_with_what_was_typed(builder):
    key = builder.chosen(builder.act("add:number", "comes"))
    answer = builder.set(key, label_fr="Combien ?", least="5", most="2")
    assert answer.status_code == 422
    assert "Combien ?" in answer.content.decode()
    assert part_of(builder.now, key).label == {}


def test_questions_that_follow_from_each_other_are_named_and_the_builder_still_opens(builder):
    keys = [builder.chosen(builder.act("add:choice", "comes")) for _at in range(2)]
    for key, other in (keys, reversed(keys)):
        builder.set(key, depends_on=other)
    assert [part_of(builder.now, key).depends_on for key in keys] == keys[::-1]
    assert builder.show(keys[0]).context["preview"] is not None
    builder.act("undo")
    assert part_of(builder.now, keys[1]).depends_on == ""


def test_limits_of_a_date_are_days_of_the_calendar_however_they_are_typed(builder):
    key = builder.chosen(builder.act("add:date", "comes"))
    assert 'type="date"' in str(builder.show(key).context["chosen"].form["earliest"])
    for typed in ("2030-99-01", "31/02/2030", "bientôt"):
        assert builder.set(key, earliest=typed).status_code == 422
    assert builder.set(key, earliest="27/03/2026", latest="2026-04-01").status_code == 200
    limits = part_of(builder.now, key)
    assert (limits.earliest, limits.latest) == ("2026-03-27", "2026-04-01")
    shown = builder.show(key).context["chosen"].form
    assert 'value="2026-03-27"' in str(shown["earliest"])


def test_a_block_is_kept_and_put_into_another_form(builder):
    builder.act("keep:buys", "buys")
    with builder.town.open():
        kept = Form.objects.get(use="block")
    key = builder.chosen(builder.act(f"own:{kept.pk}", "words"))
    assert key == "buys_2"


def test_a_block_put_away_is_offered_no_more_and_can_be_taken_back(builder):
    def listed():
        answer = builder.client.get("/reglages/formulaires/")
        return [row.pk for _use, _name, rows in answer.context["groups"] for row in rows]

    def offered():
        palette = builder.client.get(f"{builder.base}?part=words&add=1")
        return [pk for pk, _name in palette.context["own"]]

    builder.act("keep:buys", "buys")
    with builder.town.open():
        kept = Form.objects.get(use="block").pk
    assert kept in listed()
    assert offered() == [kept]
    page = builder.client.get(f"/reglages/formulaires/{kept}/?part=form").content.decode()
    assert "parmi vos blocs" in page
    answer = builder.client.post(f"/reglages/formulaires/{kept}/ranger/", {"offered": "no"})
    assert answer.url == "/reglages/formulaires/"
    assert (kept in listed(), offered()) == (False, [])
    away = builder.client.get(answer.url)
    assert [row.pk for row in away.context["away"]] == [kept]
    assert "Reproposer" in away.content.decode()
    builder.client.post(f"/reglages/formulaires/{kept}/ranger/", {"offered": "yes"})
    assert (kept in listed(), offered()) == (True, [kept])
    with builder.town.open():
        acts = Entry.objects.filter(object_id=kept, action__startswith="form.").order_by("id")
        assert [one.action for one in acts] == ["form.added", "form.withdrawn", "form.restored"]


def test_a_survey_goes_on_with_a_form_that_was_put_away(builder):
    with builder.town.open():
        asked = survey(builder.town, code="encore")
    builder.client.post(f"/reglages/formulaires/{asked.form_id}/ranger/", {"offered": "no"})
    page = builder.client.get(f"/reglages/formulaires/{asked.form_id}/?part=form").content.decode()
    assert "Reproposer" in page
    portal = Client(HTTP_HOST=builder.town.host)
    assert portal.get("/enquetes/encore/repondre/").status_code == 200


def test_only_what_is_right_is_published(builder):
    builder.act("add:text", "comes")
    answer = builder.publish("oui")
    assert "Il n’y a pas encore de texte" in answer.content.decode()
    with builder.town.open():
        assert Form.objects.get(pk=builder.form.pk).current_id is None
    builder.act("undo")
    builder.publish("oui")
    with builder.town.open():
        assert Form.objects.get(pk=builder.form.pk).current_id is not None
        assert Entry.objects.filter(action="form.published").count() == 1


def test_a_draft_is_given_up_for_what_is_published(builder):
    with builder.town.open():
        operations.publish_draft(form=builder.form, by=SYSTEM)
    before = builder.now
    builder.act("remove:comes", "comes")
    page = builder.client.get(builder.base + "publier/").content.decode()
    asked = page[page.index("<details") : page.index("</details>")]
    assert "publier/abandonner/" in asked
    builder.publish("abandonner")
    assert builder.now == before


@pytest.mark.parametrize("what", ["oui", "abandonner"])
def test_what_a_colleague_changed_is_neither_published_nor_given_up_unseen(builder, what):
    with builder.town.open():
        operations.publish_draft(form=builder.form, by=SYSTEM)
    builder.act("remove:mood", "mood")
    seen = builder.revision()
    builder.act("remove:buys", "buys")
    before = builder.now
    answer = builder.publish(what, revision=seen)
    assert answer.request["PATH_INFO"] == builder.base + "publier/"
    assert "Un collègue a changé ce formulaire entre-temps" in answer.content.decode()
    with builder.town.open():
        assert draft_of(builder.form) is not None
    assert builder.now == before
    builder.publish(what)
    with builder.town.open():
        assert draft_of(builder.form) is None


def test_the_preview_shows_what_is_being_typed_and_keeps_nothing(builder):
    before = builder.now
    given = {"part": "comes", "label_fr": "Aimez-vous le marché ?", "revision": "1"}
    page = builder.client.post(builder.base + "apercu/", given)
    shown = page.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Aimez-vous le marché ?" in shown
    assert builder.now == before


@pytest.mark.parametrize("ready", ["", "market"])
def test_a_new_form_begins_empty_or_ready(town, studio, ready):
    answer = studio.post("/reglages/formulaires/nouveau/", {"title": "Mon enquête", "ready": ready})
    assert answer.status_code == 302
    with town.open():
        made = newest_definition(Form.objects.get())
    assert made.title["fr"] == "Mon enquête"
    assert len(made.pages) == (3 if ready else 1)
    assert "Mon enquête" in studio.get("/reglages/formulaires/").content.decode()


def test_what_nobody_could_have_sent_changes_nothing(builder):
    before = builder.now
    for strange in ("add:bomb", "put:x", "own:x", "own:99", "carry:a", "explode:comes", "", "up:x"):
        builder.act(strange)
    builder.act("add:text", "comes", revision="x")
    assert builder.now == before
    assert builder.show("no_such_part").status_code == 200


def test_a_publication_says_what_changes(builder):
    with builder.town.open():
        operations.publish_draft(form=builder.form, by=SYSTEM)
    builder.set("comes", label_fr="Aimez-vous le marché ?")
    builder.act("remove:mood", "mood")
    builder.set("buys", choices="Des fruits frais\nDu poisson\nDu pain")
    lines = builder.client.get(builder.base + "publier/").context["changes"]
    said = {(str(one.what), one.name, one.after) for one in lines}
    assert ("Changé", "Aimez-vous le marché ?", "Aimez-vous le marché ?") in said
    assert ("Retiré", "En êtes-vous content ?", "") in said
    assert ("Ajouté", "Du pain", "") in said
    assert ("Changé", "Des fruits frais", "Des fruits frais") in said
