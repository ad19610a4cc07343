"""Django's entry to the subject."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Trust list, directory of desks, envelopes on their way out and in."""

    name = "samakki.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the frame words, menu entries and panels."""
        from samakki.exchange.web import starting  # noqa: PLC0415  (models must be loaded first)

        starting.register()
