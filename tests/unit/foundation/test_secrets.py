"""The key ring."""

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.foundation import secrets as keys
from parvis.foundation.secrets import KeyProblem, KeyRing, SecretsError, place

RING = KeyRing.ephemeral()
HERE = place("people_contact.email", 7)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "secrets" / "keyring.json"


def material(path: Path) -> set[str]:
    """Every key of a file, in the form in which it stands there."""
    document = json.loads(path.read_text())
    return {key for kind in keys.KINDS for key in document[kind].values()}


class TestEncryption:
    @given(st.text())
    def test_what_goes_in_comes_out(self, text: str) -> None:
        assert RING.decrypt(RING.encrypt(text, HERE), HERE) == text

    def test_a_memoryview_as_the_database_gives_it(self) -> None:
        assert RING.decrypt(memoryview(RING.encrypt("Marie", HERE)), HERE) == "Marie"

    def test_the_text_is_not_in_the_token_and_no_two_tokens_are_alike(self) -> None:
        one, other = RING.encrypt("Marie", HERE), RING.encrypt("Marie", HERE)
        assert one != other
        assert b"Marie" not in one

    @pytest.mark.parametrize(
        "elsewhere", [place("people_contact.email", 8), place("people_contact.phone", 7), b""]
    )
    def test_a_token_opens_only_in_its_place(self, elsewhere: bytes) -> None:
        with pytest.raises(SecretsError) as error:
            RING.decrypt(RING.encrypt("Marie", HERE), elsewhere)
        assert error.value.problem == KeyProblem.WRONG_PLACE_OR_CHANGED

    def test_every_changed_byte_is_noticed(self) -> None:
        token = RING.encrypt("Marie", HERE)
        for at in range(len(token)):
            changed = bytearray(token)
            changed[at] ^= 1
            with pytest.raises(SecretsError):
                RING.decrypt(bytes(changed), HERE)

    @pytest.mark.parametrize("raw", [b"", b"Marie", b"\x02" * 60, b"\x01\x00\x01short"])
    def test_what_is_no_token_says_so(self, raw: bytes) -> None:
        with pytest.raises(SecretsError) as error:
            RING.decrypt(raw, HERE)
        assert error.value.problem == KeyProblem.NOT_A_TOKEN

    def test_another_ring_does_not_open_it(self) -> None:
        with pytest.raises(SecretsError):
            KeyRing.ephemeral().decrypt(RING.encrypt("Marie", HERE), HERE)


class TestBlindIndex:
    def test_one_value_one_index(self) -> None:
        index = RING.index("marie@exemple.fr", "contact.email", 7)
        assert index == RING.index("marie@exemple.fr", "contact.email", 7)
        assert len(index) == keys.INDEX_BYTES == 18

    def test_purposes_authorities_and_rings_have_unrelated_indexes(self) -> None:
        found = {
            RING.index("marie@exemple.fr", "contact.email", 7),
            RING.index("marie@exemple.fr", "contact.email", 8),
            RING.index("marie@exemple.fr", "account.email", 7),
            RING.index("marie@exemple.com", "contact.email", 7),
            KeyRing.ephemeral().index("marie@exemple.fr", "contact.email", 7),
        }
        assert len(found) == 5

    def test_neither_encryption_nor_seal_keys_serve_for_it(self) -> None:
        swapped = KeyRing({**RING.keys, "index": RING.keys["encryption"]})
        assert swapped.index("x", "y", 1) != RING.index("x", "y", 1)


class TestSeals:
    def test_a_seal_is_checked_by_the_ring_and_by_an_outsider(self) -> None:
        seal = RING.seal(b"root")
        assert RING.verify_seal(b"root", seal)
        assert not RING.verify_seal(b"roof", seal)
        assert keys.verify_with_public_key(RING.public_key(), b"root", seal.signature)
        other = KeyRing.ephemeral().public_key()
        assert not keys.verify_with_public_key(other, b"root", seal.signature)

    def test_a_seal_of_an_unknown_key_is_not_ours(self) -> None:
        assert not RING.verify_seal(b"root", keys.Seal(9, RING.seal(b"root").signature))
        with pytest.raises(SecretsError):
            RING.public_key(9)


class TestFile:
    def test_created_for_its_owner_alone_and_read_back(self, path: Path) -> None:
        ring = keys.create_keyring(path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert keys.load_keyring(path) == ring

    def test_never_overwritten(self, path: Path) -> None:
        keys.create_keyring(path)
        before = path.read_bytes()
        with pytest.raises(SecretsError) as error:
            keys.create_keyring(path)
        assert error.value.problem == KeyProblem.EXISTS
        assert path.read_bytes() == before

    def test_a_missing_ring_says_what_to_do(self, path: Path) -> None:
        with pytest.raises(SecretsError, match="restore it") as error:
            keys.load_keyring(path)
        assert error.value.problem == KeyProblem.MISSING

    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
    def test_a_ring_that_others_read_is_refused(self, path: Path, mode: int) -> None:
        keys.create_keyring(path)
        path.chmod(mode)
        with pytest.raises(SecretsError, match="chmod 600") as error:
            keys.load_keyring(path)
        assert error.value.problem == KeyProblem.READABLE_BY_OTHERS

    @pytest.mark.parametrize(
        "content",
        [
            "",
            "not json",
            "[]",
            "{}",
            '{"format": 2}',
            '{"format": 1, "encryption": {}, "index": {}, "seal": {}}',
            '{"format": 1, "encryption": {"1": "c2hvcnQ="}, "index": {"1": "x"}, "seal": {}}',
            '{"format": 1, "encryption": {"1": 5}, "index": {}, "seal": {}}',
        ],
    )
    def test_a_broken_ring_says_so_without_quoting_it(self, path: Path, content: str) -> None:
        path.parent.mkdir()
        path.touch(mode=0o600)
        path.write_text(content)
        with pytest.raises(SecretsError) as error:
            keys.load_keyring(path)
        assert error.value.problem == KeyProblem.MALFORMED
        assert error.value.__cause__ is None
        assert "c2hvcnQ" not in str(error.value)

    def test_no_key_is_ever_shown(self, path: Path) -> None:
        ring = keys.create_keyring(path)
        shown = repr(ring) + str(ring) + f"{ring!r:>10}"
        assert "KeyRing" in shown
        assert not any(key in shown for key in material(path))
        assert not any(
            repr(key) in shown for kind in keys.KINDS for key in ring.keys[kind].values()
        )


class TestRotation:
    def test_the_new_key_writes_and_the_old_one_still_reads(self, path: Path) -> None:
        old = keys.create_keyring(path)
        token = old.encrypt("Marie", HERE)
        new = keys.rotate_keyring(path)
        assert new.newest("encryption") == 2
        assert new.newest("index") == 1
        assert new.decrypt(token, HERE) == "Marie"
        assert new.needs_rotation(token)
        assert not old.needs_rotation(token)
        assert not new.needs_rotation(new.encrypt("Marie", HERE))

    def test_a_process_with_the_old_ring_names_the_key_it_lacks(self, path: Path) -> None:
        old = keys.create_keyring(path)
        token = keys.rotate_keyring(path).encrypt("Marie", HERE)
        with pytest.raises(SecretsError, match="no key 2") as error:
            old.decrypt(token, HERE)
        assert error.value.problem == KeyProblem.UNKNOWN_KEY

    def test_a_person_is_found_under_the_old_and_the_new_index_key(self, path: Path) -> None:
        old = keys.create_keyring(path)
        stored = old.index("marie@exemple.fr", "contact.email", 7)
        new = keys.rotate_keyring(path, "index")
        assert stored in new.indexes("marie@exemple.fr", "contact.email", 7)
        assert new.needs_reindex(stored)
        fresh = new.index("marie@exemple.fr", "contact.email", 7)
        assert not new.needs_reindex(fresh)
        assert new.indexes("marie@exemple.fr", "contact.email", 7) == [fresh, stored]

    def test_an_old_key_can_be_retired_and_the_newest_can_not(self, path: Path) -> None:
        token = keys.create_keyring(path).encrypt("Marie", HERE)
        keys.rotate_keyring(path)
        ring = keys.retire_key(path, "encryption", 1)
        with pytest.raises(SecretsError, match="no key 1"):
            ring.decrypt(token, HERE)
        with pytest.raises(ValueError, match="old key"):
            keys.retire_key(path, "encryption", 2)
        assert keys.load_keyring(path) == ring

    def test_the_file_stays_private_and_alone(self, path: Path) -> None:
        keys.create_keyring(path)
        keys.rotate_keyring(path, "encryption", "index", "seal")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert [found.name for found in path.parent.iterdir()] == ["keyring.json"]

    def test_seals_of_old_keys_stay_good(self, path: Path) -> None:
        seal = keys.create_keyring(path).seal(b"root")
        assert keys.rotate_keyring(path, "seal").verify_seal(b"root", seal)

    def test_an_unknown_kind_is_refused(self, path: Path) -> None:
        keys.create_keyring(path)
        with pytest.raises(ValueError, match="no such kind"):
            keys.rotate_keyring(path, "door")

    def test_the_ring_of_a_process_is_read_once(self, path: Path) -> None:
        keys.create_keyring(path)
        assert keys.keyring_at(path) is keys.keyring_at(path)
        rotated = keys.rotate_keyring(path)
        assert keys.keyring_at(path) == rotated
