"""What the throttle of sign-in counts by."""

from django.utils.crypto import salted_hmac


def throttled(username: str) -> str:
    """A user name as the throttle keeps it: a keyed hash, the same for every letter case.

    People type their password into the wrong box, and the throttle's table must not hold it.

    Args:
        username: as typed; any text.

    Returns:
        40 hexadecimal digits; "" for an empty name.
    """
    tidy = username.strip().lower()
    return salted_hmac("samakki.throttle", tidy).hexdigest()[:40] if tidy else ""
