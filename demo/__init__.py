"""The demonstration town: made up, deterministic, pure Python.

Nothing here imports Django. Same seed, same bytes. Every record says `made_up`.
"""
