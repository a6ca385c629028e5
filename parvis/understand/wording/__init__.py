"""A sentence as it may leave the house to be worded, and what came back judged."""
