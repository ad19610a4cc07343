"""The secretariat of the simulation: hosts a trust list that a ceremony signed, and is down, behind or half-written."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from samakki.exchange.domain.trust.statement import Statement
from samakki.exchange.trust.folder import TrustFolder
from samakki.exchange.trust.names import SAFE_NAME
from samakki.exchange.trust.proposing import add_country, begin, remove_country, state
from samakki.exchange.trust.signing import publish, sign
from samakki.sealing.ceremony import CeremonySigner
from tests.support.ceremony import a_key

NEEDED = 2
A_DAY = timedelta(days=1)


@dataclass(slots=True)
class Secretariat:
    """Who hosts the list, with everybody's ceremony keys.

    Attributes:
        folder: what is carried from country to country, and hosted.
        keys: of each country, of what it states, and of the host, by holder.
        mood: what its answers are like now.
        before: what it hosted before the newest publication.
        dated: when it published last.
    """

    folder: TrustFolder
    keys: dict[str, CeremonySigner]
    mood: str = "fine"
    before: Mapping[str, bytes] = field(default_factory=dict)
    hosted: Mapping[str, bytes] = field(default_factory=dict)
    dated: datetime | None = None

    @classmethod
    def begun(
        cls, folder: Path, statements: Sequence[Statement], *, members: Sequence[str], at: datetime
    ) -> "Secretariat":
        """A first root that two of the countries signed, and the members' statements.

        Args:
            folder: empty; of the list and of the keys.
            statements: of every country that may ever be a member.
            members: countries that are members from the beginning.
            at: now.
        """
        (folder / "keys").mkdir(parents=True)
        holders = [name for one in statements for name in (one.country, f"{one.country} directory")]
        keys = {holder: a_key(folder / "keys", holder) for holder in (*holders, "secretariat")}
        made = cls(TrustFolder(folder / "list"), keys)
        national = [keys[one.country].half for one in statements]
        begin(made.folder, national=national, needed=NEEDED, host=keys["secretariat"].half, at=at)
        for one in statements:
            if one.country in members:
                made.propose(one, at=at)
        made.agree(at=at)
        return made

    def propose(self, stated: Statement, *, at: datetime) -> None:
        """Propose a country that is no member yet, and what it states."""
        held = f"{stated.country} directory"
        add_country(self.folder, stated.country, keys=[self.keys[held].half], at=at)
        state(self.folder, stated, at=at)
        sign(self.folder, self.keys[held])

    def agree(self, *, at: datetime) -> None:
        """Have two countries sign what waits, and publish it."""
        for country in [holder for holder in self.keys if len(holder) == 2][:NEEDED]:  # noqa: PLR2004  (letters)
            sign(self.folder, self.keys[country])
        self.publish(at=at)

    def join(self, stated: Statement, *, at: datetime) -> None:
        """A country becomes a member."""
        self.propose(stated, at=at)
        self.agree(at=at)

    def put_out(self, country: str, *, at: datetime) -> None:
        """A country is a member no longer."""
        remove_country(self.folder, country, at=at)
        self.agree(at=at)

    def publish(self, *, at: datetime) -> None:
        """Put in place what is signed, and date it anew."""
        publish(self.folder, self.keys["secretariat"], at=at)
        self.before, self.hosted = self.hosted or self.folder.files(), self.folder.files()
        self.dated = at

    def date_anew(self, *, at: datetime) -> None:
        """What a host does once a day, and nothing while it is down."""
        if self.mood != "down" and (self.dated is None or at - self.dated >= A_DAY):
            self.publish(at=at)

    def kept(self) -> "Kept":
        """All that it is now."""
        return Kept(dict(self.folder.files()), self.before, self.hosted, self.dated)

    def restore(self, kept: "Kept") -> None:
        """Put everything back."""
        for name in self.folder.names():
            if name not in kept.files:
                (self.folder.path / name).unlink()
        self.folder.write(kept.files)
        self.before, self.hosted, self.dated, self.mood = kept.before, kept.hosted, kept.dated, "fine"


@dataclass(frozen=True, slots=True)
class Kept:
    """A state of the secretariat."""

    files: Mapping[str, bytes]
    before: Mapping[str, bytes]
    hosted: Mapping[str, bytes]
    dated: datetime | None


@dataclass(frozen=True, slots=True)
class Hosted:
    """The list as one node reads it now; a ``Source``."""

    host: Secretariat
    dice: random.Random

    def read(self, name: str) -> bytes | None:
        """As ``Source.read``."""
        if not SAFE_NAME.fullmatch(name) or self.host.mood == "down":
            return None
        new, old = self.host.hosted.get(name), self.host.before.get(name)
        if self.host.mood == "behind":
            return old
        if self.host.mood == "half written":
            return new if self.dice.random() < 0.6 else old  # noqa: PLR2004  (rather more than half of it)
        if new and self.host.mood == "cut short" and self.dice.random() < 0.4:  # noqa: PLR2004  (not every file)
            return new[: self.dice.randrange(len(new))]
        if new and self.host.mood == "garbled" and self.dice.random() < 0.4:  # noqa: PLR2004  (as above)
            at = self.dice.randrange(len(new))
            return new[:at] + bytes([new[at] ^ 1 << self.dice.randrange(8)]) + new[at + 1 :]
        return new
