"""Where an agent writes: reply, note, assign, hand over, change the state."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import npgettext, pgettext

from parvis.act.cases.models import Case
from parvis.act.cases.rules import BY_MAIL, OTHERWISE, filled
from parvis.authorities import queries as authorities
from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as offer
from parvis.offer.workflows import queries as workflows
from parvis.offer.workflows.rules import Transition, choices
from parvis.people.models import Agent
from parvis.people.permissions import may
from parvis.web.desk import words
from parvis.web.desk.choices import agents_at_work

MODE = "agir"
# The template chosen, and the one whose words are in the box.
TEMPLATE, GIVEN = "modele", "given_template"
# The reference of the request that this one is about to be joined to.
JOINING = "joindre"


@dataclass(frozen=True, slots=True)
class Mode:
    """One tab of the composer."""

    code: str
    name: str
    key: str
    is_current: bool


def given(
    request: HttpRequest, case: Case, mode: str, typed: dict[str, str], *, told: int
) -> dict[str, Any]:
    """What the composer shows, in the mode asked for, with what was typed; `told` is how many
    people read a reply."""
    agent: Agent = request.agent  # type: ignore[attr-defined]
    modes = _modes(agent, told, mode or request.GET.get(MODE, ""))
    current = next((one.code for one in modes if one.is_current), "")
    arrows = choices(workflows.transitions(case.workflow_id), case.state, frozenset(agent.roles))
    typed = typed or _joining(request)
    moves = [_move(arrow) for arrow in arrows if _is_offered(arrow, current)]
    return {
        "modes": modes,
        "mode": current,
        "typed": typed,
        "told": told,
        "moves": moves,
        "targets": {target for target, _, _ in moves},
        "templates": _templates(case) if current == "reply" else [],
        "reasons": [
            (str(pk), worded(row.name), worded(row.words))
            for pk, row in offer.decline_reasons().items()
            if row.is_offered
        ],
        "parties": [(str(pk), row.name) for pk, row in authorities.third_parties().items()],
        "recipients": [(str(pk), row.name) for pk, row in authorities.other_authorities().items()],
        "ways": _ways(case),
        "colleagues": _colleagues(case) if current == "assign" else [],
        "near_teams": _teams(case, same_lock=True) if current == "assign" else [],
        "all_teams": _teams(case, same_lock=False) if current == "hand_over" else [],
        "has_others": case.follower_count > 1,
    }


def _joining(request: HttpRequest) -> dict[str, str]:
    """What is typed beforehand where somebody asked to join it to another request; a draft leaves
    that as it is (`joining`)."""
    main = request.GET.get(JOINING, "")[:24]
    return {"target": "duplicate", "main": main, "joining": "1"} if main else {}


def _modes(agent: Agent, told: int, asked: str) -> list[Mode]:
    reply = npgettext("desk", "Reply to %(count)d person", "Reply to the %(count)d", told) % {
        "count": told
    }
    offered = [
        ("reply", reply if told else pgettext("desk", "Reply"), "r", "case.answer"),
        ("note", pgettext("desk", "Internal note"), "n", "case.read"),
        ("assign", pgettext("desk", "Assign"), "a", "case.assign"),
        ("state", pgettext("desk", "State"), "s", "case.take"),
        ("hand_over", pgettext("desk", "Hand over"), "t", "case.assign"),
    ]
    allowed = [one for one in offered if may(agent.roles, one[3])]
    codes = [code for code, *_ in allowed]
    current = asked if asked in codes else codes[0]
    return [Mode(code, name, key, code == current) for code, name, key, _ in allowed]


def _is_offered(arrow: Transition, mode: str) -> bool:
    """A reply is told; nothing is passed on where no other authority is known."""
    if arrow.target == "transmitted" and not authorities.other_authorities():
        return False
    return mode != "reply" or arrow.tells


def _ways(case: Case) -> list[tuple[str, str]]:
    """How a request may be passed on: no letter leaves from a closed department."""
    by_mail = (BY_MAIL, pgettext("desk", "by e-mail, from here"))
    otherwise = (OTHERWISE, pgettext("desk", "otherwise, by us"))
    return [otherwise] if case.department_lock else [by_mail, otherwise]


def _move(arrow: Transition) -> tuple[str, str, str]:
    """A change of state: its code, what it is called, what it needs."""
    return arrow.target, str(words.MOVES[arrow.target]), " ".join(arrow.needs)


def variables(case: Case, agent: Agent) -> dict[str, str]:
    """What the {variables} of a template say for one case."""
    department = authorities.departments()[case.department_id]
    party = authorities.third_parties().get(case.waiting_for_id or 0)
    return {
        "référence": case.reference,
        "objet": case.title,
        "lieu": case.address,
        "direction": department.name,
        "téléphone": department.phone,
        "échéance": words.day(case.due_at),
        "reçu le": words.day(case.received_at),
        "prévu le": words.day(case.planned_on) if case.planned_on else "",
        "partenaire": party.name if party else "",
        "agent": agent.display_name,
        "ville": authorities.authority().name,
    }


def fill(text: str, case: Case, agent: Agent) -> str:
    """Words with their known variables replaced; a variable without value stays to be seen."""
    values = {name: value for name, value in variables(case, agent).items() if value}
    return filled(text, values)


def _templates(case: Case) -> list[tuple[str, str]]:
    return [
        (str(row.pk), row.name)
        for row in offer.reply_templates()
        if row.department_id in {None, case.department_id}
    ]


def with_template(typed: dict[str, str], case: Case, agent: Agent) -> dict[str, str]:
    """What was typed, with the words of the template chosen behind it. Those of the one chosen
    before give way, unless they were rewritten."""
    ready = {str(row.pk): fill(row.words, case, agent) for row in offer.reply_templates()}
    chosen, before = typed.get(TEMPLATE, ""), ready.get(typed.get(GIVEN, ""), "")
    if chosen not in ready:
        return typed
    words = typed.get("words", "").replace("\r\n", "\n").strip()
    own = words.removesuffix(before.strip()).rstrip()
    return {**typed, "words": f"{own}\n\n{ready[chosen]}".lstrip(), GIVEN: chosen}


def _colleagues(case: Case) -> list[tuple[str, list[tuple[str, str]]]]:
    """Those of the team first."""
    near: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for pk, name, teams in agents_at_work():
        (near if case.team_id in teams else others).append((str(pk), name))
    heads = [(pgettext("desk", "The team"), near), (pgettext("desk", "Other colleagues"), others)]
    return [(head, rows) for head, rows in heads if rows]


def _teams(case: Case, *, same_lock: bool) -> list[tuple[str, list[tuple[str, str]]]]:
    closed = authorities.compartmented()
    found = []
    for pk, department in authorities.open_departments().items():
        lock = pk if pk in closed else None
        if same_lock and lock != case.department_lock:
            continue
        rows = [
            (str(number), team.name)
            for number, team in authorities.open_teams().items()
            if team.department_id == pk and number != case.team_id
        ]
        if rows:
            found.append((department.name, rows))
    return found
