"""What subjects above matching fill when the node starts."""

from collections.abc import Callable, Sequence

Changed = Callable[[Sequence[str]], None]
"""Takes references of entities whose profile is another now, after the transaction that did it has committed."""

profile_changed: dict[str, Changed] = {}


def on_profile_changed(name: str, told: Changed) -> None:
    """Have `told` called after every commit that joined entities or took them apart."""
    profile_changed[name] = told
