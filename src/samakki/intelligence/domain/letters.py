"""Whether a text is in the letters it seems to be: Zawgyi is Burmese in code points that mean other letters."""

from samakki.names.zawgyi import to_unicode, zawgyi_probability

ASK_FROM = 0.5


def is_zawgyi_likely(text: str) -> bool:
    """Whether an officer should be asked. Nothing is converted without an answer."""
    return zawgyi_probability(text) >= ASK_FROM


def converted(text: str) -> str:
    """The text in Unicode, line by line; the bytes as received are kept apart."""
    return "\n".join(to_unicode(line) for line in text.split("\n"))
