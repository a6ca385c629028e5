"""Dates of birth: a date that follows « né le » and its like."""

import re
from collections.abc import Iterator

from parvis.understand.personal.context import before
from parvis.understand.personal.found import Found, Kind

_MONTH = (
    r"(?:janv(?:ier)?|f[ée]vr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[uû]t|"
    r"sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?|january|february|march|april|may|"
    r"june|july|august|september|october|november|december|januar[iy]?|februar[iy]?|märz|maart|"
    r"mei|jun[ihy]o?|jul[ihy]o?|augustus|oktober|dezember|enero|febrero|marzo|abril|mayo|agosto|"
    r"septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|setembro|outubro|"
    r"novembro|dezembro|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre)\.?"
)
_DAY = (
    r"(?:premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix(?:-sept|-huit|-neuf)?|onze|douze|"
    r"treize|quatorze|quinze|seize|vingt(?:[\s\-](?:et[\s\-]un|deux|trois|quatre|cinq|six|sept|huit|"
    r"neuf))?|trente(?:[\s\-]et[\s\-]un)?)"
)
_DATE = (
    r"(?:\d{1,2}\s?[/.\- ]\s?\d{1,2}\s?[/.\- ]\s?(?:\d{4}|\d{2})"
    r"|\d{4}-\d\d-\d\d"
    rf"|(?:\d{{1,2}}(?:er|st|nd|rd|th|\.|º)?|{_DAY})\s(?:de\s|of\s)?{_MONTH}"
    r"(?:\s(?:de\s)?(?:\d{4}|\d{2}|mil(?:le)?\s[a-zé\-]+(?:[\s\-](?:cent|[a-zé]{2,9})){1,6}))?"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}})(?!\w)"
)
_BORN = re.compile(
    r"\b(?:née?s?(?:\(e\))?|nee|ne(?=\sle\s\d)|naissance|ddn|born|geboren|geb\.|nacid[oa]|nascid[oa]|"
    r"nat[oa])"
    r"(?:[^\n\d;]|\n(?=\d)|\(\d{2,3}\)|\d{5}\s){0,60}?"
    rf"(?:(?P<date>(?<!\w){_DATE})|\b(?:en|in)\s(?P<year>(?:{_MONTH}\s)?(?:19|20)\d\d)\b)",
    re.IGNORECASE,
)
# « Marie Petit (03/04/1961) ».
_AFTER_NAME = re.compile(
    r"(?<!\w)[A-ZÀ-Þ][\w'’\-]+[\s,]{0,2}\s?\(?(\d{1,2}[/.\-]\d{1,2}[/.\-]19\d\d)(?!\w)"
)
# What is born, too, and is nobody.
_THING = re.compile(
    r"\b(?:projet|association|id[ée]e|club|comit[ée]|collectif|quartier|entreprise|f[êe]te)\b"
    r"[^.\n]{0,25}$",
    re.IGNORECASE,
)


def births(text: str) -> Iterator[Found]:
    """A date of birth, the date alone; its year, where nothing else is told."""
    for born in _BORN.finditer(text):
        part = "date" if born["date"] else "year"
        sure = 0.95 if part == "date" else 0.7
        if _THING.search(before(text, born.start())):
            sure = 0.2
        yield Found(*born.span(part), Kind.BIRTH_DATE, sure, f"birth.{part}")
    for found in _AFTER_NAME.finditer(text):
        yield Found(*found.span(1), Kind.BIRTH_DATE, 0.6, "birth.after_name")
