"""The base of every form, and fields that read values of ``samakki.kernel``; ``{% field %}`` draws them."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import Widget

from samakki.kernel.calendars import Calendar
from samakki.kernel.dates import PartialDate
from samakki.kernel.refusals import InvalidValue
from samakki.kernel.written_dates import parse_as_written
from samakki.ui.wording import worded

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Text: TypeAlias = "str | _StrPromise"
Value = TypeVar("Value")


class Form(forms.Form):
    """A form whose mistakes are shown by the page, in the reader's language, and never by the browser."""

    use_required_attribute = False

    def set_choices(self, name: str, choices: Iterable[tuple[object, object]]) -> None:
        """Say what may be chosen in a field of this form, each value with its words.

        Raises:
            TypeError: nothing is chosen in that field.
        """
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            message = f"nothing is chosen in the field {name}"
            raise TypeError(message)
        field.choices = list(choices)


class ValueField(forms.CharField, Generic[Value]):
    """One line of text that is read into a value: a date, a reference, an address, a telephone number.

    What was typed stays in the field when it cannot be read; beside it stand the reason and what to do, from the
    wording of the refusal. An optional field that was left empty gives ``None``.
    """

    def __init__(
        self,
        *,
        read: Callable[[str], Value],
        label: Text,
        help_text: Text = "",
        required: bool = True,
        widget: Widget | None = None,
    ) -> None:
        """Make a field.

        Args:
            read: turns the text into a value, or raises ``InvalidValue``.
            label: as for any field.
            help_text: as for any field.
            required: as for any field.
            widget: a text input where none is given.
        """
        super().__init__(label=label, help_text=help_text, required=required, widget=widget)
        self._read = read

    def clean(self, value: object) -> Value | None:
        """Read the text, or raise the mistake in words."""
        text: str = super().clean(value)
        if not text:
            return None
        try:
            return self._read(text)
        except InvalidValue as error:
            words = worded(error.refusal)
            raise ValidationError(f"{words.why} {words.now}".strip(), code=error.refusal.code) from error


class DateField(ValueField[PartialDate]):
    """A date as it is written: any local digits, month names, Buddhist years, a year alone."""

    def __init__(
        self, *, label: Text, help_text: Text = "", required: bool = True, calendar: Calendar | None = None
    ) -> None:
        """Make a field.

        Args:
            label: as for any field.
            help_text: as for any field.
            required: as for any field.
            calendar: of the paper; ``None`` where an era mark in the text or the year itself may decide.
        """
        super().__init__(
            read=lambda text: parse_as_written(text, calendar=calendar),
            label=label,
            help_text=help_text,
            required=required,
        )
