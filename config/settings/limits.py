"""How often a stranger may knock, per address; see `parvis/web/middleware/limits.py`."""

from config import environment

# A forwarded address is believed only when it comes from one of these proxies.
PARVIS_TRUSTED_PROXIES = environment.words("PARVIS_TRUSTED_PROXIES")
PARVIS_RATE_READ = environment.text("PARVIS_RATE_READ", "600/minute")
PARVIS_RATE_WRITE = environment.text("PARVIS_RATE_WRITE", "60/minute")
# A whole street may share an address; a machine sends more.
PARVIS_RATE_REPORT = environment.text("PARVIS_RATE_REPORT", "40/hour")
# To one survey: a school answers from one address; a machine sends more.
PARVIS_RATE_ANSWER = environment.text("PARVIS_RATE_ANSWER", "300/hour")
# Links back to a survey that was begun, mailed, by network address and by mailbox.
PARVIS_RATE_RESUME = environment.text("PARVIS_RATE_RESUME", "6/hour")
# Nobody reads, chooses and sends a report in less: whoever does, sends it once more.
PARVIS_SHORTEST_SECONDS = environment.number("PARVIS_SHORTEST_SECONDS", 3)
PARVIS_RATE_CODE = environment.text("PARVIS_RATE_CODE", "20/hour")
PARVIS_MAX_NEWS_PER_DAY = environment.number("PARVIS_MAX_NEWS_PER_DAY", 3)
# An address that nobody confirmed gets no more than this a day, whatever the number of reports.
PARVIS_MAX_UNCONFIRMED_PER_DAY = environment.number("PARVIS_MAX_UNCONFIRMED_PER_DAY", 5)
# How long after its end a resident may have a case looked at again.
PARVIS_REOPEN_DAYS = environment.number("PARVIS_REOPEN_DAYS", 60)
# Wrong codes in an hour, from everywhere: beyond, the e-mail or phone given is asked for too.
PARVIS_MOST_WRONG_CODES = environment.number("PARVIS_MOST_WRONG_CODES", 500)
# What leaves the house waits this long, so that an undo can still hold it back.
PARVIS_HOLD_SECONDS = environment.number("PARVIS_HOLD_SECONDS", 60)
# Whoever was invited to one survey is invited to no other for so many days.
PARVIS_ASK_REST_DAYS = environment.number("PARVIS_ASK_REST_DAYS", 30)
