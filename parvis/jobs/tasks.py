"""Background tasks, deferred by name through `adapters.queue`, and those that come round by
themselves. Each may run twice, or be cut short at any point: what it does is looked up anew."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from parvis.authorities.queries import all_authority_ids
from parvis.flows import import_answers, invite_people, pass_on, resume_link, studies
from parvis.flows.project_public import SHOW, show
from parvis.flows.publish_results import PUBLISH, RELEASE, publish_wished, release_due
from parvis.flows.retention import retain_everywhere
from parvis.flows.seal_journals import mail_seals, seal_all
from parvis.flows.survey_life import look_after
from parvis.flows.withdraw import GATHER, gather_late
from parvis.foundation.clock import now
from parvis.inform.notifications.sending import send_due
from parvis.jobs import housekeeping, sending, studying
from parvis.journal.rules import SYSTEM

# Three seconds, then longer each time, some hours in all: nobody else would show it.
_PATIENCE = RetryStrategy(max_attempts=10, exponential_wait=3)


@app.task(name="news.send", pass_context=False)
def send_news(authority: int) -> None:
    """Something may leave now at one authority."""
    send_due(authority)


@app.periodic(cron="* * * * *")
@app.task(name="news.sweep", queueing_lock="news.sweep", pass_context=False)
def sweep_news(timestamp: int) -> None:
    """Whatever no job woke for: retries, mornings, a worker that died."""
    sending.everywhere(send_due, what="the news")


@app.task(name=pass_on.SEND, pass_context=False)
def pass_requests_on(authority: int) -> None:
    """A letter to another authority may leave."""
    pass_on.send_due(authority)


@app.periodic(cron="* * * * *")
@app.task(name="transmissions.sweep", queueing_lock="transmissions.sweep", pass_context=False)
def sweep_transmissions(timestamp: int) -> None:
    """Whatever no job woke for: letters tried again, a worker that died."""
    sending.everywhere(pass_on.send_due, what="the letters")


@app.periodic(cron="* * * * *")
@app.task(name="surveys.sweep", queueing_lock="surveys.sweep", pass_context=False)
def sweep_surveys(timestamp: int) -> None:
    """Sealed answers are written, what is over is closed, invitations and reminders leave."""
    sending.everywhere(look_after, what="the surveys")
    sending.everywhere(invite_people.send_due, what="the invitations")


@app.task(name=import_answers.GO_ON, retry=_PATIENCE, pass_context=False)
def import_a_sheet(authority: int, batch: int) -> None:
    """A sheet of answers is to be looked through, or taken in."""
    import_answers.go_on(authority, batch)


@app.task(
    name=resume_link.SEND,
    retry=RetryStrategy(max_attempts=8, exponential_wait=3, retry_exceptions=[resume_link.NotSent]),
    pass_context=False,
)
def mail_resume_link(authority: int, draft: int) -> None:
    """Somebody asked for the link to what they answered so far."""
    resume_link.send_resume_link(authority, draft)


@app.task(name=PUBLISH, retry=_PATIENCE, pass_context=False)
def publish_results(authority: int, survey: int) -> None:
    """An agent wishes to publish what came of a survey."""
    publish_wished(authority, survey)


@app.task(name=RELEASE, pass_context=False)
def release_results(authority: int, survey: int) -> None:
    """Enough have answered a survey whose results are seen at once; it is looked at again within a
    minute if this fails."""
    release_due(authority, survey)


@app.task(name=GATHER, retry=_PATIENCE, pass_context=False)
def gather_what_came_late(authority: int, team: int) -> None:
    """A team was withdrawn a moment ago: what was still sent there goes on."""
    gather_late(authority, team)


@app.task(name=SHOW, retry=_PATIENCE, pass_context=False)
def show_in_public(authority: int, case: int) -> None:
    """What an agent did to a case can no longer be undone: the public sees it."""
    show(authority, case)


@app.task(name=studies.RUN, pass_context=False)
def run_a_study(authority: int, study: int) -> None:
    """Something was asked for that takes longer than a page may."""
    studying.work_out(authority, study)


@app.periodic(cron="23 2 * * *")
@app.task(name="studies.nightly", queueing_lock="studies.nightly", pass_context=False)
def ask_studies(timestamp: int) -> None:
    """Every night: what pages show of the whole is worked out anew."""
    sending.everywhere(studies.ask_nightly, what="the studies")


@app.periodic(cron="* * * * *")
@app.task(name="jobs.rescue", queueing_lock="jobs.rescue", pass_context=False)
async def rescue(timestamp: int) -> None:
    """Jobs that a dead worker had in hand are taken up again."""
    await housekeeping.rescue_stalled()


@app.periodic(cron="*/15 * * * *")
@app.task(name="journal.seal", queueing_lock="journal.seal", pass_context=False)
def seal(timestamp: int) -> None:
    """Seal what came since the last time."""
    seal_all()


@app.periodic(cron="17 3 * * *")
@app.task(name="house.tidy", queueing_lock="house.tidy", pass_context=False)
async def tidy(timestamp: int) -> None:
    """Every night: done jobs go, the journal's next months are made ready."""
    await housekeeping.tidy()


@app.periodic(cron="41 3 * * *")
@app.task(name="house.retain", queueing_lock="house.retain", pass_context=False)
def retain(timestamp: int) -> None:
    """Every night: what is past its time to keep goes."""
    retain_everywhere(by=SYSTEM, now=now())


@app.periodic(cron="7 6 * * *")
@app.task(name="journal.mail_seals", queueing_lock="journal.mail_seals", pass_context=False)
def mail_newest_seals(timestamp: int) -> None:
    """Every morning: the newest seal goes to each data protection officer."""
    for authority in all_authority_ids():
        mail_seals(authority)
