"""The rules as they are declared."""

import re

import pytest

from config.environment import PROJECT
from parvis.understand.attention.rules import RULES, Rule, allowed

GUIDE = PROJECT / "docs" / "guides" / "attention-impact-assessment.md"
NAMED = re.compile(r"{(\w+)}")
rules = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


@rules
def test_a_sentence_says_each_parameter_in_each_language(rule: Rule):
    for sentence in rule.sentence.values():
        assert set(NAMED.findall(sentence)) == set(rule.usual)
    assert rule.sentence.keys() == rule.name.keys() == {"fr", "en"}


@rules
def test_what_is_usual_is_allowed_and_bounds_are_too(rule: Rule):
    assert rule.allows(rule.usual)
    for one in rule.parameters:
        assert rule.allows(rule.usual | {one.key: one.least})
        assert rule.allows(rule.usual | {one.key: one.most})
        assert not rule.allows(rule.usual | {one.key: one.least - 1})
        assert not rule.allows(rule.usual | {one.key: one.most + 1})


@rules
def test_nothing_else_is_set(rule: Rule):
    assert not rule.allows(rule.usual | {"weight": 2})
    assert not allowed({"income": {}})
    assert allowed({rule.code: rule.usual})


@rules
def test_the_draft_of_the_assessment_holds_each_rule_word_for_word(rule: Rule):
    assert rule.said(rule.usual, "fr") in GUIDE.read_text(encoding="utf-8")
    for one in rule.parameters:
        assert f"de {one.least} à {one.most}" in GUIDE.read_text(encoding="utf-8")
