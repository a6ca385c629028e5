"""From columns to records: one week of numbers becomes reports with words and steps."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from demo.history.calendar import DAY, Seconds
from demo.history.lives import ANSWERED, NEVER, Lives
from demo.history.mix import CHANNELS, Floats
from demo.history.model import Contact, MadeReport, Satisfaction, Step
from demo.offer.model import AgentCard, Catalogue, Question, Service, SubType
from demo.town.model import Town
from demo.words.people import made_person
from demo.words.replies import Replies
from demo.words.speak import Scene, Speaker

PARIS = ZoneInfo("Europe/Paris")
FACES_ON_TIME = (0.05, 0.12, 0.26, 0.6, 1.0)
FACES_LATE = (0.2, 0.42, 0.63, 0.87, 1.0)
FAR = datetime(2096, 1, 1, tzinfo=PARIS)
FOLLOWED = 0.26
"""By hand: share of public reports that others follow."""


@dataclass(frozen=True)
class Week:
    """One week as columns; `original` is the row that a duplicate repeats, or -1."""

    first_number: int
    start: Seconds
    service: NDArray[np.int64]
    subtype: NDArray[np.int64]
    channel: NDArray[np.int64]
    address: NDArray[np.int64]
    place: NDArray[np.int64]
    lon: Floats
    lat: Floats
    original: NDArray[np.int64]
    lives: Lives
    draws: Floats


class Times:
    """All moments of a week as aware datetimes, made in bulk."""

    def __init__(self, lives: Lives, start: Seconds, end: int) -> None:
        self.start = _aware(start)
        self.acknowledged = _aware(lives.acknowledged, end)
        self.assigned = _aware(lives.assigned, end)
        self.waiting = _aware(lives.waiting, end)
        self.started = _aware(lives.started, end)
        self.closed = _aware(lives.closed)
        self.reopened = _aware(lives.reopened, end)
        self.closed_again = _aware(lives.closed_again, end)


class Recorder:
    """Makes the records of one authority; `end` is the last moment told (Paris seconds)."""

    def __init__(self, town: Town, offer: Catalogue, end: int) -> None:
        self.town, self.offer = town, offer
        self.end = end
        self.until = _aware(np.asarray([end]))[0]
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
        scene = Scene(
            service=service,
            subtype=subtype,
            channel=channel,
            street=door.street_name if door else "",
            number=door.number if door else 0,
            place=spot.name if spot else "",
            first_name=contact.first_name if contact else "",
            last_name=contact.last_name if contact else "",
            phone=contact.phone if contact else "",
            moment=times.start[row],
        )
        words, language = self.speaker.say(scene, draws)
        original = int(week.original[row])
        team = self.team_for[(service.code, district)]
        steps = self._steps(week, times, row, service, team, channel, draws)
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

    def _steps(
        self,
        week: Week,
        times: Times,
        row: int,
        service: Service,
        team: str,
        channel: str,
        draws: Sequence[float],
    ) -> tuple[Step, ...]:
        """The steps that fall before the end of the history."""
        lives = week.lives
        crew = self.members[team]
        agent = crew[int(draws[6] * len(crew))].code
        typed = channel != "portal"
        clerk = self.counter[int(draws[7] * len(self.counter))].code if typed else ""
        first = Step("received", times.start[row], "agent" if typed else "resident", agent=clerk)
        steps = [first]
        say = self.replies
        if week.original[row] >= 0:
            steps.append(Step("duplicate", times.assigned[row], "agent", team, agent, "duplicate", say.duplicate(draws[8])))
            return self._told(steps)
        quick = bool(lives.quick[row])
        if not quick:
            steps.append(Step("acknowledged", times.acknowledged[row], "agent", team, agent, words=say.acknowledged(service, draws[8])))
        if not quick or draws[9] < 0.6:
            at = times.acknowledged[row] if quick else times.assigned[row]
            if lives.acknowledged[row] < lives.closed[row]:
                steps.append(Step("assigned", at, "agent", team, agent, note=say.note(service, draws[10])))
        if lives.waiting[row] < NEVER:
            steps.append(self._waiting(week, times, row, service, team, agent, draws))
        if not quick and lives.started[row] < lives.closed[row]:
            steps.append(Step("in_progress", times.started[row], "agent", team, agent, words=say.started(service, draws[12]), note=say.note(service, draws[13]) if draws[14] < 0.4 else ""))
        if lives.closed[row] < NEVER:
            steps += self._ending(week, times, row, service, team, agent, draws)
        return self._told(steps)

    def _told(self, steps: list[Step]) -> tuple[Step, ...]:
        return tuple(step for step in steps if step.at <= self.until)

    def _waiting(
        self,
        week: Week,
        times: Times,
        row: int,
        service: Service,
        team: str,
        agent: str,
        draws: Sequence[float],
    ) -> Step:
        """The step that waits for someone, or that sets a date."""
        at, say = times.waiting[row], self.replies
        if week.lives.third[row]:
            third = service.third_parties[int(draws[15] ** 2 * len(service.third_parties))]
            words = say.third_party(third, draws[11])
            return Step("waiting_third_party", at, "agent", team, agent, "third_party", words, third_party=third)
        if week.lives.asked[row]:
            return Step("waiting_resident", at, "agent", team, agent, "missing", say.asked(service, draws[11]))
        closed = int(week.lives.closed[row])
        late_plan = int(week.lives.due[row]) + 5 * DAY
        planned = (times.closed[row] if closed < NEVER else _aware(np.asarray([late_plan]))[0]).date()
        return Step("planned", at, "agent", team, agent, "", say.planned(planned, draws[11]), planned_for=planned)

    def _ending(
        self,
        week: Week,
        times: Times,
        row: int,
        service: Service,
        team: str,
        agent: str,
        draws: Sequence[float],
    ) -> list[Step]:
        """Closed, and perhaps opened and closed again."""
        lives, say = week.lives, self.replies
        at = times.closed[row]
        if lives.declined[row]:
            reason = say.reason(service, draws[16])
            return [Step("declined", at, "agent", team, agent, reason, say.declined(reason, draws[17]))]
        if lives.withdrawn[row]:
            return [Step("withdrawn", at, "resident", words=say.withdrawn(draws[17]))]
        done = [Step("resolved", at, "agent", team, agent, "done", say.resolved(service, draws[17]), say.note(service, draws[18]) if draws[18] < 0.2 else "")]
        if lives.reopened[row] < NEVER:
            done.append(Step("reopened", times.reopened[row], "resident", words=say.reopened(draws[19])))
            done.append(Step("assigned", times.reopened[row], "system", team, agent))
            done.append(Step("resolved", times.closed_again[row], "agent", team, agent, "done", say.resolved(service, draws[20])))
        return done

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
        if last.state != "resolved" or contact is None or contact.news == "none" or draws[21] >= ANSWERED:
            return None
        at = datetime.fromtimestamp(last.at.timestamp() + 1800 + draws[22] * 3 * DAY, PARIS)
        if at > self.until:
            return None
        steps_to = FACES_LATE if week.lives.late[row] else FACES_ON_TIME
        face = next(nth + 1 for nth, limit in enumerate(steps_to) if draws[23] <= limit)
        settled = face >= 3 if draws[24] < 0.93 else face < 3
        words = self.replies.satisfaction(face, draws[25]) if draws[26] < 0.45 else ""
        return Satisfaction(at.replace(microsecond=0), settled, face, words)


def _aware(seconds: Seconds, end: int = 1 << 62) -> list[datetime]:
    """Paris wall-clock seconds to aware datetimes; what comes after `end` is one far date."""
    far = np.minimum(seconds, 4_000_000_000).astype("datetime64[s]").tolist()
    return [
        moment.replace(tzinfo=PARIS) if told else FAR
        for moment, told in zip(far, (seconds <= end).tolist(), strict=True)
    ]


def _contact(channel: str, service: Service, draws: Sequence[float]) -> Contact | None:
    """Who said it, when they left a way to be told."""
    given = {"portal": 0.72, "phone": 0.62, "counter": 0.7, "email": 1.0, "letter": 0.9}[channel]
    if service.place_mode == "none":
        given = max(given, 0.93)
    if draws[0] >= given:
        return None
    return made_person(channel, draws[1], draws[27], draws[28])


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
        draw = draws[29 + nth]
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
    if service.precision == "none" or draws[33] >= FOLLOWED:
        return ()
    many = min(40, 1 + int(-math.log(1 - draws[34] * 0.9999) * 1.9 + (draws[33] < 0.012) * 9))
    span = (end - start).total_seconds()
    times = [
        start.timestamp() + 600 + span * ((draws[35] + nth * 0.618_034) % 1.0) ** 1.6
        for nth in range(many)
    ]
    last = end.timestamp()
    return tuple(datetime.fromtimestamp(int(moment), PARIS) for moment in sorted(times) if moment <= last)
