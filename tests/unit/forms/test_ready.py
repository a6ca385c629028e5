"""Ready forms pass the checks that a town's own have to pass."""

import re

import pytest

from parvis.offer.forms.accessibility import barriers
from parvis.offer.forms.checking import findings
from parvis.offer.forms.compiled import compile_form
from parvis.offer.forms.definition import Definition, Page
from parvis.offer.forms.editing import inserted, own_keys
from parvis.offer.forms.estimate import seconds
from parvis.offer.forms.keys import parts
from parvis.offer.forms.plain_language import hints
from parvis.offer.forms.ready import BLOCKS, FORMS, ready_block, ready_form
from parvis.offer.forms.texts import said

DISTRICTS = {"nord": "Quartier nord", "sud": "Quartier sud"}
# Asked of people who say who they are.
SIGNED = {"budget_ideas", "event"}


@pytest.mark.parametrize("code", FORMS)
def test_a_ready_form_has_nothing_to_put_right(code):
    form = ready_form(code)
    assert findings(form, is_anonymous=code not in SIGNED) == []
    assert barriers(form) == []
    assert hints(form) == []
    compile_form(form)


@pytest.mark.parametrize("code", FORMS)
def test_a_ready_form_is_short_and_in_two_languages(code):
    form = ready_form(code)
    assert 10 < seconds(form) < 330
    spoken = {
        language: sum(1 for one in said(form) if one.language == language)
        for language in form.languages
    }
    assert spoken["fr"] == spoken["en"] > 5


@pytest.mark.parametrize("code", FORMS)
def test_no_french_line_breaks_before_a_sign(code):
    french = [one.text for one in said(ready_form(code)) if one.language == "fr"]
    assert [text for text in french if re.search(r" [?!:;»]|« ", text)] == []
    assert any("\N{NO-BREAK SPACE}?" in text for text in french)


@pytest.mark.parametrize("code", BLOCKS)
def test_a_ready_block_stands_in_any_form(code):
    form = Definition(
        title={"fr": "Essai", "en": "Trial"}, languages=("fr", "en"), pages=(Page(key="p"),)
    )
    for _twice in range(2):
        form = inserted(form, own_keys(ready_block(code, DISTRICTS), form), near="p")
    assert [one for one in findings(form) if one.level == "error"] == []
    assert hints(form) == []
    keys = [part.key for part in parts(form)]
    assert len(keys) == len(set(keys))


def test_the_block_of_districts_has_those_of_the_town():
    block = ready_block("district", DISTRICTS)
    assert [choice.label["fr"] for choice in block.choices] == [
        "Quartier nord",
        "Quartier sud",
        "Ailleurs",
    ]


def test_a_block_put_in_twice_asks_its_own_condition():
    form = Definition(pages=(Page(key="p"),))
    for _twice in range(2):
        form = inserted(form, own_keys(ready_block("consent", {}), form), near="p")
    second = form.pages[0].items[1]
    assert [item.key for item in second.items] == ["may_contact_2", "contact_email_2"]
    assert second.items[1].show == "may_contact_2"
