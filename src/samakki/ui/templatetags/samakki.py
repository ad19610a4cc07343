"""Tags of every page: components in GOV.UK and Ministry of Justice markup, dates, the parts of the frame.

Each component is a template under ``ui/components``; nothing here joins markup from strings.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy

from samakki.kernel.dates import PartialDate
from samakki.ui import dates, formfields, navigation, places
from samakki.ui import panels as panel_slots
from samakki.ui.languages import ALL, language_of
from samakki.ui.terms import LINES, TERMS
from samakki.ui.titles import REFERENCE, record_of

register = template.Library()
BANNERS = {
    "success": ("success", gettext_lazy("Done")),
    "important": ("information", gettext_lazy("Notice")),
    "warning": ("warning", gettext_lazy("Warning")),
    "error": ("error", gettext_lazy("Mistake")),
}
Context = Mapping[str, Any]


# Frame


@register.simple_tag(takes_context=True)
def frame(context: Context) -> dict[str, Any]:
    """Everything the frame shows, for ``{% frame as shell %}``; needs neither a context processor nor a database."""
    request: HttpRequest | None = context.get("request")
    language = language_of(get_language())
    user = getattr(request, "user", None)
    return {
        "title": getattr(settings, "SAMAKKI_TITLE", "Samakki"),
        "language": language,
        "languages": ALL if request is not None else (),  # without a request there is no token to send a form with
        "path": request.get_full_path() if request is not None and request.method == "GET" else "/",
        "officer": user if user is not None and user.is_authenticated else None,
        # One minute short: the node itself notes activity once a minute, and the page must not be the later clock.
        "idle_seconds": max(int(getattr(settings, "SAMAKKI_IDLE_MINUTES", 10)) * 60 - 60, 30),
        "exit_url": getattr(settings, "SAMAKKI_EXIT_URL", "https://www.wikipedia.org/"),
        "places": {place: places.url_of(place) for place in ("home", "sign_in", "sign_out", "lock", "security")},
    }


@register.simple_tag(takes_context=True)
def of_record(context: Context) -> str:
    """Which record the page is about, for its title: " · R-7K3QR", or nothing."""
    record = record_of(context.get("request"))
    return f" · {record}" if record else ""


@register.simple_tag(takes_context=True)
def menu(context: Context) -> tuple[navigation.Link, ...]:
    """Links of the menu for this reader, for ``{% menu as links %}``."""
    request: HttpRequest | None = context.get("request")
    return navigation.links(request) if request is not None else ()


@register.simple_tag(takes_context=True)
def panels(context: Context, slot: str, value: object = None) -> SafeString:
    """What other subjects registered for a slot."""
    return panel_slots.rendered(slot, context.get("request"), value)


# Forms


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """All mistakes of one or more forms, each linked to its field; nothing where there are none."""
    return {"mistakes": [mistake for form in forms if form is not None for mistake in formfields.mistakes(form)]}


@register.inclusion_tag("ui/components/field.html")
def field(
    bound: BoundField, *, width: str = "", heading: bool = False, label: str = "", optional: bool = True
) -> dict[str, Any]:
    """One form field with label, hint and mistake.

    Args:
        bound: ``form.name``.
        width: "10": in characters.
        heading: the label is the page's only heading.
        label: "s", "m" or "l": size of the label.
        optional: write "(optional)" after the label of a field that may stay empty.
    """
    return formfields.described(bound, width=width, heading=heading, label=label, optional=optional)


@register.inclusion_tag("ui/components/button.html")
def button(text: str, kind: str = "primary", name: str = "", value: str = "", form: str = "") -> dict[str, Any]:
    """A button that sends the form around it; ``kind`` is primary, secondary, warning or inverse."""
    return {"text": text, "kind": kind, "name": name, "value": value, "form": form}


@register.inclusion_tag("ui/components/link_button.html")
def link_button(text: str, url: str, kind: str = "primary") -> dict[str, Any]:
    """A link that looks like a button: it goes somewhere and changes nothing."""
    return {"text": text, "url": url, "kind": kind}


@register.inclusion_tag("ui/components/post_button.html")
def post_button(text: str, url: str, kind: str = "primary") -> dict[str, Any]:
    """A button with a form of its own around it that asks for nothing more."""
    return {"text": text, "url": url, "kind": kind}


@register.inclusion_tag("ui/components/filter_panel.html", takes_context=True)
def filter_panel(context: Context, form: BaseForm, clear_url: str = "") -> dict[str, Any]:
    """A list's filter, sent as GET; the page shows the list unfiltered first."""
    request: HttpRequest | None = context.get("request")
    return {"form": form, "clear_url": clear_url or (request.path if request else "")}


# Content


@register.inclusion_tag("ui/components/banner.html")
def banner(kind: str, title: str, text: str = "") -> dict[str, Any]:
    """A notice at the top of a page.

    Args:
        kind: "success", "important", "warning" or "error"; a message of Django's may bring its level as it is.
        title: what happened; alone, it is the whole notice.
        text: more about it.
    """
    shown, spoken = BANNERS.get(kind, BANNERS["important"])
    return {"kind": shown, "spoken": spoken, "title": title, "text": text}


@register.inclusion_tag("ui/components/tag.html")
def tag(text: str, colour: str = "") -> dict[str, Any]:
    """A state in one or two words; the colour only repeats what the word says."""
    return {"text": text, "colour": colour}


@register.inclusion_tag("ui/components/summary_list.html")
def summary_list(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Keys and values; each row has ``key``, ``value`` and perhaps ``actions`` (``text``, ``url``, ``hidden``)."""
    return {"rows": list(rows)}


@register.inclusion_tag("ui/components/table.html")
def table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[Any]], empty: str = "", caption_size: str = "m"
) -> dict[str, Any]:
    """A table that stacks into cards on a phone; the first cell of each row is its heading."""
    return {
        "caption": caption,
        "head": head,
        "rows": [list(zip(head, row, strict=True)) for row in rows],
        "empty": empty,
        "caption_size": caption_size,
    }


@register.inclusion_tag("ui/components/table_head.html")
def table_head(caption: str, *titles: str, size: str = "") -> dict[str, Any]:
    """Caption and head of a table whose cells a page writes itself; without a size the caption is heard, not seen."""
    return {"caption": caption, "titles": titles, "size": size}


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], name: str = "page") -> dict[str, Any]:
    """Links to the other pages of a list, which keep the filter in the address."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request is not None else None

    def url(number: int) -> str:
        if query is None:
            return f"?{name}={number}"
        query[name] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    items = [{"number": number, "url": url(number) if isinstance(number, int) else ""} for number in numbers]
    return {
        "page": page,
        "items": items,
        "previous": url(page.previous_page_number()) if page.has_previous() else "",
        "next": url(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("ui/components/identity_bar.html")
def identity_bar(title: str, *details: str) -> dict[str, Any]:
    """What the page is about, on every page of one record: its reference, then a few plain facts."""
    return {"title": title, "details": details}


@register.inclusion_tag("ui/components/words_here.html")
def words_here(*terms: str) -> dict[str, Any]:
    """What terms of the glossary mean, folded, on the page where an officer meets them."""
    return {"words": [(*TERMS[term], LINES.get(term, ())) for term in terms]}


@register.inclusion_tag("ui/components/timeline.html")
def timeline(entries: Iterable[Mapping[str, Any]], heading: int = 2) -> dict[str, Any]:
    """What happened, newest first; each entry has ``title``, ``at`` and perhaps ``by`` and ``text``."""
    return {"entries": list(entries), "heading": f"h{heading}"}


@register.filter
def as_is(text: object) -> SafeString:
    """Data that no translation touches: a name, a code, a reference; direction of its script is kept apart."""
    if REFERENCE.fullmatch(str(text)):
        return format_html('<bdi class="samakki-code" translate="no">{}</bdi>', text)
    return format_html('<bdi translate="no">{}</bdi>', text)


# Dates


@register.simple_tag
def moment(value: datetime | None, style: dates.Style = "medium") -> str:
    """An instant in the node's time zone, the reader's language and, where papers carry it, the Buddhist era too."""
    return _time(value.isoformat(), dates.moment_words(value, style=style)) if value else ""


@register.simple_tag
def day(value: date | PartialDate | None, style: dates.Style = "long") -> str:
    """A day, whole or partly known, in the reader's language."""
    return _time(str(value), dates.day_words(value, style=style)) if value else ""


@register.inclusion_tag("ui/components/due.html")
def due(value: date, today: date | None = None) -> dict[str, Any]:
    """A day by which something is due, with how far away it is in words: never by colour alone.

    Args:
        value: the day; the thing is overdue from the day after.
        today: the reader's day; the node's own by default.
    """
    days = (value - (today or timezone.localdate())).days
    return {"value": value, "days": days, "late": max(-days, 0)}


def _time(machine: str, words: str) -> SafeString:
    """A ``<time>``, or plain text where HTML has no form for what is known ("May 2008 or before")."""
    if any(sign in machine for sign in "/[,"):
        return format_html('<span translate="no">{}</span>', words)
    return format_html('<time datetime="{}">{}</time>', machine, words)
