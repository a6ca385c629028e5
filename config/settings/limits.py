"""How often a stranger may knock, per address; see `parvis/web/middleware/limits.py`."""

from config import environment

# A forwarded address is believed only when it comes from one of these proxies.
PARVIS_TRUSTED_PROXIES = environment.words("PARVIS_TRUSTED_PROXIES")
PARVIS_RATE_READ = environment.text("PARVIS_RATE_READ", "600/minute")
PARVIS_RATE_WRITE = environment.text("PARVIS_RATE_WRITE", "60/minute")
PARVIS_RATE_CODE = environment.text("PARVIS_RATE_CODE", "20/hour")
PARVIS_MAX_NEWS_PER_DAY = environment.number("PARVIS_MAX_NEWS_PER_DAY", 3)
# What leaves the house waits this long, so that an undo can still hold it back.
PARVIS_HOLD_SECONDS = environment.number("PARVIS_HOLD_SECONDS", 60)
