"""Each kind of question as a component: its label tied, its error tied, nothing let through."""

import re
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from parvis.offer.forms.fields import CLASSES, Wrong
from parvis.web.answering.components import component, components, name_of
from parvis.web.answering.shapes import Asked
from parvis.web.answering.typed import typed_fields
from parvis.web.answering.wrong import sentence
from tests.factories.every_kind import EVERY_KIND

HOSTILE = '"><script>alert(1)</script>'


def asked():
    """Every question of the factory's form, as its class reads it."""
    for page in EVERY_KIND["pages"]:
        for item in page["items"]:
            for one in (
                item.get("items", [item]) if item["kind"] in {"section", "repeat"} else [item]
            ):
                yield CLASSES[one["kind"]].model_validate(one)


FIELDS = list(asked())


class Page(HTMLParser):
    """The ids of a page, and what refers to them."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.named, self.tags = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
        for name in ("for", "aria-describedby", "aria-labelledby"):
            self.named += (given.get(name) or "").split()


def drawn(field, *, value=None, wrong=None, **more):
    with override("fr"):
        made = component(
            Asked(field, field.key, name_of(field.key), value, "fr"), wrong=wrong, **more
        )
        return render_to_string("answering/question.html", {"question": made, "answering": {}})


def test_every_kind_is_there():
    assert {type(field) for field in FIELDS} == set(CLASSES.values())


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_what_is_named_exists_once(field):
    page = Page(drawn(field, wrong=Wrong("refused")))
    assert len(set(page.ids)) == len(page.ids)
    assert set(page.named) <= set(page.ids)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_an_error_is_tied_to_its_question(field):
    if not field.is_typed:
        pytest.skip("nobody answers it")
    text = drawn(field, wrong=Wrong("missing"))
    error = f"{name_of(field.key)}-error"
    assert f'id="{error}"' in text
    assert any(error in (given.get("aria-describedby") or "") for _tag, given in Page(text).tags)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_nothing_typed_or_written_becomes_markup(field):
    texts = {"fr": HOSTILE}
    told = dict.fromkeys(("label", "help", "example", "why", "error"), texts)
    hostile = field.model_copy(update=told)
    file = {"file": "x", "name": HOSTILE, "media_type": "application/pdf", "size": 1}
    parts = dict.fromkeys(("line", "address", "first_name"), HOSTILE)
    lists = {"file": [file], "photo": [file]}
    values = [HOSTILE, parts, lists.get(field.kind, [HOSTILE])]
    for value in values if field.is_typed else [None]:
        assert "<script" not in drawn(hostile, value=value, wrong=Wrong("refused"))


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_every_box_has_a_name_that_is_read_aloud(field):
    page = Page(drawn(field))
    labelled = {given.get("for") for tag, given in page.tags if tag == "label"}
    text = drawn(field)
    for tag, given in page.tags:
        if tag not in {"input", "select", "textarea"} or given.get("type") == "hidden":
            continue
        inside = re.search(rf'<label[^>]*><input[^>]*name="{re.escape(given["name"])}"', text)
        icon_label = re.search(r'<label class="photo[^>]*>.*?<input', text, re.S)
        assert given.get("id") in labelled or inside or icon_label


def test_optional_is_said_in_words():
    field = FIELDS[1]
    assert "hidden>(facultatif)" in drawn(field)
    assert "data-optional>(facultatif)" in drawn(field, is_required=False)


def test_a_list_of_ten_thousand_stays_light():
    choices = [{"key": f"c{n}", "label": {"fr": f"Commune {n}"}} for n in range(10_000)]
    field = CLASSES["choice"].model_validate({"kind": "choice", "key": "town", "choices": choices})
    assert len(drawn(field)) < 3_000


CODES = {
    "missing": {}, "not_this_kind": {}, "too_long": {"most": 3}, "not_email": {}, "not_phone": {},
    "not_siret": {}, "not_rna": {}, "not_iban": {}, "not_a_number": {}, "not_whole": {},
    "too_many_decimals": {"most": 2}, "too_small": {"least": 0, "most": 9},
    "too_big": {"least": 0, "most": 10**11}, "not_a_date": {}, "not_a_time": {},
    "too_early": {"earliest": "2026-01-01"}, "too_late": {"latest": "18:00"}, "not_a_choice": {},
    "not_with_others": {"choice": "none"}, "too_few": {"fewest": 1}, "too_many": {"most": 2},
    "not_in_order": {"wanted": 3}, "rows_missing": {"rows": ["price"]},
    "too_many_files": {"most": 1},
    "not_accepted": {"accept": ["pdf"]}, "too_heavy": {"most": 10},
    "incomplete": {"parts": ["line"]},
    "not_a_postcode": {}, "not_a_place": {}, "refused": {}, "too_few_rows": {"fewest": 1},
    "too_many_rows": {"most": 3}, "picture_refused": {}, "too_few_points": {"fewest": 3},
    "too_many_points": {"most": 500}, "crosses_itself": {}, "elsewhere": {},
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_every_refusal_is_a_sentence_in_both_languages(code):
    field = next(one for one in FIELDS if one.kind == "matrix")
    said = {}
    for language in ("fr", "en"):
        with override(language):
            said[language] = sentence(field, Wrong(code, CODES[code]), language)
    assert said["fr"] != said["en"]
    assert all(text.endswith(".") and "%" not in text for text in said.values())


def test_the_author_s_own_words_come_first():
    field = FIELDS[1].model_copy(update={"error": {"fr": "Dites-nous où."}})
    for code in ("refused", "too_small", "not_email", "not_a_choice"):
        assert sentence(field, Wrong(code), "fr") == "Dites-nous où."


@pytest.mark.parametrize(
    "wrong",
    [Wrong("missing"), Wrong("too_heavy", {"most": 5}), Wrong("too_many_files", {"most": 2})],
)
def test_what_is_left_out_or_a_file_is_told_in_our_words(wrong):
    field = FIELDS[1].model_copy(update={"error": {"fr": "Dites-nous où."}})
    assert sentence(field, wrong, "fr") != "Dites-nous où."


def test_a_few_questions_serve_in_another_form():
    class Sent(dict):
        def getlist(self, key):
            return self.get(key, [])

    fields = [one for one in FIELDS if one.key in {"text", "date", "town"}]
    sent = Sent({"x-text": ["Port"], "x-date-day": ["1"], "x-date-month": ["2"],
                 "x-date-year": ["2026"], "x-town-words": ["Commune 3"]})  # fmt: skip
    given = typed_fields(fields, sent, language="fr", prefix="x-")
    assert given == {"text": "Port", "date": "1/2/2026", "town": "c2"}
    made = components(fields, given, {"text": Wrong("refused")}, language="fr", prefix="x-")
    assert [one.name for one in made] == ["x-text", "x-date", "x-town"]
    assert made[0].problem
