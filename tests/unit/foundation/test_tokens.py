"""Bearer tokens."""

import re

from parvis.foundation.tokens import new_token, token_hash


def test_tokens_are_long_url_safe_and_unlike() -> None:
    tokens = {new_token() for _ in range(1_000)}
    assert len(tokens) == 1_000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{32}", token) for token in tokens)


def test_the_hash_is_sha_256() -> None:
    assert token_hash("abc").hex() == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


def test_a_token_is_not_in_its_hash() -> None:
    token = new_token()
    assert token.encode() not in token_hash(token)
