"""Writes of cases: each changes the case's row, adds its step, and tells the journal."""

from parvis.act.cases.operations.listening import count_follower, note_statement, read_news
from parvis.act.cases.operations.opening import Opening, open_case
from parvis.act.cases.operations.publishing import publish_photo, publish_words, withdraw_photo
from parvis.act.cases.operations.sharing import assign, hand_over, set_priority
from parvis.act.cases.operations.sorting import Kind, sort
from parvis.act.cases.operations.states import change_state
from parvis.act.cases.operations.steps import locked
from parvis.act.cases.operations.undoing import Kept, Undoing, undo
from parvis.act.cases.operations.views import drop_view, save_view
from parvis.act.cases.operations.words import add_photo_step, answer, note

__all__ = [
    "Kept",
    "Kind",
    "Opening",
    "Undoing",
    "add_photo_step",
    "answer",
    "assign",
    "change_state",
    "count_follower",
    "drop_view",
    "hand_over",
    "locked",
    "note",
    "note_statement",
    "open_case",
    "publish_photo",
    "publish_words",
    "read_news",
    "save_view",
    "set_priority",
    "sort",
    "undo",
    "withdraw_photo",
]
