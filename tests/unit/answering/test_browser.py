"""With scripts, any form's pages ask what the server asks, whatever was answered."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st

from parvis.offer.forms.answers import Answers, Reading
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.definition import write_definition
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.reading import read_answers
from parvis.web.answering.mirror import of_page
from tests.factories.forms import answers, forms
from tests.support.browser_code import FORM, running
from tests.unit.answering.walking import mind_of

TODAY = date(2026, 11, 23)
# All pages at once, as at the counter.
ALL = ""
# A number that has no bearer, an outline that crosses itself, a heavy file: said once it is sent.
SENT_FIRST = {"email", "phone", "siret", "rna", "iban", "person", "place", "file", "photo"}
_RUNNER = Path(__file__).parent / "browser.mjs"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with running(FORM / "mirror.ts", _RUNNER, tmp_path_factory.mktemp("mirror")) as said:
        yield said


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_each_page_asks_what_the_server_asks(browser, data):
    form = data.draw(forms())
    mind = _without_refused(form, mind_of(form, data.draw(answers(form))))
    here = read_answers(form, mind, today=TODAY)
    note(f"{write_definition(form.definition)}\n{here.given}")
    told = {
        page: of_page(form, page, here, today=TODAY, language="fr")
        for page in [ALL, *(page.key for page in form.pages)]
    }
    live = {page: mirror for page, mirror in told.items() if mirror}
    assume(live)
    cases = [{"mirror": it, "given": _on(form, page, here.given)} for page, it in live.items()]
    for page, there in zip(live, browser(cases), strict=True):
        assert _of(form, page, there["shown"]) == _of(form, page, here.shown)
        needed = _of(form, page, there["required"])
        left = {where for where in needed if not _is_given(here.given, where)}
        assert left == _missing(form, page, here)
        assert _worked_out(form, page, there["answers"]) == _worked_out(form, page, here.answers)


def _without_refused(form: CompiledForm, mind: Answers) -> Answers:
    """Without what the server alone knows to be wrong."""
    for node in form.fields:
        for row in mind[node.block] if node.block else [mind]:
            if node.key in row and _is_refused(node.field, row[node.key]):
                del row[node.key]
    return mind


def _is_refused(field: FieldBase | None, value: Any) -> bool:
    if field is None or getattr(field, "kind", "") not in SENT_FIRST:
        return False
    return field.check(field.read(value)) is not None


def _on(form: CompiledForm, page: str, answered: Answers) -> Answers:
    """What stands on a page, blocks whole."""
    return {key: value for key, value in answered.items() if page in (ALL, form.nodes[key].page)}


def _of(form: CompiledForm, page: str, paths: Any) -> set[str]:
    there = {where: form.nodes[where.rsplit(".", 1)[-1]].page for where in paths}
    return {where for where, its_page in there.items() if page in (ALL, its_page)}


def _missing(form: CompiledForm, page: str, here: Reading) -> set[str]:
    """What the server asks again, since nothing was answered."""
    return _of(form, page, [at for at, why in here.wrong.items() if why.code == "missing"])


def _is_given(answered: Answers, where: str) -> bool:
    block, _, rest = where.partition(".")
    at, _, key = rest.partition(".")
    return key in answered[block][int(at)] if rest else block in answered


def _worked_out(form: CompiledForm, page: str, found: Answers) -> dict[str, Any]:
    """The values worked out on a page, numbers as doubles."""
    here = form.fields if page == ALL else form.fields_of_page(page)
    computed = {node.key for node in here if node.compute is not None}
    rows = {
        f"{block.key}.{at}.{key}": value
        for block in form.blocks
        for at, row in enumerate(found.get(block.key) or ())
        for key, value in row.items()
        if key in computed
    }
    plain = {key: value for key, value in found.items() if key in computed}
    return {where: _plain(value) for where, value in (plain | rows).items()}


def _plain(value: Any) -> Any:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number else value
