"""Words for elements of the two crimes, their forms, how far they are shown, and what is missing."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samakki.cases.domain.elements import Element, Gap, Standing
from samakki.ui.wording import Text

ELEMENTS: Final[Mapping[Element, tuple[Text, Text]]] = {
    Element.ACT: (
        pgettext_lazy("element of a crime", "Act"),
        _("What was done: somebody was recruited, transported, transferred, harboured or received."),
    ),
    Element.MEANS: (
        _("Means"),
        _(
            "How it was done: force, coercion, abduction, fraud, deception, abuse of power or of a vulnerable "
            "position, payments to whoever controls the person. Consent does not count once any of these was used."
        ),
    ),
    Element.PURPOSE: (_("Purpose"), _("What for: exploitation, whether it came to it or not.")),
    Element.PROCURED_ENTRY: (_("Entry procured"), _("Somebody procured the illegal entry into a state.")),
    Element.NOT_NATIONAL: (
        _("Not a national"),
        _("The person is neither a national nor a permanent resident of that state."),
    ),
    Element.BENEFIT: (_("Benefit"), _("It was done for money or another material benefit.")),
    Element.AGGRAVATED: (
        _("Aggravating"),
        _("Lives were in danger, or people were treated inhumanly or degradingly. Not needed, but it weighs."),
    ),
}

FORMS: Final[Mapping[str, Text]] = {
    "recruitment": _("Recruitment"),
    "transportation": _("Transportation"),
    "transfer": _("Transfer"),
    "harbouring": _("Harbouring"),
    "receipt": _("Receipt"),
    "threat_or_force": _("Threat or use of force"),
    "other_coercion": _("Other coercion"),
    "abduction": _("Abduction"),
    "fraud": _("Fraud"),
    "deception": _("Deception"),
    "abuse_of_power": _("Abuse of power"),
    "abuse_of_vulnerability": _("Abuse of a position of vulnerability"),
    "payments_for_control": _("Payments to a person who has control over another"),
    "prostitution_of_others": _("Exploitation of the prostitution of others"),
    "other_sexual_exploitation": _("Other sexual exploitation"),
    "forced_labour": _("Forced labour or services"),
    "slavery": _("Slavery or practices like it"),
    "servitude": _("Servitude"),
    "organ_removal": _("Removal of organs"),
    "forced_criminality": _("Being forced to commit crimes, such as online fraud"),
    "forced_marriage": _("Forced marriage"),
    "other_exploitation": _("Another form of exploitation"),
    "by_land": _("Over land"),
    "by_sea": _("Over water"),
    "by_air": _("By air"),
    "false_papers": _("With false papers"),
    "enabled_stay": _("A stay without papers was made possible"),
    "paid_before": _("Paid before"),
    "paid_after": _("Paid after"),
    "debt": _("As a debt"),
    "goods_or_services": _("In goods or services"),
    "life_endangered": _("Lives were in danger"),
    "inhuman_treatment": _("Inhuman or degrading treatment"),
}

STANDINGS: Final[Mapping[Standing, tuple[Text, str]]] = {
    Standing.NOT_LOOKED: (_("Not looked at yet"), "grey"),
    Standing.NOT_YET: (_("Not shown yet"), "orange"),
    Standing.PARTLY: (_("Partly shown"), "yellow"),
    Standing.SHOWN: (pgettext_lazy("element of a crime", "Shown"), "green"),
    Standing.CONTRADICTED: (_("Contradicted"), "red"),
}

GAPS: Final[Mapping[Gap, Text]] = {
    Gap.NOT_LOOKED: _("Nobody has looked at this element yet."),
    Gap.NOTHING_SUPPORTS: _("Nothing is linked that supports it."),
    Gap.ONE_SUPPORT: _("It rests on one thing alone."),
    Gap.NOT_SHOWN: _("In the opinion of who assessed it, it is not shown yet."),
    Gap.CONTRADICTED: _("What is known contradicts it."),
    Gap.SPEAKS_AGAINST: _("Something is linked that speaks against it. It belongs on the disclosure list."),
    Gap.NO_FORM: _("It is not said in which form."),
}
