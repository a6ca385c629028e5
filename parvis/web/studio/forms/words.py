"""Sentences of the builder: what was found, what a condition tests, what can't be."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from parvis.offer.forms.finding import Finding
from parvis.web.studio.forms.properties import LANGUAGES

TEST_NAMES: dict[str, Any] = {
    "yes": pgettext_lazy("condition", "is yes"),
    "no": pgettext_lazy("condition", "is no"),
    "chosen": pgettext_lazy("condition", "is"),
    "not_chosen": pgettext_lazy("condition", "is not"),
    "answered": pgettext_lazy("condition", "has an answer"),
    "unanswered": pgettext_lazy("condition", "has no answer"),
    "contains": pgettext_lazy("condition", "contains"),
    "=": pgettext_lazy("condition", "equals"),
    "!=": pgettext_lazy("condition", "does not equal"),
    "<": pgettext_lazy("condition", "is below"),
    "<=": pgettext_lazy("condition", "is at most"),
    ">": pgettext_lazy("condition", "is above"),
    ">=": pgettext_lazy("condition", "is at least"),
}
REFUSALS: dict[str, Any] = {
    "overtaken": gettext_lazy(
        "A colleague changed this form in the meantime: here is what it is now. Your last change is"
        " not in it yet."
    ),
    "nothing_to_undo": gettext_lazy("There is nothing left to take back."),
    "nothing_to_redo": gettext_lazy("There is nothing to make again."),
    "too_much": gettext_lazy("This is more than a form can hold."),
    "no_draft": gettext_lazy("Nothing has changed since it was published."),
}
# What was found, by its code; the figures of the finding fill the sentence.
FINDINGS: dict[str, Any] = {
    "one_question_only": gettext_lazy("A poll asks one question: leave this one out."),
    "not_in_a_poll": gettext_lazy(
        "A poll shows its result to everybody: ask something that is chosen, ticked or marked, and"
        " public."
    ),
    "nothing_scored": gettext_lazy(
        "A quiz gives points: choose a question with choices, and give points to what is right."
    ),
    "points_not_counted": gettext_lazy(
        "Its points are not counted: questions with one choice or several give some, outside of"
        " blocks, where what is right can be chosen together."
    ),
    "nothing_explained": gettext_lazy("It has no explanation: say why the answer is right."),
    "no_title": gettext_lazy("The form has no title."),
    "nothing_asked": gettext_lazy("The form asks nothing yet: add a question."),
    "too_many_items": gettext_lazy("{count} questions: {most} at most."),
    "same_key": gettext_lazy("Two parts share the key “{key}”."),
    "reserved_key": gettext_lazy("The key “{key}” is a word of conditions: word the question"
                                 " otherwise."),
    "no_label": gettext_lazy("It has no words yet."),
    "language_missing": gettext_lazy("Not said in {language} yet."),
    "expression_too_long": gettext_lazy("The condition is too long."),
    "expression_too_deep": gettext_lazy("The condition has too many parentheses."),
    "expression_syntax": gettext_lazy("The condition can’t be read from character {at} on."),
    "expression_unknown_function": gettext_lazy("“{names}” is nothing that can be worked out."),
    "expression_wrong_count": gettext_lazy("“{names}” has too many or too few values."),
    "expression_unknown_field": gettext_lazy("No question has the key “{names}”."),
    "expression_unknown_choice": gettext_lazy("“{names}” is not one of the answers offered."),
    "expression_wrong_type": gettext_lazy("“{names}” can’t be compared in this way."),
    "expression_outside_block": gettext_lazy(
        "“{names}” is in a repeated block: several people may answer it."
    ),
    "expression_empty_text": gettext_lazy(
        "Nothing is compared with an empty text: ask whether there is an answer."
    ),
    "not_a_condition": gettext_lazy("This is a value, not a condition: compare it with something."),
    "not_this_result": gettext_lazy("What is worked out is not of the kind that is announced."),
    "nothing_computed": gettext_lazy("Nothing says how it is worked out."),
    "no_such_list": gettext_lazy("The shared list “{key}” does not exist."),
    "too_few_choices": gettext_lazy("Offer two answers at least."),
    "too_many_choices": gettext_lazy(
        "{count} answers in one grid or one ranking: {most} at most, nobody reads more."
    ),
    "choice_without_words": gettext_lazy("An answer or a line has no words."),
    "same_choice": gettext_lazy("“{choice}” is offered twice."),
    "same_choice_key": gettext_lazy("Two answers share a key."),
    "no_rows": gettext_lazy("The grid has no line."),
    "depends_on_nothing": gettext_lazy(
        "Its answers follow from a question that offers none: choose another."
    ),
    "under_nothing": gettext_lazy("“{choice}” stands under no answer of the question above."),
    "fewest_above_most": gettext_lazy(
        "At least {fewest} and at most {most}: nobody can answer that. Put the limits right."
    ),
    "fewest_above_offered": gettext_lazy(
        "At least {fewest} are wanted, and {count} can be chosen together: ask for fewer."
    ),
    "earliest_after_latest": gettext_lazy(
        "It begins after it ends: nobody can answer that. Put the limits right."
    ),
    "depends_on_row": gettext_lazy(
        "Its answers follow from a question of a repeated block, which several rows answer: put it"
        " into that block, or choose another."
    ),
    "nothing_under": gettext_lazy(
        "It needs an answer, and offers none to who chose “{choice}” above: add one."
    ),
    "tells_who_openly": gettext_lazy(
        "It says who somebody is, or where they are reached: make it personal or sensitive."
    ),
    "skip_to_nothing": gettext_lazy("It leads to a page that is no longer there."),
    "skip_backward": gettext_lazy("It leads back: choose a page further on."),
    "never_reached": gettext_lazy("Nobody ever comes to this page."),
    "never_shown": gettext_lazy("Its condition can never hold: nobody ever sees it."),
    "asks_later": gettext_lazy(
        "It looks at “{key}”, on a later page: nobody has answered that yet. Ask it before."
    ),
    "empty_group": gettext_lazy("There is nothing inside."),
    "circle": gettext_lazy("Conditions wait for each other: {keys}."),
    "names_somebody": gettext_lazy("It says who somebody is, and the survey is anonymous."),
    "file_in_anonymous": gettext_lazy("A file may say who sends it, and the survey is anonymous."),
    "personal_in_anonymous": gettext_lazy("It is personal, and the survey is anonymous."),
    "place_in_anonymous": gettext_lazy("An exact place may say who somebody is."),
    "exact_in_anonymous": gettext_lazy(
        "Together with the others it could tell who answered: a choice between ranges tells less."
    ),
    "prefill_in_anonymous": gettext_lazy(
        "It is filled in from the account, and the survey is anonymous."
    ),
    "link_personal": gettext_lazy(
        "An address stays in histories and is passed on: nothing personal is filled in from it."
    ),
    "no_link_here": gettext_lazy(
        "A report is not reached by such a link: this does nothing here."
    ),
    "no_score_here": gettext_lazy(
        "A report is not a quiz: its points and explanations do nothing here."
    ),
    "prefill_sensitive": gettext_lazy("It is sensitive: it is asked anew each time."),
    "not_from_0_to_10": gettext_lazy(
        "Whether people recommend is asked with marks from 0 to 10: its score means nothing on"
        " another scale."
    ),
    "example_alone": gettext_lazy("An example is all its help."),
    "matrix_too_wide": gettext_lazy("{count} columns don’t fit on a phone: {most} at most."),
    "many_choices": gettext_lazy("{count} answers: group them, or take them from a shared list."),
    "scale_without_ends": gettext_lazy("Say what both ends of the scale mean."),
    "everything_required": gettext_lazy(
        "Everything is required: people who lack one answer will leave."
    ),
    "colour_alone": gettext_lazy("“{words}”: a colour alone tells some people nothing."),
    "hurried": gettext_lazy("“{words}”: many people need more time."),
    "place_alone": gettext_lazy("“{words}”: on a phone, or read aloud, it stands elsewhere."),
    "long_sentence": gettext_lazy("{count} words in one sentence, from “{words}”: cut it in two."),
    "office_word": gettext_lazy("“{words}”: rather “{better}”."),
    "long_word": gettext_lazy("“{words}” is long: is there a shorter word?"),
    "passive": gettext_lazy("“{words}”: say who does it."),
    "denied_twice": gettext_lazy("“{words}” denies twice: say it the other way round."),
    "two_at_once": gettext_lazy("“{words}” asks two things: make two questions of it."),
    "leading": gettext_lazy("“{words}” suggests an answer."),
    "acronym": gettext_lazy("“{words}”: write it in full."),
    "capitals": gettext_lazy("All in capitals is hard to read."),
}  # fmt: skip


def sentence(finding: Finding) -> str:
    """What was found, in words."""
    return str(FINDINGS[finding.code]).format(**_said(finding.figures))


def _said(figures: Mapping[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = dict(figures)
    if "at" in said:
        said["at"] += 1
    for name in ("names", "keys"):
        if isinstance(said.get(name), list):
            said[name] = ", ".join(said[name])
    if "language" in said:
        said["language"] = LANGUAGES.get(said["language"], said["language"])
    return said


def refusal(code: str) -> str:
    """Why something can't be."""
    known = REFUSALS.get(code)
    return str(known) if known else _("This can't be done.")
