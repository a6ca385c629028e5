"""Where requests get stuck: what waits now, on whom, by which paths, and what goes with delay."""
