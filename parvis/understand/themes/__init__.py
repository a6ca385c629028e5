"""What many contributions speak of, together."""
