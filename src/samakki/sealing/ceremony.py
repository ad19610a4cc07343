"""Keys with which people of several countries sign the trust list: sealed by a passphrase, kept offline, on a stick.

The signer is what the TUF library takes, so that a country may keep its key in a hardware module instead: any other
``securesystemslib`` signer does the same work.

Source:
    RFC 9106 (Argon2id, with the memory of its second recommendation), RFC 8439; The Update Framework, section 4.2.
"""

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from securesystemslib.signer import Key, Signature, Signer, SSlibKey

from samakki.sealing.errors import KeyFileBroken, SealBroken
from samakki.sealing.keyfiles import create_key_file, read_key_file

LEAST_PASSPHRASE: Final = 12
HOLDER_FIELD: Final = "samakki_holder"
_SECRET, _PUBLIC = "samakki-ceremony-key-1", "samakki-ceremony-public-1"
_SEED = _SALT = 32
_NONCE = 12
_MOST_PASSES, _MOST_LANES, _KIBIBYTES = 20, 8, range(64, 1024 * 1024 + 1)
_LONGEST_HOLDER = 40


@dataclass(frozen=True, slots=True)
class Cost:
    """What guessing one passphrase costs; stands in the file, within bounds that a small machine bears."""

    passes: int = 3
    lanes: int = 4
    kibibytes: int = 64 * 1024

    def __post_init__(self) -> None:
        """Refuse what would keep a machine busy for minutes."""
        is_bearable = 1 <= self.passes <= _MOST_PASSES and 1 <= self.lanes <= _MOST_LANES
        if not is_bearable or self.kibibytes not in _KIBIBYTES:
            message = "The cost of the passphrase in this key file is out of bounds."
            raise KeyFileBroken(message)


COST = Cost()


@dataclass(frozen=True, slots=True)
class PublicCeremonyKey:
    """The half that is given away.

    Attributes:
        holder: whose key it is, in the words of the people who sign: "KH", "secretariat".
        public: 32 bytes.
    """

    holder: str
    public: bytes

    @property
    def id(self) -> str:
        """64 hexadecimal digits, SHA-256 of the public half."""
        return hashlib.sha256(self.public).hexdigest()

    @property
    def key(self) -> Key:
        """As the TUF library takes it; the holder stands in it and is signed with it."""
        value = {"public": self.public.hex()}
        return SSlibKey(self.id, "ed25519", "ed25519", value, {HOLDER_FIELD: self.holder})

    def to_bytes(self) -> bytes:
        """The file that is handed to whoever prepares the signing."""
        content = {"format": _PUBLIC, "holder": self.holder, "public": self.public.hex()}
        return (json.dumps(content, indent=1) + "\n").encode("utf-8")

    @classmethod
    def from_bytes(cls, content: bytes) -> "PublicCeremonyKey":
        """Read that file.

        Raises:
            KeyFileBroken: it is another file.
        """
        given = _read(content, _PUBLIC, {"format", "holder", "public"})
        try:
            public = bytes.fromhex(given["public"])
        except (ValueError, TypeError):
            public = b""
        if len(public) != _SEED:
            raise _broken()
        return cls(_holder(given), public)


@dataclass(frozen=True, slots=True)
class CeremonySigner(Signer):
    """A key that was opened by its passphrase; lives as long as one command."""

    half: PublicCeremonyKey
    _private: Ed25519PrivateKey = field(repr=False)

    @property
    def public_key(self) -> Key:
        """The public half."""
        return self.half.key

    def sign(self, payload: bytes) -> Signature:
        """Sign."""
        return Signature(self.half.id, self._private.sign(payload).hex())

    @classmethod
    def from_priv_key_uri(cls, *_given: object, **_options: object) -> NoReturn:
        """Not offered: a key is opened by ``open_ceremony_key`` and in no other way."""
        message = "ceremony keys are not opened by an address"
        raise ValueError(message)


def create_ceremony_key(path: Path, *, holder: str, passphrase: str, cost: Cost | None = None) -> PublicCeremonyKey:
    """Make a key and the file that holds it sealed.

    Args:
        path: of the new file.
        holder: whose key it is; up to 40 letters, digits, spaces and hyphens.
        passphrase: at least `LEAST_PASSPHRASE` characters.
        cost: of guessing; that of this version unless given.

    Raises:
        FileExistsError: there is a file already.
        ValueError: the passphrase is too short.
        KeyFileBroken: `holder` has another form.
    """
    if len(passphrase) < LEAST_PASSPHRASE:
        message = f"a passphrase has at least {LEAST_PASSPHRASE} characters"
        raise ValueError(message)
    _holder({"holder": holder})
    seed, salt, nonce, cost = (
        secrets.token_bytes(_SEED),
        secrets.token_bytes(_SALT),
        secrets.token_bytes(_NONCE),
        cost or COST,
    )
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    shown = {
        "format": _SECRET,
        "holder": holder,
        "public": public.hex(),
        "passes": cost.passes,
        "lanes": cost.lanes,
        "kibibytes": cost.kibibytes,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
    }
    sealed = ChaCha20Poly1305(_derived(passphrase, salt, cost)).encrypt(nonce, seed, _bound(shown))
    create_key_file(path, (json.dumps(shown | {"sealed": sealed.hex()}, indent=1) + "\n").encode("ascii"))
    return PublicCeremonyKey(holder, public)


def open_ceremony_key(path: Path, passphrase: str) -> CeremonySigner:
    """The key in a file.

    Raises:
        KeyMissing, KeyExposed: as ``read_key_file``.
        KeyFileBroken: it is another file.
        SealBroken: the passphrase is wrong, or the file was changed.
    """
    names = {"format", "holder", "public", "passes", "lanes", "kibibytes", "salt", "nonce", "sealed"}
    given = _read(read_key_file(path), _SECRET, names)
    try:
        cost = Cost(int(given["passes"]), int(given["lanes"]), int(given["kibibytes"]))
        salt, nonce, sealed = (bytes.fromhex(given[name]) for name in ("salt", "nonce", "sealed"))
        if (len(salt), len(nonce)) != (_SALT, _NONCE):
            raise _broken()
    except (ValueError, TypeError) as error:
        raise _broken() from error
    shown = {name: value for name, value in given.items() if name != "sealed"}
    try:
        seed = ChaCha20Poly1305(_derived(passphrase, salt, cost)).decrypt(nonce, sealed, _bound(shown))
    except InvalidTag:
        message = f"{path} does not open: the passphrase is another one, or the file was changed."
        raise SealBroken(message, file=path.name) from None
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes_raw()
    if not hmac.compare_digest(public.hex(), str(given["public"])):
        raise _broken()
    return CeremonySigner(PublicCeremonyKey(_holder(given), public), private)


def _derived(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    derive = Argon2id(salt=salt, length=_SEED, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.kibibytes)
    return derive.derive(passphrase.encode("utf-8"))


def _bound(shown: dict[str, Any]) -> bytes:
    # What stands beside the sealed half is bound to it: another holder's name or a lower cost does not open.
    return json.dumps(shown, sort_keys=True).encode("ascii")


def _read(content: bytes, form: str, names: set[str]) -> dict[str, Any]:
    try:
        given = json.loads(content)
    except (ValueError, RecursionError):
        raise _broken() from None
    if not isinstance(given, dict) or given.get("format") != form or given.keys() != names:
        raise _broken()
    return given


def _holder(given: dict[str, Any]) -> str:
    holder = given["holder"]
    if (
        not isinstance(holder, str)
        or not 1 <= len(holder) <= _LONGEST_HOLDER
        or not all(one.isascii() and (one.isalnum() or one in " -/") for one in holder)
    ):
        message = "The holder of a key is named by up to 40 letters, digits, spaces, hyphens and strokes."
        raise KeyFileBroken(message)
    return holder


def _broken() -> KeyFileBroken:
    return KeyFileBroken(
        "This is not a key file of a signing ceremony, or was changed. Use the copy that was put aside."
    )
