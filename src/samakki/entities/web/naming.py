"""What pages call an entity: its caption, or what it is and whose it is, where that is all a reader may know."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samakki.entities.domain.kinds import Kind, kind_of_entity
from samakki.entities.domain.things import is_thing
from samakki.entities.queries import Caption
from samakki.entities.web.wording.kinds import KINDS
from samakki.ui.wording import Text

UNNAMED = {Kind.PERSON: _("Somebody not named yet")}


def name_of(caption: Caption, kind: Kind) -> Text:
    """What a page calls an entity; never empty."""
    if caption.protected and is_thing(caption.schema):
        return gettext("%(kind)s of %(code)s") % {"kind": KINDS[kind], "code": caption.text}
    return caption.text or UNNAMED.get(kind) or KINDS[kind]


def called(caption: Caption) -> Text:
    """What a page calls an entity of which it has the caption alone; never empty."""
    return name_of(caption, kind_of_entity(caption.schema, caption.services))


def caption_words(caption: Caption) -> str:
    """The same where nothing but the caption is known; empty where nothing names it."""
    if caption.protected:
        return str(called(caption))
    return caption.text
