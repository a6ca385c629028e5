"""A definition as an XLSForm.

Standard columns say all that they can, so that ODK and Kobo ask the same; columns of our own
(`parvis_...`), which pyxform leaves alone, carry the rest, so that our own reading gives the same
definition. What others will ask differently is named in notes.
"""

import json

from parvis.offer.forms.compiled import CompiledForm, Node
from parvis.offer.forms.definition import Page, Repeat, Section
from parvis.offer.forms.expressions.tree import Tree
from parvis.offer.forms.expressions.xpath.pieces import NotExpressible
from parvis.offer.forms.fields import Choice, FieldBase
from parvis.offer.forms.fields.base import Texts
from parvis.offer.forms.fields.choosing import YES_NO, ChoosingField, MatrixField
from parvis.offer.forms.fields.untyped import ComputedField
from parvis.offer.forms.reaching import TooLarge, shown
from parvis.offer.forms.xlsform import questions
from parvis.offer.forms.xlsform.checking import check_compiles
from parvis.offer.forms.xlsform.conditions import Conditions, conditions_of
from parvis.offer.forms.xlsform.languages import headed, language_name
from parvis.offer.forms.xlsform.notes import Note
from parvis.offer.forms.xlsform.questions import OURS, YES_NO_LIST, list_name
from parvis.offer.forms.xlsform.sheets import Row, write_workbook

# No key has a dash.
FORM_ID = "parvis-form"
INTRO = "-intro"
SHARED = f"{OURS}shared"


def write_xlsform(form: CompiledForm) -> tuple[bytes, list[Note]]:
    """The .xlsx of a form, and what it says less well. Raises BadFile when pyxform refuses it."""
    sheets, notes = sheets_of(form)
    check_compiles(sheets)
    return write_workbook(sheets), notes


def sheets_of(form: CompiledForm) -> tuple[dict[str, list[Row]], list[Note]]:
    """The rows of its three sheets, and the notes."""
    writing = _Survey(form)
    survey = writing.rows()
    return {
        "survey": survey,
        "choices": _choices(form),
        "settings": [_settings(form)],
    }, writing.notes


class _Survey:
    """The survey sheet under way."""

    def __init__(self, form: CompiledForm) -> None:
        self.form = form
        self.conditions: Conditions = conditions_of(form)
        self.found: list[Row] = []
        self.notes: list[Note] = []

    def rows(self) -> list[Row]:
        self._intro(FORM_ID, self.form.definition.intro)
        for page in self.form.pages:
            if isinstance(page.part, Page):
                self._page(page, page.part)
        return self.found

    def _page(self, node: Node, page: Page) -> None:
        inside = self.form.inside(node.key)
        # A page with a block can't be one screen there.
        alone = not any(isinstance(one.part, Repeat) for one in inside)
        look = {"appearance": "field-list"} if alone and inside else {}
        try:
            relevant = self._said(shown(self.form, node), "relevant")
        except TooLarge:
            relevant = self._unsaid("relevant", "skip")
        row = self._group(node, page, "page") | look | relevant
        self.found.append({"type": "begin group", **row})
        self._intro(node.key, page.intro)
        for one in inside:
            if isinstance(one.part, (Section, Repeat)):
                self._inner(one, one.part)
            elif one.field is not None:
                self._question(one, one.field)
        self.found.append({"type": "end group"})

    def _inner(self, node: Node, part: Section | Repeat) -> None:
        what = "repeat" if isinstance(part, Repeat) else "group"
        row = self._group(node, part, part.kind) | self._said(node.show, "relevant")
        if isinstance(part, Repeat):
            # Above the block: inside, it would stand in every row.
            self._intro(node.key, part.intro, row.get("relevant", ""))
            if part.fewest == part.most:
                row["repeat_count"] = str(part.most)
        self.found.append({"type": f"begin {what}", **row})
        if isinstance(part, Section):
            self._intro(node.key, part.intro)
        for one in self.form.inside(node.key):
            if one.field is not None:
                self._question(one, one.field)
        self.found.append({"type": f"end {what}"})

    def _group(self, node: Node, part: Page | Section | Repeat, kind: str) -> Row:
        cells = self._name(node.key) | self._texts({"label": part.title})
        return cells | questions.own_cells(part, kind)

    def _intro(self, key: str, intro: Texts, relevant: str = "") -> None:
        if intro:
            cells = {"type": "note", "name": f"{key}{INTRO}", **self._texts({"label": intro})}
            self.found.append(cells | ({"relevant": relevant} if relevant else {}))

    def _question(self, node: Node, field: FieldBase) -> None:
        if isinstance(field, ComputedField):
            # As its author wrote it: how private it is follows from what it is made of.
            privacy = next(
                one.privacy for one in self.form.definition.fields() if one.key == field.key
            )
            field = field.model_copy(update={"privacy": privacy})
        texts = {name: getattr(field, name) for name in questions.TEXT_COLUMNS}
        row = questions.type_cells(field) | self._name(node.key)
        row |= self._texts(texts) | questions.own_cells(field, node_kind(field))
        row |= self._said(node.show, "relevant", node.block)
        if isinstance(field, ComputedField):
            row |= self._worked_out(node, field)
        inside = [self._with_texts(one) for one in questions.parts(field)]
        if field.is_typed:
            row |= self._rules(node, field, in_one=not inside)
        row |= self._offered(node, field)
        if isinstance(field, MatrixField) and field.choices and not field.depends_on:
            row["appearance"] = "table-list"
        self.found.append(row)
        if inside:
            filter_ = {k: row.pop(k) for k in ("choice_filter",) if k in row}
            self.found += [one | filter_ for one in inside]
            self.found.append({"type": "end group"})

    def _rules(self, node: Node, field: FieldBase, *, in_one: bool) -> Row:
        if not in_one:
            # A group can't be required, nor held to a rule.
            for column, rule in (("required", node.required_when), ("constraint", node.constraint)):
                if rule is not None and not (column == "required" and field.required):
                    self._unsaid(column, node.key)
            return {}
        row = {"required": "yes"} if field.required else {}
        if not field.required:
            row |= self._said(node.required_when, "required", node.block)
        own = self._said(node.constraint, "constraint", node.block, node.key)
        limits = questions.bounds(field) + [f"({text})" for text in own.values()]
        return row | ({"constraint": " and ".join(limits)} if limits else {})

    def _worked_out(self, node: Node, field: ComputedField) -> Row:
        said = self._said(node.compute, "calculation", node.block)
        if not said:
            # Without what it is worked out from, pyxform has nothing to calculate.
            return {"type": "hidden"}
        if field.result == "flag":
            said = {"calculation": f"if({said['calculation']}, 'yes', 'no')"}
        return said if field.hidden else {**said, "type": "text", "readonly": "yes"}

    def _offered(self, node: Node, field: FieldBase) -> Row:
        """Of a question whose choices depend on another: the filter of its choices."""
        if not isinstance(field, ChoosingField) or not field.depends_on or not field.choices:
            return {}
        above = self.form.nodes.get(field.depends_on)
        kind = node_kind(above.field) if above and above.field else ""
        name = f"${{{self.conditions.named.get(field.depends_on, field.depends_on)}}}"
        if kind in {"choice", "yes_no"}:
            return {"choice_filter": f"under = {name}"}
        if kind in {"choices", "ranking"}:
            return {"choice_filter": f"selected({name}, under)"}
        return self._unsaid("choice_filter", field.depends_on)

    def _name(self, key: str) -> Row:
        name = self.conditions.named.get(key, key)
        return {"name": name} if name == key else {"name": name, f"{OURS}key": key}

    def _said(self, tree: Tree | None, column: str, block: str = "", own: str = "") -> Row:
        """An expression in its column, or a note that it can't be said."""
        if tree is None:
            return {}
        try:
            return {column: self.conditions.written(tree, block, own)}
        except NotExpressible as error:
            return self._unsaid(column, error.piece)

    def _unsaid(self, column: str, piece: str) -> Row:
        self._note("not_said", column, piece)
        return {}

    def _note(self, code: str, column: str, piece: str) -> None:
        line = len(self.found) + 2
        self.notes.append(Note(code, "survey", line, column, {"piece": piece}))

    def _texts(self, texts: dict[str, Texts]) -> Row:
        return self._with_texts(questions.text_cells(texts))

    def _with_texts(self, row: Row) -> Row:
        """Without what ODK would take for the name of a question."""
        for column, text in row.items():
            if "${" in text and "::" in column and not column.startswith(OURS):
                self._note("reference_in_text", column, text)
                row = {**row, column: text.replace("${", "$ {")}
        return row


def node_kind(field: FieldBase) -> str:
    """The kind of a question, by its name."""
    return str(type(field).model_fields["kind"].default)


def _choices(form: CompiledForm) -> list[Row]:
    rows: list[Row] = []
    for name, choices in form.definition.lists.items():
        rows += [_choice(name, choice) | {SHARED: "yes"} for choice in choices]
    for node in form.fields:
        field = node.field
        if isinstance(field, ChoosingField) and not field.choices_from:
            rows += [_choice(list_name(field), choice) for choice in field.choices]
    if any(field is not None and list_name(field) == YES_NO_LIST for field in _fields(form)):
        languages = form.definition.languages
        for key, label in YES_NO.items():
            said = {language: label.get(language, label["fr"]) for language in languages}
            rows.append(_choice(YES_NO_LIST, Choice(key=key, label=said)))
    return rows


def _fields(form: CompiledForm) -> list[FieldBase | None]:
    return [node.field for node in form.fields]


def _choice(name: str, choice: Choice) -> Row:
    row = {"list_name": name, "name": choice.key, **headed("label", choice.label)}
    row |= {"under": choice.under} if choice.under else {}
    # pyxform takes no language of a choice's column but its label's.
    row |= {f"{OURS}easy": json.dumps(choice.easy, ensure_ascii=False)} if choice.easy else {}
    row |= {f"{OURS}alone": "yes"} if choice.alone else {}
    return row | ({f"{OURS}points": str(choice.points)} if choice.points else {})


def _settings(form: CompiledForm) -> Row:
    definition = form.definition
    title = next(iter(definition.title.values()), FORM_ID)
    return {
        "form_title": title,
        "form_id": FORM_ID,
        "default_language": language_name(definition.languages[0]),
        f"{OURS}languages": " ".join(definition.languages),
        **headed(f"{OURS}title", definition.title),
        **headed(f"{OURS}thanks", definition.thanks),
    }
