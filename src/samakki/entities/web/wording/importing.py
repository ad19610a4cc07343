"""Words around files that come in: why one is not taken, what is said of rows, what was done."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.ui.wording import Text, Wording

NOT_TAKEN: Final = _("The file was not taken in.")
NOT_DONE: Final = _("This step was not taken.")
LEFT_OUT: Final = _("The row was left out.")
TAKEN: Final = _("The row was taken. Look at it.")
MAKE_ANEW: Final = _("Save it anew from the program it comes from, and try again.")
PHONE_COUNTRY: Final = _(
    "Choose the country of who wrote the file: when it is brought in, or where you say how it is read."
)
CORRECT: Final = _("Correct the row in the file and bring the file in again, or go on without the row.")

REFUSALS: Final[Mapping[str, Wording]] = {
    # steps
    "import-not-now": Wording(
        NOT_DONE,
        _("The import is at another step now."),
        _("Open its page: it says what comes next."),
    ),
    "import-undo-first": Wording(
        NOT_DONE,
        _("Some of its rows are written already."),
        _("Undo the import. Then bring the file in again."),
    ),
    "import-target-not-available": Wording(
        NOT_DONE,
        _("There is no such record, or you cannot write to it."),
        _("Choose one of the records in the list."),
    ),
    "import-pointed-at": Wording(
        _("The import was not undone."),
        _("Other work rests on what it brought: %(records)s."),
        _("Take it out of those records first, or leave the import as it is."),
    ),
    "import-officer-may-not": Wording(
        _("The import was stopped."),
        _("The officer whose import it is may not write to its record any more."),
        _("Ask the supervisor of the desk. Nothing of it is found by others."),
    ),
    "import-fault": Wording(
        _("The import was stopped."),
        _("Something went wrong in the software."),
        _("Undo the import. Tell the administrator of the node its reference."),
    ),
    "file-seal-broken": Wording(
        _("The import was stopped."),
        _("The stored file is not what was stored."),
        _("Tell the administrator of the node. Undo the import and bring the file in again."),
    ),
    # columns
    "columns-none-taken": Wording(
        NOT_DONE,
        _("No column is taken."),
        _("Say for at least one column what it means."),
    ),
    "columns-target-unknown": Wording(
        NOT_DONE,
        _("A column means something that is not in the list."),
        _("Choose from the list."),
    ),
    "columns-target-twice": Wording(
        NOT_DONE,
        _("Two columns mean the same."),
        _("Choose the second thing of that kind for one of them, notes, or leave one out."),
    ),
    # files
    "import-kind-unknown": Wording(
        NOT_TAKEN,
        _("It is no kind of file that can be brought in."),
        _("Bring XLSX, CSV, FollowTheMoney, HTCDS, or a chat exported by WhatsApp or LINE."),
    ),
    "file-not-text": Wording(
        NOT_TAKEN,
        _("It is no text in any encoding that is known here."),
        _("Save it as UTF-8, or as XLSX, and try again."),
    ),
    "file-has-long-line": Wording(NOT_TAKEN, _("Line %(row)s is longer than any honest file has."), MAKE_ANEW),
    "encoding-broken": Wording(
        NOT_TAKEN,
        _("From row %(row)s on it is not in the encoding that was chosen."),
        _("Choose another encoding, or save the file as UTF-8."),
    ),
    "quote-never-closed": Wording(
        NOT_TAKEN,
        _("A quotation mark in or before row %(row)s is never closed."),
        _("Correct it in the file, or save the table as XLSX."),
    ),
    "zip-broken": Wording(NOT_TAKEN, _("It is damaged or cut short."), MAKE_ANEW),
    "zip-encrypted": Wording(
        NOT_TAKEN, _("It is locked with a password."), _("Save it without a password, and try again.")
    ),
    "zip-bomb": Wording(
        NOT_TAKEN,
        _("It is made to fill a computer's memory."),
        _("Do not open it. Tell who sent it, and the administrator of the node."),
    ),
    "zip-without-chat": Wording(
        NOT_TAKEN, _("There is no text of a chat in it."), _("Export the chat again, as text.")
    ),
    "zip-several-chats": Wording(
        NOT_TAKEN, _("There is more than one text in it."), _("Bring each chat in as a file of its own.")
    ),
    "xml-entities": Wording(
        NOT_TAKEN,
        _("It holds declarations that no spreadsheet needs and that are used for attacks."),
        _("Do not open it. Tell who sent it, and the administrator of the node."),
    ),
    "sheet-broken": Wording(NOT_TAKEN, _("The spreadsheet is damaged or cut short."), MAKE_ANEW),
    "sheet-none": Wording(NOT_TAKEN, _("There is no such sheet in it."), _("Choose another sheet.")),
    "sheet-empty": Wording(NOT_TAKEN, _("The sheet is empty."), _("Choose another sheet, or another file.")),
    "sheet-too-wide": Wording(
        NOT_TAKEN,
        _("It has more than %(most)s columns."),
        _("Delete the columns that are not needed, and save it anew."),
    ),
    "sheet-too-long": Wording(NOT_TAKEN, _("It has more than %(most)s rows."), _("Divide it into several files.")),
    "sheet-too-large": Wording(
        NOT_TAKEN, _("It holds more text than this node takes at once."), _("Divide it into several files.")
    ),
    "sheet-row-too-long": Wording(NOT_TAKEN, _("One of its rows is longer than any honest sheet has."), MAKE_ANEW),
    "sheet-too-many-merges": Wording(
        NOT_TAKEN,
        _("It has more than %(most)s merged cells."),
        _("Take the merging of cells away, and save it anew."),
    ),
    "cell-too-long": Wording(NOT_TAKEN, _("A cell in row %(row)s is longer than any spreadsheet allows."), MAKE_ANEW),
    "cell-has-zero-byte": Wording(NOT_TAKEN, _("A cell in row %(row)s holds bytes that no text has."), MAKE_ANEW),
    "json-broken": Wording(LEFT_OUT, _("It is not well-formed JSON."), MAKE_ANEW),
    "json-not-an-entity": Wording(
        LEFT_OUT,
        _("It is no entity of FollowTheMoney: identifier, schema or properties are missing."),
        MAKE_ANEW,
    ),
    "json-list-too-large": Wording(
        NOT_TAKEN,
        _("It is one list of more than %(megabytes)s MB."),
        _("Save it with one entity on each line."),
    ),
    "htcds-no-headings": Wording(
        NOT_TAKEN,
        _("No row of the sheet has the names of the standard."),
        _("Bring it in as an ordinary sheet, or put the names of the standard above the columns."),
    ),
    # rows that were left out
    "cell-is-error": Wording(LEFT_OUT, _("The cell shows an error of the spreadsheet."), CORRECT),
    "phone-rounded": Wording(
        LEFT_OUT,
        _("The spreadsheet rounded the number, and its last digits are gone."),
        _("Take the number from where the sheet was made. Format the column as text."),
    ),
    "date-other-order": Wording(
        LEFT_OUT,
        _("There is no month %(month)s: day and month stand the other way round than was said of this column."),
        _("Say at the column what comes first in its dates, or correct the row."),
    ),
    "date-is-about": Wording(
        LEFT_OUT,
        _("It says about when, and not which years it can be."),
        _("Write the years that it can be, such as 1978-1982, or leave the cell empty."),
    ),
    "year-calendar-not-said": Wording(
        LEFT_OUT,
        _("%(year)s looks like a year of the Buddhist era, and nobody said which calendar such years count in."),
        _("Say where the file is read what years such as 2561 are."),
    ),
    "kind-missing": Wording(LEFT_OUT, _("The row does not say which kind of thing it is."), CORRECT),
    "kind-not-understood": Wording(LEFT_OUT, _("The row names a kind of thing that is not known here."), CORRECT),
    "chat-line-not-understood": Wording(LEFT_OUT, _("The line belongs to no message."), CORRECT),
    "chat-date-not-understood": Wording(
        LEFT_OUT,
        _("The message has no day that there is."),
        _("Look whether day and month are the right way round."),
    ),
    "paper-of-a-victim": Wording(
        LEFT_OUT,
        _("It is a paper of somebody whom the file calls a victim."),
        _("Write its number on her own entry, where it goes behind her code."),
    ),
    # rows that were taken
    "phone-zero-restored": Wording(
        TAKEN,
        _("The zero that is dialled first was missing. The number was completed for the country."),
        _("Compare it with the paper."),
    ),
    "phone-zero-may-be-lost": Wording(
        TAKEN, _("The zero that is dialled first may be missing."), _("Compare it with the paper.")
    ),
    "phone-country-not-known": Wording(
        TAKEN,
        _("Nobody said of which country the number is. It was kept as written."),
        PHONE_COUNTRY,
    ),
    "phone-several-readings": Wording(TAKEN, _("The number is right in more than one country."), PHONE_COUNTRY),
    "phone-plus-missing": Wording(
        TAKEN, _("The number was read as international although no + was written."), _("Compare it with the paper.")
    ),
    "date-from-day-number": Wording(
        TAKEN, _("The cell holds the day number of a spreadsheet; read as %(date)s."), _("Compare it with the paper.")
    ),
    "date-was-buddhist": Wording(
        TAKEN, _("A year of the Buddhist era; read as %(date)s."), _("Compare it with the paper.")
    ),
    "date-order-unsure": Wording(
        TAKEN,
        _("Other dates of the column have day and month the other way round; this one was read as %(date)s."),
        _("Compare it with the paper."),
    ),
    "phone-kept-as-written": Wording(
        TAKEN,
        _("No telephone of the country that was named has such a number. It was kept as written."),
        _("Compare it with the paper, and say the country where the file is read."),
    ),
    "phone-has-letters": Wording(
        TAKEN,
        _("There are letters or question marks in the number. Only its digits were read."),
        _("Compare it with the paper."),
    ),
    "sex-kept-as-written": Wording(TAKEN, _("The sex was kept as written."), _("Correct it where it matters.")),
    "country-not-understood": Wording(TAKEN, _("The country was kept as written."), _("Correct it where it matters.")),
    "digits-may-be-lost": Wording(
        TAKEN,
        _("A spreadsheet keeps 15 digits of a number; this one has more, and its end may be zeros."),
        _("Compare it with the paper. Format the column as text."),
    ),
    "formula-without-result": Wording(
        TAKEN,
        _("The cell is a formula without a kept result. Formulas are never computed here, so it counts as empty."),
        _("Open the sheet in its program, save it, and bring it in again."),
    ),
    "htcds-labels-differ": Wording(
        TAKEN,
        _("The hidden names and the labels of the sheet contradict each other; labels were followed."),
        _("Compare the postal address of the first people with the file."),
    ),
    "message-cut": Wording(
        TAKEN, _("The message is longer than %(longest)s characters; its end is in the file only."), _("Open the file.")
    ),
    "value-cut": Wording(
        TAKEN, _("A text is longer than %(longest)s characters; its end is in the file only."), _("Open the file.")
    ),
    "value-had-zero-byte": Wording(
        TAKEN, _("A text held bytes that no text has; they were left out."), _("Compare it with the file.")
    ),
    "property-left-out": Wording(
        TAKEN,
        _("It has a property that FollowTheMoney does not have here; it is in the file only."),
        _("Open the file if you need it."),
    ),
    "value-kept-as-text": Wording(
        TAKEN, _("A value is not of the form that its property takes; kept as text."), _("Correct it where it matters.")
    ),
}

ACTS: Final[Mapping[str, Text]] = {
    "start_import": _("Brought a file in"),
    "describe_import": _("Said what the columns of a file mean"),
    "check_import": _("Had every row of a file checked"),
    "import_checked": _("Every row of a file was checked"),
    "write_import": _("Had the rows of a file written as a draft"),
    "import_written": _("The rows of a file were written as a draft"),
    "accept_import": _("Accepted an import"),
    "import_accepted": _("What an import brought was opened to others"),
    "undo_import": _("Undid an import"),
    "import_undone": _("What an import brought was taken away"),
    "import_failed": _("An import was stopped"),
}
