"""What the exchange tells the frame and the subjects below when the node starts."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from samakki.access.domain.vocabulary import Duty
from samakki.access.web.asking import duties_of
from samakki.access.web.middleware import has_first_steps
from samakki.access.web.wording.acts import register_acts
from samakki.exchange.web.trust_line import clock_line, trust_line
from samakki.exchange.web.wording import mail, trust, values
from samakki.ui import navigation, panels, wording


def register() -> None:
    """Register everything; calling it again changes nothing."""
    wording.register(trust.REFUSALS)
    wording.register(mail.REFUSALS)
    wording.register(values.REFUSALS)
    register_acts(trust.ACTS)
    register_acts(mail.ACTS)
    navigation.register(_("Directory of desks"), "exchange:directory", _works, 28)
    navigation.register(_("Trust data"), "exchange:trust", _operates, 74)
    panels.register("page-foot", clock_line, name="whose clock")
    panels.register("page-foot", trust_line)
    navigation.register(_("Sent and received"), "exchange:mail", _works, 26)
    navigation.register(_("Lines to other nodes"), "exchange:peers", _operates, 75)


def _works(request: HttpRequest) -> bool:
    return request.user.is_authenticated and not has_first_steps(request)


def _operates(request: HttpRequest) -> bool:
    return Duty.OPERATE_NODE in duties_of(request)
