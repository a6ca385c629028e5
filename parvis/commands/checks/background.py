"""What happens behind the pages: the worker, the journal's readers, and what holds them back."""

from datetime import timedelta

import psycopg

from parvis.commands.checks.finding import Finding, note, ok, wrong
from parvis.commands.words import _

# The worker says that it lives every ten seconds, and is taken for dead after thirty.
SILENCE_SECONDS = 30
LATE_SECONDS = 60
LONG_SECONDS = 10

_HEARTBEAT = "select extract(epoch from now() - max(last_heartbeat)) from procrastinate_workers"
_WAITING = """
    select count(*), extract(epoch from now() - min(e.at))
    from procrastinate_jobs j
    join lateral (
        select max(at) as at from procrastinate_events
        where job_id = j.id and type in ('deferred', 'scheduled')
    ) e on true
    where j.status = 'todo' and (j.scheduled_at is null or j.scheduled_at < now())
"""
_LAG = """
    select c.reader, count(e.id), coalesce(extract(epoch from now() - min(e.recorded_at)), 0)
    from journal_checkpoint c
    left join journal_entry e
      on (e.epoch, e.transaction, e.id) > (c.epoch, c.transaction::text::xid8, c.entry_id)
    group by c.reader order by c.reader
"""
# Only a transaction that writes holds the readers back: one that only reads has no number.
_HOLDING = """
    select pid, coalesce(application_name, ''), coalesce(usename, ''),
           extract(epoch from now() - xact_start), coalesce(state, '')
    from pg_stat_activity
    where backend_xid is not null and pid <> pg_backend_pid()
    order by backend_xid::text::bigint limit 5
"""
_TROUBLE = """
    select reader, error, count(*), count(*) filter (where try_again_at is null)
    from journal_trouble group by 1, 2 order by 1, 2
"""
_PREPARED = (
    "select gid, extract(epoch from now() - prepared) from pg_prepared_xacts order by 2 desc"
)


def worker(connection: psycopg.Connection) -> Finding:
    """Does a worker live?"""
    row = connection.execute(_HEARTBEAT).fetchone()
    silence = row[0] if row else None
    if silence is None or silence > SILENCE_SECONDS:
        return wrong(
            _("No worker is at work: nothing is sent, counted or sealed"),
            _("Start it: parvis worker (make run starts it too)."),
        )
    return ok(_("A worker is at work"))


def jobs(connection: psycopg.Connection) -> Finding:
    """Does the background keep up?"""
    row = connection.execute(_WAITING).fetchone()
    count, age = row if row else (0, None)
    if count and age and age > LATE_SECONDS:
        return note(
            _("{count} jobs wait, the oldest for {age}").format(count=count, age=_age(age)),
            _("If it lasts, start a second worker: parvis worker"),
        )
    return ok(_("No job waits for long"))


def readers(connection: psycopg.Connection) -> list[Finding]:
    """How far is each reader of the journal behind? `connection` is the readers' log-in."""
    found = []
    for name, behind, age in connection.execute(_LAG).fetchall():
        said = _("The reader '{name}' is {count} entries behind").format(name=name, count=behind)
        if age > LATE_SECONDS:
            found.append(
                wrong(
                    _("{said}, the oldest for {age}").format(said=said, age=_age(age)),
                    _("See the worker's log, and the transaction below if there is one."),
                )
            )
        else:
            found.append(ok(said))
    return found or [note(_("No reader of the journal has begun yet"))]


def troubles(connection: psycopg.Connection) -> list[Finding]:
    """Which entries could a reader not handle? `connection` is the readers' log-in."""
    found = []
    for reader, error, count, parked in connection.execute(_TROUBLE).fetchall():
        said = _("The reader '{reader}' could not handle {count} entries ({error})").format(
            reader=reader, count=count, error=error
        )
        if parked:
            advice = _("Look into the worker's log; once mended: parvis journal retry")
            found.append(wrong(said, advice))
        else:
            found.append(note(said, _("They are tried again by themselves.")))
    return found or [ok(_("No entry of the journal was set aside"))]


def holding(connection: psycopg.Connection) -> list[Finding]:
    """Which open transactions hold the readers back, the oldest first?"""
    found = [
        _open_transaction(*row)
        for row in connection.execute(_HOLDING).fetchall()
        # Without the right to see another role's sessions, the age is hidden.
        if row[3] is None or row[3] > LONG_SECONDS
    ]
    found += [
        wrong(
            _("A prepared transaction holds the journal's readers back: {name}, {age}").format(
                name=name, age=_age(age)
            ),
            _("End it as administrator: rollback prepared '{name}'").format(name=name),
        )
        for name, age in connection.execute(_PREPARED).fetchall()
        if age > LONG_SECONDS
    ]
    return found or [ok(_("No long transaction holds the journal's readers back"))]


def _open_transaction(
    pid: int, application: str, user: str, age: float | None, state: str
) -> Finding:
    said = _(
        "A transaction holds the journal's readers back: process {pid}, {age}, "
        "application '{application}', role '{user}', {state}"
    )
    return wrong(
        said.format(
            pid=pid,
            age=_age(age) if age is not None else _("for an unknown time"),
            application=application,
            user=user,
            state=state,
        ),
        _("Let it end, or end it as administrator: select pg_terminate_backend({pid})").format(
            pid=pid
        ),
    )


def _age(seconds: float) -> str:
    return str(timedelta(seconds=int(seconds)))
