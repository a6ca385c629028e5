"""Whether districts are served alike, for comparable requests."""
