"""What the exchange tells the frame and the subjects below when the node starts."""


def register() -> None:
    """Register everything; calling it again changes nothing."""
