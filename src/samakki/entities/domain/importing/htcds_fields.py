"""Fields of the Human Trafficking Case Data Standard 2.0 under their exact names, and what each becomes here.

Source: IOM, HTCDS 2.0 (https://github.com/UNMigration/HTCDS, commit 3c2f653, CC BY 4.0). Fields that the standard has
withdrawn are kept like any other; fields beginning "ext_" and fields it does not know are kept too.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

PREFIXES = ("org", "prs", "vic", "per", "cas", "cco", "hte", "spl", "con", "ext")
NAME = re.compile(rf"(?:{'|'.join(PREFIXES)})_[A-Za-z][A-Za-z0-9_]{{0,40}}")
LONGEST_PROPERTY = 48
OTHER = "htcds:other"
"""Holds name and value, as JSON, of a field whose name fits no property."""

ALIASES: Mapping[str, str] = MappingProxyType(
    {"vic_TraffickinStatusDecisionMakingOrg": "vic_TraffickingStatusDecisionMakingOrg"}
)
"""Slips of pen in the standard's own spreadsheet."""

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "Case Owner": "cas_CaseOwner",
        "Salutation": "prs_Salutation",
        "First Name": "prs_FirstName",
        "Middle Name": "prs_MiddleName",
        "Second Name": "prs_SecondName",
        "Consent": "con_Consent",
        "Birthdate": "prs_Birthdate",
        "Gender": "prs_Gender",
        "Citizenship": "prs_Citizenship",
        "Nationality": "prs_Citizenship",
        "Title": "prs_Title",
        "Email": "prs_Email",
        "Home Phone": "prs_HomePhone",
        "Mobile Phone": "prs_MobilePhone",
        "Mailing Street": "prs_MailingStreet",
        "Mailing City": "prs_MailingCity",
        "Mailing State/Province": "prs_MailingState",
        "Mailing Zip/Postal Code": "prs_MailingPostalCode",
        "Mailing Country": "prs_MailingCountry",
        "Trafficking Status": "vic_TraffickingStatus",
        "Trafficking Status Decision Making Organization": "vic_TraffickingStatusDecisionMakingOrg",
        "Method of Recruitment": "vic_MethodOfRecruitment",
        "Location of Recruitment": "vic_LocationOfRecruitment",
        "Methods of Control": "vic_MethodsOfControl",
        "Type of Exploitation": "vic_TypeOfExploitation",
        "Forced Labour Industry": "vic_ForcedLabourIndustry",
        "Type of Sex Exploitation": "vic_TypeOfSexExploitation",
        "Location of Exploitation": "vic_LocationOfExploitation",
        "Vulnerabilities": "vic_Vulnerabilities",
        "Details Of Vulnerabilities": "vic_DetailsOfVulnerabilities",
        "Status": "cas_Status",
        "Referring Organisation": "cas_ReferringOrganisation",
        "Incoming Referral Date": "cas_IncomingReferralDate",
        "Referring Primary Case Worker": "cas_ReferringPrimaryCaseWorker",
        "Reason for Incoming Referral": "cas_ReasonForIncomingReferral",
        "Incoming Referral Details": "cas_IncomingReferralDetails",
        "Referred Organisation": "cas_ReferredOrganisation",
        "Referred Primary Case Worker": "cas_ReferredPrimaryCaseWorker",
        "Reason for Outgoing Referral": "cas_ReasonForOutgoingReferral",
        "Outgoing Referral Date": "cas_OutgoingReferralDate",
        "Outgoing Referral Details": "cas_OutgoingReferralDetails",
        "Reason for Case Closure": "cas_ReasonForCaseClosure",
    }
)
"""Labels of the standard's spreadsheet. Its row of exact names is hidden and, from the postal address on, stands over
the wrong columns; what people fill in follows the labels, so a label goes before a name."""

_EXACT: Mapping[str, str] = MappingProxyType({name.casefold(): name for name in LABELS.values()})
_BY_LABEL: Mapping[str, str] = MappingProxyType({label.casefold(): name for label, name in LABELS.items()})
OF_THE_STANDARD = frozenset(
    label.casefold() for label, name in LABELS.items() if name.startswith("vic_") or "Referr" in name
)
"""Labels that no other sheet has: with a few more they tell the standard where its names were cut away."""
MISSING = frozenset({"-99", "-98", "-97", "-88", "-77", "-999"})
"""What data sets of the field write for "not known", "not asked", "does not apply"."""

NAMES = ("prs_FirstName", "prs_MiddleName", "prs_SecondName")

IDENTIFYING = frozenset(
    {
        *NAMES,
        "prs_Salutation",
        "prs_Birthdate",
        "prs_IdentityNumber",
        "prs_Title",
        "prs_Email",
        "prs_HomePhone",
        "prs_MobilePhone",
        "prs_MailingStreet",
        "prs_MailingCity",
        "prs_MailingState",
        "prs_MailingPostalCode",
        "prs_MailingLongitude",
        "prs_MailingLatitude",
    }
)
"""Fields that tell who a person is: of a victim they are sealed, and the code stands in their place."""

OFFENDER_ROLES = frozenset(
    {
        "Transporter",
        "RecruiterOrIntermediary",
        "BrokerTravelAgent",
        "Smuggler",
        "Abuser",
        "Kidnapper",
        "Exploiter",
    }
)
"""Values of per_RoleInProcess. Whoever has one and no status as a victim is written in the clear; everybody else in
such a file is protected, a person whose status was decided against them too: a decision closes no protection."""

SEXES: Mapping[str, str] = MappingProxyType(
    {"feminine": "female", "masculine": "male", "female": "female", "male": "male"}
)


def field_of(text: str) -> str:
    """The field that a heading names, "" if it names none: exact, in other capitals, or a slip of the standard's own.

    >>> field_of("PRS_FIRSTNAME"), field_of(" vic_TypeOfExploitation "), field_of("First Name")
    ('prs_FirstName', 'vic_TypeOfExploitation', '')
    """
    name = text.strip()
    if name.casefold() in _EXACT:
        return _EXACT[name.casefold()]
    prefix, line, rest = name.partition("_")
    name = ALIASES.get(name, f"{prefix.casefold()}{line}{rest}")
    return name if NAME.fullmatch(name) else ""


def labelled(text: str) -> str:
    """The field that has this label in the standard's spreadsheet, in whatever capitals; "" if none has.

    >>> labelled("type of exploitation"), labelled("Village")
    ('vic_TypeOfExploitation', '')
    """
    return _BY_LABEL.get(" ".join(text.casefold().split()).strip(" *:"), "")


def prefix_of(name: str) -> str:
    """The group a field belongs to.

    >>> prefix_of("prs_FirstName"), prefix_of("ext_Colour"), prefix_of("Colour")
    ('prs', 'ext', '')
    """
    prefix = name.partition("_")[0]
    return prefix if prefix in PREFIXES and "_" in name else ""


def property_of(name: str) -> str:
    """The property that holds a field; `OTHER` for a name that fits none.

    >>> property_of("vic_MethodsOfControl"), property_of("Colour of eyes")
    ('htcds:vic_MethodsOfControl', 'htcds:other')
    """
    prop = f"htcds:{name}"
    return prop if NAME.fullmatch(name) and len(prop) <= LONGEST_PROPERTY else OTHER
