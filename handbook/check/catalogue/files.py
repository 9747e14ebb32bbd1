"""Codes of the reader: files that cannot be read, and values that are not what their field asks for."""

from handbook.check.catalogue.explanation import Explanation
from handbook.model.diagnostic import Severity

EXPLANATIONS = (
    Explanation(
        code="missing-file",
        severity=Severity.ERROR,
        title="A file is missing",
        happened="A file that every handbook needs is not in the data folder.",
        matters="Without handbook.yml and roles.yml nothing can be looked up, so nothing can be built.",
        mend=(
            "Write the file that is named. `handbook.yml` and `roles.yml` of another handbook are a good start; "
            "if the file was moved or renamed, move it back."
        ),
    ),
    Explanation(
        code="unreadable-file",
        severity=Severity.ERROR,
        title="A file or folder cannot be read",
        happened="The computer refused to open the file or folder; the message says why.",
        matters="Its content would be missing from the handbook without anybody noticing.",
        mend=(
            "Ask whoever looks after the computer for the right to read the file, or restore it from git if it is "
            "damaged."
        ),
    ),
    Explanation(
        code="unexpected-file",
        severity=Severity.ERROR,
        title="A file does not belong where it lies",
        happened="A file or folder has a name that nothing reads, or a file lies where a folder is expected.",
        matters="It is mostly a misspelt name, and its content would be missing from the handbook.",
        mend=(
            "Rename the file as the hint says. A note or a picture that does not belong to a policy lies outside "
            "of `policies/`."
        ),
        wrong="""\
# policies/complaints/polcy.yml
title: Complaints
""",
        right="""\
# policies/complaints/policy.yml
title: Complaints
""",
    ),
    Explanation(
        code="file-name",
        severity=Severity.ERROR,
        title="A file or folder has a name that cannot be used",
        happened=(
            "Policies and records are named by ids, versions by their number; this name is neither, or it is another "
            "number than the file holds."
        ),
        matters="The name becomes an address on the site, which must work on every system and never change.",
        mend=(
            "Rename it: small letters, digits and hyphens for a policy or record (`home-delivery`), the number "
            "for a version (`2.0.yml`). Never rename what is published; `handbook rename` does that."
        ),
        wrong="""\
# policies/Home Delivery/policy.yml
title: Home delivery
""",
        right="""\
# policies/complaints/policy.yml
title: Home delivery
""",
    ),
    Explanation(
        code="symbolic-link",
        severity=Severity.ERROR,
        title="A symbolic link stands in the data",
        happened="A file or folder is a link to somewhere else. It was not followed.",
        matters="A link can bring content into the handbook that nobody reviewed, or that is not public.",
        mend="Replace the link by the file itself, or delete it.",
    ),
    Explanation(
        code="too-large",
        severity=Severity.ERROR,
        title="A file is too large",
        happened="The file has more than a million bytes, or more than 50,000 values. It was not read.",
        matters="No policy that people read is that long; a file that is would slow every build.",
        mend=(
            "Split the policy in two, or move what is not a rule (minutes, price lists, drawings) out of it and "
            "link to it."
        ),
    ),
    Explanation(
        code="encoding",
        severity=Severity.ERROR,
        title="A file is not UTF-8",
        happened="The file begins with a byte order mark, or holds bytes that are not UTF-8 text.",
        matters="Letters beyond a to z would be shown as other letters, without anybody noticing.",
        mend=(
            "Save the file again as UTF-8 without a byte order mark: editors offer it beside the file's name or "
            "under Save as. `handbook check --fix` removes the mark."
        ),
    ),
    Explanation(
        code="control-character",
        severity=Severity.ERROR,
        title="A character stands in the text that nobody can see",
        happened="The file holds a tab or a control character, as such or written as an escape.",
        matters="Such characters can move a terminal's cursor, hide words, or change how a line is read.",
        mend=(
            "Delete the character, or type spaces in place of a tab. `handbook check --fix` replaces tabs where "
            "that can mean one thing only."
        ),
        wrong="""\
# policies/complaints/policy.yml
title: "Complaints\\e[2K"
""",
        right="""\
# policies/complaints/policy.yml
title: Complaints
""",
    ),
    Explanation(
        code="invisible-character",
        severity=Severity.WARNING,
        title="An invisible character stands in the text",
        happened="The file holds a character that has no width, or that turns the direction of reading.",
        matters="Two words can look alike and be different, or a sentence can be read in another order than written.",
        mend=(
            "Delete it: put the cursor behind the word, and type the word again. Such characters often come along "
            "when text is copied from a web page or a letter."
        ),
        wrong="""\
# policies/complaints/policy.yml
title: "Com\\u200Bplaints"
""",
        right="""\
# policies/complaints/policy.yml
title: Complaints
""",
    ),
    Explanation(
        code="yaml-syntax",
        severity=Severity.ERROR,
        title="The file is not YAML",
        happened="The reader cannot make sense of the file at this place. Often a text needs quotes.",
        matters="Nothing of the file can be used.",
        mend=(
            "Look at the line that is shown and at the one above it. Put a text that holds a colon in quotes, "
            "indent by two spaces as the lines around it, and close every quote and bracket."
        ),
        wrong="""\
# policies/complaints/policy.yml
summary: Complaints: taken, answered, learned from
""",
        right="""\
# policies/complaints/policy.yml
summary: "Complaints: taken, answered, learned from"
""",
    ),
    Explanation(
        code="yaml-feature",
        severity=Severity.ERROR,
        title="A feature of YAML that is not used here",
        happened="The file uses an anchor, an alias, a tag, a merge key, a directive or a second document.",
        matters="Each lets a small file grow without limit, or mean something else than it shows.",
        mend=(
            "Write the value out where it is needed, in each place. Put quotes around a text that begins with "
            "`&`, `*`, `!`, `@` or `%`."
        ),
        wrong="""\
# policies/complaints/policy.yml
keywords: [&word complaint, *word]
""",
        right="""\
# policies/complaints/policy.yml
keywords: [complaint, "*starred"]
""",
    ),
    Explanation(
        code="duplicate-key",
        severity=Severity.ERROR,
        title="A key stands twice",
        happened="The same key stands twice in one block, so one of the two values would be lost.",
        matters="Nobody can tell which of the two the owner meant.",
        mend="Keep one of the two. Where both hold a list, write all items under one key.",
        wrong="""\
# policies/complaints/policy.yml
scope:
  channels: [phone]
  channels: [desk]
""",
        right="""\
# policies/complaints/policy.yml
scope:
  channels: [phone, desk]
""",
    ),
    Explanation(
        code="too-deep",
        severity=Severity.ERROR,
        title="Values or folders are nested too deep",
        happened="Lists, blocks or folders stand inside each other more than 24 deep.",
        matters="No field needs that. It is mostly a bracket too many, or a file that was made to slow the build down.",
        mend="Check the brackets and the indentation: some are mostly left open or typed twice.",
        wrong="""\
# policies/complaints/policy.yml
keywords: [[[[[[[[[[[[[[[[[[[[[[[[[complaint]]]]]]]]]]]]]]]]]]]]]]]]]
""",
        right="""\
# policies/complaints/policy.yml
keywords: [complaint]
""",
    ),
    Explanation(
        code="empty-file",
        severity=Severity.ERROR,
        title="A file holds nothing",
        happened="The file is empty, or holds comments only.",
        matters="It is mostly a file that was not saved.",
        mend="Write what belongs in it, or delete the file.",
        wrong="""\
# policies/complaints/records/reviews/2025-10.yml
# to be written
""",
        right="""\
# policies/complaints/records/reviews/2025-10.yml
reviewed: 2025-10-06
by: complaints-lead
outcome: reaffirm
note: Targets met in all four quarters.
""",
    ),
    Explanation(
        code="not-a-mapping",
        severity=Severity.ERROR,
        title="A file does not hold keys and values",
        happened="The file begins with a list or a text instead of a key.",
        matters="Nothing of it can be used, as each value is found by its key.",
        mend=("Begin the file with a key, such as `title: Complaints`. A `- ` before it makes a list: delete it."),
        wrong="""\
# policies/complaints/records/reviews/2025-10.yml
- reviewed: 2025-10-06
""",
        right="""\
# policies/complaints/records/reviews/2025-10.yml
reviewed: 2025-10-06
by: complaints-lead
outcome: reaffirm
note: Targets met in all four quarters.
""",
    ),
    Explanation(
        code="too-many-problems",
        severity=Severity.ERROR,
        title="A file has too many problems to list",
        happened="After 100 problems the reader gave the file up.",
        matters="So many mostly have one cause near the top, such as a wrong indentation.",
        mend="Fix the first problems that are shown and check again; the rest often goes with them.",
    ),
    Explanation(
        code="unknown-key",
        severity=Severity.ERROR,
        title="A key is not known here",
        happened="The key is misspelt, or stands in a block that has no such field.",
        matters="What is written under it would be missing from the handbook.",
        mend=(
            "Spell the key as the hint says, or move it to the block that it belongs to. The page Fields of a "
            "policy lists every key. `handbook check --fix` corrects a key that can only be one other."
        ),
        wrong="""\
# policies/complaints/policy.yml
sumary: How a complaint is taken and answered.
""",
        right="""\
# policies/complaints/policy.yml
summary: How a complaint is taken and answered.
""",
    ),
    Explanation(
        code="missing-key",
        severity=Severity.ERROR,
        title="A key is missing",
        happened="The block lacks a field that it must have.",
        matters="The page could not be written without it.",
        mend="Add the key with its value; the hint says what it means.",
        wrong="""\
# policies/complaints/policy.yml
sections:
  - id: background
    text: Most complaints are about dates.
""",
        right="""\
# policies/complaints/policy.yml
sections:
  - id: background
    title: Background
    text: Most complaints are about dates.
""",
    ),
    Explanation(
        code="empty-value",
        severity=Severity.ERROR,
        title="A key has no value",
        happened="Nothing stands behind the key.",
        matters="It is mostly a value that was forgotten. A field that is not wanted is left out with its key.",
        mend="Write a value behind the key, or delete the key where it is not needed.",
        wrong="""\
# policies/complaints/policy.yml
keywords:
""",
        right="""\
# policies/complaints/policy.yml
keywords: [complaint]
""",
    ),
    Explanation(
        code="wrong-shape",
        severity=Severity.ERROR,
        title="A value has the wrong shape",
        happened="A list stands where one value is expected, or the other way round.",
        matters="The reader would have to guess what was meant.",
        mend=(
            "A list has each item on its own line after `- `, or stands in brackets: `[phone, desk]`. One value "
            "stands behind its key without either."
        ),
        wrong="""\
# policies/complaints/policy.yml
keywords: complaint
""",
        right="""\
# policies/complaints/policy.yml
keywords: [complaint]
""",
    ),
    Explanation(
        code="invalid-value",
        severity=Severity.ERROR,
        title="A value is not written as its field asks",
        happened="The value is no date, number, id, duration, address or choice as the field asks for.",
        matters="Dates and numbers that can be read in two ways are read wrongly by somebody.",
        mend=(
            "Write it as the hint says: days as 2026-03-31, durations as PT30M (30 minutes) or P12M (12 months), "
            "ids in small letters with hyphens. `handbook check --fix` writes a day or a duration anew where it "
            "can mean one thing only."
        ),
        wrong="""\
# policies/complaints/policy.yml
review_every: 12 months
""",
        right="""\
# policies/complaints/policy.yml
review_every: P12M
""",
    ),
    Explanation(
        code="comment-cuts-text",
        severity=Severity.WARNING,
        title="A comment may have cut a text short",
        happened=(
            "An unquoted text is followed by ` #`. What stands behind it is a comment and will not be shown. Such a "
            "text is not published."
        ),
        matters="Owners who write a number sign lose the rest of their sentence without noticing.",
        mend=(
            "Put the whole text in quotes if what follows `#` belongs to it. If it is a note to yourself, move it "
            "to a line of its own."
        ),
        wrong="""\
# policies/complaints/policy.yml
summary: Dial extension #200 for complaints, or # for the desk
""",
        right="""\
# policies/complaints/policy.yml
summary: "Dial extension #200 for complaints, or # for the desk"
""",
    ),
    Explanation(
        code="html-as-written",
        severity=Severity.WARNING,
        title="Readers will see HTML as it is written",
        happened="A text holds tags or a remark of HTML. Texts are Markdown, so the tags are shown to readers.",
        matters="No word of a policy may vanish, so nothing is left out; but tags between the words are hard to read.",
        mend=(
            "Write it in Markdown: `**bold**`, `[words](address)`, lines that begin with `- `. Put in backquotes what "
            "readers are to see as it is. A remark to colleagues goes on a line of YAML that begins with `#`. Tags of "
            "formatting without attributes, such as `<b>` and `<br>`, may stay."
        ),
        wrong="""\
# policies/complaints/policy.yml
duties:
  - {id: answer-today, text: 'Answer <span class="urgent">every</span> complaint on the day it arrives.'}
""",
        right="""\
# policies/complaints/policy.yml
duties:
  - {id: answer-today, text: Answer **every** complaint on the day it arrives.}
""",
    ),
)
