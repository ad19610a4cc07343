"""What is left out before everything of it is read would have been worth too little in any case."""

from hypothesis import given, settings
from hypothesis import strategies as st

from samakki.matching.domain.definition import shipped
from samakki.matching.domain.levels import compare
from samakki.matching.domain.rarity import listed
from samakki.matching.domain.records import Saying, read_record
from samakki.matching.domain.weighing import weigh
from samakki.matching.queries.narrowing import PROPS, Narrowing

NAMES = ["សុខ សុភា", "Sok Sophea", "Nguyễn Văn Hùng", "Nguyen Van Hung", "王小明", "Lek", "เล็ก", "Md Karim", "ဒေါ်အေးအေး"]
SAID = {
    "name": st.sampled_from(NAMES),
    "weakAlias": st.sampled_from(NAMES),
    "firstName": st.sampled_from(["Sophea", "Karim"]),
    "birthDate": st.sampled_from(["1990", "1990-05", "1990-05-17", "1991-05-17", "1962-05-17"]),
    "samakki:birthDate": st.sampled_from(["1988/1991", "../1970"]),
    "samakki:age": st.sampled_from(["30..32@2021-01-01", "16..18@2026-03-01"]),
    "gender": st.sampled_from(["male", "female"]),
    "birthPlace": st.sampled_from(["Battambang", "Buriram"]),
    "fatherName": st.sampled_from(NAMES[:3]),
    "phone": st.sampled_from(["+85512345678", "+66812345678"]),
    "scar": st.sampled_from(["left cheek", "on the left cheek"]),
}
said = st.fixed_dictionaries({}, optional=SAID).map(lambda found: [Saying(*item) for item in found.items()])


@given(said, said)
@settings(max_examples=120, deadline=None)
def test_the_most_that_two_can_be_worth_is_never_less_than_what_they_are(
    one: list[Saying], other: list[Saying]
) -> None:
    mine, theirs = read_record("E-1", "Person", one), read_record("E-2", "Person", other)
    worth = weigh(shipped(), compare(shipped(), mine, theirs), listed).weight
    assert Narrowing(mine, shipped()).most([it for it in other if it.prop in PROPS]) >= worth - 1e-9
