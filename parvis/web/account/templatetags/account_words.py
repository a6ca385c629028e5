"""A case's state in a resident's words."""

from django import template

from parvis.inform.tracking import words

register = template.Library()

# The word that stands beside a state's tint and icon: the follow-up page's own.
register.filter("state_word", words.label)
