"""The form that describes a place: words first, then codes of the gazetteer, a pin, and who told it."""

from collections.abc import Mapping
from datetime import date
from typing import Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import NO_SUGGESTIONS, DataSelect
from samakki.entities.domain.kinds import Kind
from samakki.entities.domain.reading import BurmeseTyping, tidy
from samakki.entities.domain.statements import NewEntity, NewPlace, check_place
from samakki.entities.queries import EntityDetail
from samakki.entities.web.forms import choices
from samakki.entities.web.forms.describing import DescribeForm
from samakki.entities.web.forms.plans import Group
from samakki.entities.web.forms.statements import WithdrawForm
from samakki.entities.web.wording.kinds import DESCRIBERS, PLACE_KINDS
from samakki.kernel.digits import ascii_digits
from samakki.kernel.grades import Grade
from samakki.kernel.refusals import InvalidValue, Refusal
from samakki.ui.wording import worded

LOOK = "look"
"""Name of the buttons that show the provinces of a country or the districts of a province; they save nothing."""

FIELD_OF_REFUSAL = {
    "place-without-words": "words",
    "value-too-long": "words",
    "value-not-text": "words",
    "value-empty": "words",
    "pin-half": "latitude",
    "pin-outside": "latitude",
    "radius-out-of-range": "radius_m",
    "radius-without-pin": "radius_m",
    "province-unknown": "province",
    "province-elsewhere": "province",
    "district-unknown": "district",
    "district-elsewhere": "district",
    "country-unknown": "country",
    "describer-unknown": "described_by",
}
GONE = _("That does not lie in what you chose above. Choose again.")


class NumberText(forms.CharField):
    """A number in any digits; a text field, since number fields of browsers refuse local digits and commas."""

    def clean(self, value: object) -> float | None:
        """Read the number, or raise the mistake in words."""
        text = ascii_digits(str(super().clean(value) or "")).strip().replace(",", ".").rstrip("°")
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            raise ValidationError(_("Type a number, such as 13.659")) from None
        if number != number or abs(number) > 1e9:  # noqa: PLR0124, PLR2004  (not a number; a number of no place)
            raise ValidationError(_("Type a number, such as 13.659"))
        return number


class PlaceForm(DescribeForm):
    """A house or place. Only the words are needed."""

    words = forms.CharField(
        label=_("Where is it?"),
        help_text=_("In the words of who told it: near the pagoda after the bridge, blue gate."),
        widget=forms.Textarea(attrs={"rows": "3"}),
        strip=False,
        error_messages={"required": _("Type where it is in the words of who told it")},
    )
    place_kind = forms.ChoiceField(label=_("Kind of place"), required=False)
    country = forms.ChoiceField(label=_("Country"), choices=choices.countries, required=False, widget=DataSelect)
    province = forms.ChoiceField(
        label=_("Province"), required=False, widget=DataSelect, error_messages={"invalid_choice": GONE}
    )
    district = forms.ChoiceField(
        label=_("District"), required=False, widget=DataSelect, error_messages={"invalid_choice": GONE}
    )
    latitude = NumberText(
        label=_("Latitude"), required=False, help_text=_("Such as 13.659"), widget=forms.TextInput(attrs=NO_SUGGESTIONS)
    )
    longitude = NumberText(
        label=_("Longitude"),
        required=False,
        help_text=_("Such as 102.563"),
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    radius_m = NumberText(
        label=_("How far off may the pin be, in metres?"), required=False, widget=forms.TextInput(attrs=NO_SUGGESTIONS)
    )
    described_by = forms.ChoiceField(label=_("Who or what told where it is?"), required=False)

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        country: str = "",
        on: date,
        prefix: str = "",
        province: str = "",
    ) -> None:
        """Make the form; a country that was not chosen yet is that of who reports, a province that it begins with."""
        super().__init__(Kind.PLACE, data, country=country, on=on, prefix=prefix, groups=self._groups)
        self.fields["country"].initial = country
        self._offer("place_kind", [choices.NOT_SAID, *((one.value, words) for one, words in PLACE_KINDS.items())])
        self._offer("described_by", [choices.NOT_SAID, *DESCRIBERS.items()])
        self._offer("province", list(choices.provinces(self._chosen("country", country))))
        self._offer("district", list(choices.districts(self._chosen("province", province))))

    @classmethod
    def looking(cls, data: Mapping[str, object], *, country: str = "", on: date, prefix: str = "") -> Self:
        """The same form with what was typed so far, not checked: after a press of one of the `LOOK` buttons."""
        form = cls(data, country=country, on=on, prefix=prefix)
        form.is_bound = False
        form.initial = {name: data.get(form.add_prefix(name), "") for name in form.fields}
        offered = {str(code) for code, _words in choices.provinces(str(form.initial["country"]))}
        if form.initial["province"] not in offered:
            form.initial["province"] = form.initial["district"] = ""
            form._offer("district", list(choices.districts("")))
        return form

    def clean(self) -> dict[str, object]:
        """Read the words, and check that codes and pin fit together."""
        given = super().clean()
        self._place = None
        encoding = str(given.get("encoding") or "")
        try:
            words = tidy(
                str(given.get("words") or " "), encoding=BurmeseTyping(encoding) if encoding else None, keep_lines=True
            )
            place = self._read_place(given, words)
            check_place(place)
        except InvalidValue as error:
            name = FIELD_OF_REFUSAL.get(error.refusal.code, "words")
            if name not in self.errors and not (name == "words" and "words" not in given):
                self._say_of_place(name, error)
        else:
            self._place = place
        return given

    def entity(self, *, item: str = "", grade: Grade | None = None) -> NewEntity:
        """The place, once the form is valid."""
        return NewEntity("Address", self.statements(item=item, grade=grade), self._place)

    _place: NewPlace | None = None
    _needs_detail = False
    _groups: tuple[Group, ...] | None = None  # those of the kind

    def _read_place(self, given: Mapping[str, object], words: str) -> NewPlace:
        latitude, longitude, radius = (given.get(name) for name in ("latitude", "longitude", "radius_m"))
        return NewPlace(
            words,
            kind=str(given.get("place_kind") or ""),
            country=str(given.get("country") or ""),
            province=str(given.get("province") or ""),
            district=str(given.get("district") or ""),
            latitude=latitude if isinstance(latitude, float) else None,
            longitude=longitude if isinstance(longitude, float) else None,
            radius_m=int(radius) if isinstance(radius, float) else None,
            described_by=str(given.get("described_by") or ""),
        )

    def _say_of_place(self, name: str, error: InvalidValue) -> None:
        is_empty = error.refusal.code == "value-empty"
        words = worded(Refusal("place-without-words") if is_empty else error.refusal)
        self.add_error(name, ValidationError(f"{words.why} {words.now}".strip(), code=error.refusal.code))
        if error.refusal.code == "text-may-be-zawgyi":
            self.asks_encoding = True
            self._offer_readings(str(self.data.get(self.add_prefix("words"), "")))

    def _chosen(self, name: str, default: str = "") -> str:
        return str(self.data.get(self.add_prefix(name), default)) if self.is_bound else default

    def _offer(self, name: str, offered: list[choices.Choice]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = offered


class CorrectPlaceForm(WithdrawForm, PlaceForm):
    """Where a place is after all, and why what stood there no longer holds."""

    _groups = ()

    @classmethod
    def beginning(cls, found: EntityDetail, *, on: date) -> Self:
        """The form with what is known of a place now.

        Args:
            found: an entity that is a place.
            on: local day.
        """
        place = found.place
        if place is None:
            message = "only a place is corrected as one"
            raise ValueError(message)
        form = cls(country=place.country, province=place.province, on=on)
        form.initial = {
            "words": place.words,
            "place_kind": place.kind,
            "country": place.country,
            "province": place.province,
            "district": place.district,
            "latitude": "" if place.latitude is None else f"{place.latitude:.7f}".rstrip("0").rstrip("."),
            "longitude": "" if place.longitude is None else f"{place.longitude:.7f}".rstrip("0").rstrip("."),
            "radius_m": "" if place.radius_m is None else str(place.radius_m),
            "described_by": place.described_by,
        }
        return form
