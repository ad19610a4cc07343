"""What a new password is held against beside Django's own rules: words of this place, and a list of leaked ones.

Both say what Django says of common passwords: many people think of it, so it is guessed first.
"""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError

from samakki.access.domain.passwords import TRADE, rests_on
from samakki.access.models import Officer

CODE = "password_too_common"
TOO_COMMON = "This password is too common."  # Django's own text; pages show the words of its code


class WordsOfThePlace:
    """Refuses a password that rests on the node's names, its agencies' or words of the work."""

    def validate(self, password: str, user: Officer | None = None) -> None:
        """Look at a new password.

        Raises:
            ValidationError: too little is left of it without such words.
        """
        own = (user.desk.name, user.desk.agency.name, user.desk.address) if user is not None and user.desk_id else ()
        if rests_on(password, (*TRADE, *settings.SAMAKKI_PASSWORD_WORDS, *own)):
            raise ValidationError(TOO_COMMON, code=CODE)

    def get_help_text(self) -> str:
        """Nothing: pages have words of their own."""
        return ""


class RefusedPasswords:
    """Refuses what stands in the node's list of leaked passwords; without a list it refuses nothing."""

    def validate(self, password: str, user: Officer | None = None) -> None:
        """Look a new password up, line by line: lists are long, and passwords are seldom changed.

        Raises:
            ValidationError: it is on the list, in whatever case.
            OSError: the list is there and cannot be read.
        """
        path, wanted = Path(settings.SAMAKKI_REFUSED_PASSWORDS), password.casefold()
        if not path.exists():
            return
        with path.open(encoding="utf-8", errors="replace") as lines:
            if any(line.rstrip("\r\n").casefold() == wanted for line in lines):
                raise ValidationError(TOO_COMMON, code=CODE)

    def get_help_text(self) -> str:
        """Nothing: pages have words of their own."""
        return ""
