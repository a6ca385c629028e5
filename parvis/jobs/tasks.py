"""Background tasks, deferred by name through `adapters.queue`."""

from procrastinate.contrib.django import app

from parvis.flows.follow_journal import follow_to_end


@app.task(name="journal.wake", pass_context=False)
def wake_readers() -> None:
    """Something was written: let the journal's readers go on."""
    follow_to_end()
