"""What ODK's engine (JavaRosa) makes of an expression: an oracle, written from its source.

XPathFuncExpr, XPathEqExpr and XPathCmpExpr of getodk/javarosa: unanswered is '', numbers are NaN
where they can't be read, equal numbers are within 1e-12.
"""

import math
from datetime import date

from parvis.offer.forms.expressions.tree import Field, Number, Text


class Repeated(Exception):
    """The form would be refused: a list of rows where one value is wanted."""


def numeric(value):
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, date):
        return float(value.toordinal())
    if isinstance(value, str):
        plain = value.strip() and all(one in "-.0123456789" for one in value.strip())
        try:
            return float(value) if plain else math.nan
        except ValueError:
            return math.nan
    return value


def string(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def boolean(value):
    if isinstance(value, (float, bool)):
        return bool(value) and not math.isnan(value)
    return value != ""


def stored(answer):
    """As a form's XML has it: dates are read as such, several choices stand in one text."""
    if answer is None:
        return ""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, list):
        return " ".join(answer)
    if isinstance(answer, dict):
        return "a file"
    if isinstance(answer, str) and len(answer) == 10 and answer[4] == "-":
        return date.fromisoformat(answer)
    return answer if isinstance(answer, str) else float(answer)


class Engine:
    def __init__(self, answers, blocks, today):
        self.answers, self.blocks, self.today = answers, blocks, today

    def nodes(self, field):
        if field.key in self.blocks:
            return self.answers.get(field.key) or []
        for block, fields in self.blocks.items():
            if field.key in fields:
                return [stored(row.get(field.key)) for row in self.answers.get(block) or []]
        return [stored(self.answers.get(field.key))]

    def run(self, tree):
        if isinstance(tree, Field):
            if any(tree.key in fields for fields in self.blocks.values()):
                raise Repeated(tree.key)
            return self.nodes(tree)[0]
        return tree.value if isinstance(tree, (Number, Text)) else self.result(tree)

    def result(self, tree):
        name = tree.name
        if name in {"sum", "count", "count-non-empty", "join"} or (
            name in {"min", "max"} and len(tree.operands) == 1
        ):
            return self.listed(name, tree.operands)
        if name in {"and", "or"}:
            flags = (boolean(self.run(one)) for one in tree.operands)
            return all(flags) if name == "and" else any(flags)
        if name == "if":
            chosen = tree.operands[1 if boolean(self.run(tree.operands[0])) else 2]
            return self.run(chosen)
        return self.apply(name, *map(self.run, tree.operands))

    def listed(self, name, operands):
        nodes = self.nodes(operands[-1])
        if name == "join":
            return operands[0].value.join(map(string, nodes))
        if name == "count":
            return float(len(nodes))
        if name == "count-non-empty":
            return float(sum(one != "" for one in nodes))
        return self.summary(name, nodes)

    def summary(self, name, values):
        found = [one for one in map(numeric, values) if not math.isnan(one)]
        if name == "sum":
            return math.fsum(found)
        return {"min": min, "max": max}[name](found) if found else math.nan

    def apply(self, name, *values):  # noqa: PLR0911, PLR0912
        match name, values:
            case "=", (left, right):
                return self.equal(left, right)
            case "!=", (left, right):
                return not self.equal(left, right)
            case "<" | "<=" | ">" | ">=", (left, right):
                left, right = numeric(left), numeric(right)
                return {"<": left < right, "<=": left <= right, ">": left > right}.get(
                    name, left >= right
                )
            case "-", (one,):
                return -numeric(one)
            case "+" | "*", (first, *others):
                total = numeric(first)
                for other in others:
                    total = total + numeric(other) if name == "+" else total * numeric(other)
                return total
            case "-", (left, right):
                return numeric(left) - numeric(right)
            case "div", (left, right):
                left, right = numeric(left), numeric(right)
                if right:
                    return left / right
                return math.nan if not left or math.isnan(left) else math.copysign(math.inf, left)
            case "not", (one,):
                return not boolean(one)
            case (("true" | "false"), ()):
                return name == "true"
            case "selected", (text, key):
                return f" {key} " in f" {text} "
            case "contains", (text, part):
                return string(part) in string(text)
            case "string-length", (text,):
                return float(len(string(text)))
            case "count-selected", (text,):
                return float(len(text.split()))
            case "coalesce", (first, second):
                empty = first == "" or (isinstance(first, float) and math.isnan(first))
                return second if empty else first
            case "min" | "max", _:
                return self.summary(name, values)
            case "today", ():
                return self.today
            case "date", (text,):
                return date.fromisoformat(text) if isinstance(text, str) and text else text
            case "decimal-date-time", (one,):
                return numeric(one) + 0.4 if isinstance(one, date) else one
            case "format-date", (one, form):
                return one.strftime(form) if one != "" else ""
            case "number", (one,):
                return numeric(one)
            case "round", (one, places):
                return _round(numeric(one), int(numeric(places)))
        raise AssertionError(f"no such function: {name}")

    def equal(self, left, right):
        if isinstance(left, bool) or isinstance(right, bool):
            return boolean(left) == boolean(right)
        if isinstance(left, float) or isinstance(right, float):
            return abs(numeric(left) - numeric(right)) < 1e-12
        return string(left) == string(right)


def _round(number, places):
    if not math.isfinite(number):
        return number
    return math.floor(number * 10**places + 0.5) / 10**places
