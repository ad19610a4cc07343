"""How an officer appears on a page: the code, and the name beside it where the page may show it."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from samakki.access.web.wording.acts import actor_words

register = template.Library()


@register.simple_tag
def person(code: str, names: Mapping[str, str]) -> SafeString:
    """Who did something: "Sok Dara (O-7K3QR)", "Command line of the node", or the code alone.

    Args:
        code: of an officer, or "console", "node", "nobody".
        names: full names by code, from ``queries.names_of``; a code that is missing appears alone.
    """
    words = actor_words(code)
    if words:
        return format_html("{}", words)
    name = names.get(code)
    if not name:
        return format_html('<bdi class="samakki-code" translate="no">{}</bdi>', code)
    return format_html('<bdi translate="no">{} <span class="samakki-code">({})</span></bdi>', name, code)
