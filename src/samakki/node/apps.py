"""Django's entry to the subject."""

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Tags, register

from samakki.node.checks import check_deployment


class NodeAppConfig(AppConfig):
    """Settings, checks and wiring of this installation."""

    name = "samakki.node"
    label = "node"

    def ready(self) -> None:
        """Register the checks for deployment and join the subjects."""
        from samakki.node import wiring  # noqa: PLC0415  (its pages have tables, which are ready only now)

        register(check_deployment, Tags.security, deploy=True)
        wiring.join(settings.CONFIG)
