"""Django's entry to the subject."""

from django.apps import AppConfig


class NodeAppConfig(AppConfig):
    """Settings, checks and wiring of this installation."""

    name = "samakki.node"
    label = "node"
