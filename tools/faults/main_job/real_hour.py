"""A node's hour until it asks for a newer list is over, in its table; run within the node, which may be running."""

import importlib
import os

import django


def main() -> None:
    """Move the last asking back: the node's own keeper asks within a minute, as it does each hour."""
    state = importlib.import_module("samakki.exchange.models").TrustState
    after = importlib.import_module("samakki.exchange.domain.trust.validity").ASK_AFTER
    for one in state.objects.exclude(tried_at=None):
        state.objects.filter(pk=one.pk).update(tried_at=one.tried_at - after)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samakki.node.settings")
    django.setup()
    main()
