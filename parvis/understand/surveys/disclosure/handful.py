"""How many people may be told of: known without the libraries that count them."""

K = 5
"""Fewer people than this are never told of."""
