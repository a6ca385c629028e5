"""From columns to records: one week of numbers becomes reports with words and steps."""

import math
from collections.abc import Iterator, Sequence
from datetime import datetime

import numpy as np

from demo.history.calendar import DAY
from demo.history.lives import ANSWERED
from demo.history.mix import CHANNELS
from demo.history.model import Contact, MadeReport, Satisfaction, Step
from demo.history.steps import PARIS, Case, Times, Week, aware, tell_steps
from demo.offer.model import AgentCard, Catalogue, Question, Service, SubType
from demo.town.model import Address, Place, Town
from demo.words.people import made_person
from demo.words.replies import Replies
from demo.words.speak import Scene, Speaker

FACES_ON_TIME = (0.05, 0.12, 0.26, 0.6, 1.0)
FACES_LATE = (0.2, 0.42, 0.63, 0.87, 1.0)
FOLLOWED = 0.26
"""By hand: share of public reports that others follow."""


class Recorder:
    """Makes the records of one authority; `end` is the last moment told (Paris seconds)."""

    def __init__(self, town: Town, offer: Catalogue, end: int) -> None:
        self.town, self.offer = town, offer
        self.end = end
        self.until = aware(np.asarray([end]))[0]
        self.speaker = Speaker(town)
        self.replies = Replies(offer)
        self.members: dict[str, list[AgentCard]] = {team.code: [] for team in offer.teams}
        for agent in offer.agents:
            if agent.role in ("lead", "handler", "field", "counter"):
                self.members[agent.team].append(agent)
        self.counter = [agent for agent in offer.agents if agent.role == "counter"]
        self.team_for = self._teams()

    def _teams(self) -> dict[tuple[str, str], str]:
        """Team by (service, district): a sister team when the usual one serves other districts."""
        out = {}
        by_code = self.offer.team_by_code
        for service in self.offer.services:
            usual = by_code[service.team]
            for district in ("", *(each.code for each in self.town.districts)):
                team = usual
                if district and usual.districts and district not in usual.districts:
                    team = next(
                        (
                            each
                            for each in self.offer.teams
                            if each.department == usual.department and district in each.districts
                        ),
                        usual,
                    )
                out[(service.code, district)] = team.code
        return out

    def reports(self, week: Week) -> Iterator[MadeReport]:
        """The week's reports, in order of time."""
        times = Times(week.lives, week.start, self.end)
        for row in range(len(week.start)):
            yield self._report(week, times, row)

    def _report(self, week: Week, times: Times, row: int) -> MadeReport:
        draws: list[float] = week.draws[row].tolist()
        service = self.offer.services[int(week.service[row])]
        subtype = service.subtypes[int(week.subtype[row])]
        channel = CHANNELS[int(week.channel[row])]
        door = self.town.addresses[week.address[row]] if week.address[row] >= 0 else None
        spot = self.town.places[week.place[row]] if week.place[row] >= 0 else None
        home = door or spot
        contact = _contact(channel, service, draws)
        district = home.district if home else ""
        scene = _scene(service, subtype, channel, home, contact, times.start[row])
        words, language = self.speaker.say(scene, draws)
        original = int(week.original[row])
        team = self.team_for[(service.code, district)]
        crew = self.members[team]
        agent = crew[int(draws[6] * len(crew))].code
        clerk = self.counter[int(draws[7] * len(self.counter))].code if channel != "portal" else ""
        case = Case(week, times, row, service, team, agent, clerk, draws)
        steps = tell_steps(case, self.replies, self.until)
        closed = steps[-1].at if steps[-1].state in ("resolved", "declined", "duplicate") else None
        return MadeReport(
            number=week.first_number + row,
            occurred_at=times.start[row],
            service=service.code,
            subtype=subtype.code,
            channel=channel,
            words=words,
            language=language,
            answers=_answers(service.questions, scene, draws),
            priority=_priority(subtype, draws[2]),
            lon=float(week.lon[row]) if home else None,
            lat=float(week.lat[row]) if home else None,
            address=door.label if door else (spot.address if spot else ""),
            address_code=door.code if door else "",
            district=district,
            place=spot.name if spot else self.speaker.place_words(scene, draws[3]),
            contact=contact,
            typed_by=steps[0].agent,
            has_photo=channel == "portal" and home is not None and draws[5] < 0.58,
            steps=steps,
            follower_times=_followers(service, times.start[row], closed or self.until, draws),
            satisfaction=self._satisfaction(week, row, steps, contact, draws),
            duplicate_of=week.first_number + original if original >= 0 else None,
        )

    def _satisfaction(
        self,
        week: Week,
        row: int,
        steps: Sequence[Step],
        contact: Contact | None,
        draws: Sequence[float],
    ) -> Satisfaction | None:
        """The resident's answer, if there is a contact, an end, and the wish to answer."""
        last = steps[-1]
        if (
            last.state != "resolved"
            or contact is None
            or contact.news == "none"
            or draws[21] >= ANSWERED
        ):
            return None
        at = datetime.fromtimestamp(last.at.timestamp() + 1800 + draws[22] * 3 * DAY, PARIS)
        if at > self.until:
            return None
        steps_to = FACES_LATE if week.lives.late[row] else FACES_ON_TIME
        face = next(nth + 1 for nth, limit in enumerate(steps_to) if draws[23] <= limit)
        settled = face >= 3 if draws[24] < 0.93 else face < 3
        words = self.replies.satisfaction(face, draws[25]) if draws[26] < 0.45 else ""
        return Satisfaction(at.replace(microsecond=0), settled, face, words)


def _scene(  # noqa: PLR0917
    service: Service,
    subtype: SubType,
    channel: str,
    home: Address | Place | None,
    contact: Contact | None,
    moment: datetime,
) -> Scene:
    """Who speaks of what, where."""
    door = home if isinstance(home, Address) else None
    return Scene(
        service=service,
        subtype=subtype,
        channel=channel,
        street=door.street_name if door else "",
        number=door.number if door else 0,
        place=home.name if isinstance(home, Place) else "",
        first_name=contact.first_name if contact else "",
        last_name=contact.last_name if contact else "",
        phone=contact.phone if contact else "",
        moment=moment,
    )


def _contact(channel: str, service: Service, draws: Sequence[float]) -> Contact | None:
    """Who said it, when they left a way to be told."""
    given = {"portal": 0.72, "phone": 0.62, "counter": 0.7, "email": 1.0, "letter": 0.9}[channel]
    if service.place_mode == "none":
        given = max(given, 0.93)
    if draws[0] >= given:
        return None
    return made_person(channel, draws[1], draws[46], draws[47])


def _priority(subtype: SubType, draw: float) -> str:
    """Danger is urgent or high; of the rest a few are raised or lowered."""
    if subtype.danger:
        return "urgent" if draw < 0.4 else "high"
    if draw < 0.05:
        return "high"
    return "low" if draw > 0.96 else "normal"


def _answers(
    questions: Sequence[Question], scene: Scene, draws: Sequence[float]
) -> tuple[tuple[str, str], ...]:
    """Answers to the service's questions; what is not required is often skipped."""
    out = []
    for nth, question in enumerate(questions):
        draw = draws[43 + nth]
        if not question.required and draw > 0.72:
            continue
        part = draw if question.required else draw / 0.72
        if question.kind == "yes_no":
            out.append((question.key, "yes" if part < 0.42 else "no"))
        elif question.kind in ("choice", "choices"):
            out.append((question.key, question.choices[int(part * len(question.choices))].key))
        elif question.kind == "number":
            out.append((question.key, str(1 + int(part * 5))))
        else:
            text = scene.answer(question.key, part)
            if text:
                out.append((question.key, text))
    return tuple(out)


def _followers(
    service: Service, start: datetime, end: datetime, draws: Sequence[float]
) -> tuple[datetime, ...]:
    """When others said "me too"; only where the public sees the place."""
    if service.precision == "none" or draws[40] >= FOLLOWED:
        return ()
    many = min(40, 1 + int(-math.log(1 - draws[41] * 0.9999) * 1.9 + (draws[40] < 0.012) * 9))
    span = (end - start).total_seconds()
    times = [
        start.timestamp() + 600 + span * ((draws[42] + nth * 0.618_034) % 1.0) ** 1.6
        for nth in range(many)
    ]
    last = end.timestamp()
    return tuple(
        datetime.fromtimestamp(int(moment), PARIS) for moment in sorted(times) if moment <= last
    )
