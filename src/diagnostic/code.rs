//! [`Code`]: everything that can be said about content, in one table.
//!
//! The table drives severities, `minutebook explain CODE`, the documentation and the list of
//! fixtures. A new problem is one new entry; its slug is permanent once published, because `accept`
//! entries and scripts name it.

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Stops a build: nothing is written.
    Error,
    /// Does not stop a build, unless it is run with `--strict`.
    Warning,
}

impl Severity {
    /// The word printed before a message: `error` or `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// What the table says about one code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The name in messages and on the command line: lower-case words joined by hyphens.
    pub slug: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// A heading of a few words.
    pub title: &'static str,
    /// What it means, why it matters and how to mend it: a few sentences for a clerk.
    pub explanation: &'static str,
    /// A few lines of a file that bring the problem about, or of what a folder looks like then.
    pub wrong: &'static str,
    /// The same lines, mended.
    pub right: &'static str,
}

impl Code {
    /// The slug: `unknown-key`.
    pub fn slug(self) -> &'static str {
        self.entry().slug
    }

    /// How much the problem weighs.
    pub fn severity(self) -> Severity {
        self.entry().severity
    }

    /// The code with this slug (letter case, `_` and spaces do not matter), or the slug that comes
    /// nearest, if any comes near.
    ///
    /// # Errors
    ///
    /// The nearest slug, so that a mistyped code can be answered with a suggestion.
    pub fn from_slug(typed: &str) -> Result<Code, Option<&'static str>> {
        let typed = typed.trim().to_lowercase().replace(['_', ' '], "-");
        let slugs = || Code::ALL.iter().map(|code| code.slug());
        match Code::ALL.iter().find(|code| code.slug() == typed) {
            Some(code) => Ok(*code),
            None => Err(super::nearest(&typed, slugs())
                .or_else(|| slugs().find(|slug| typed.len() > 3 && slug.contains(&typed)))),
        }
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.slug())
    }
}

/// Makes the enum and its table from one list, so that no code can lack an explanation.
macro_rules! codes {
    ($($code:ident $slug:literal $severity:ident $title:literal $explanation:literal
        wrong $wrong:literal right $right:literal)+) => {
        /// A problem that content can have; see [`Entry`] for what is known of each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title] $code),+
        }

        impl Code {
            /// Every code, in the order of the table: front matter, files, links, records, site.
            pub const ALL: &'static [Code] = &[$(Code::$code),+];

            /// What the table says about this code.
            pub fn entry(self) -> &'static Entry {
                match self {
                    $(Code::$code => &Entry {
                        slug: $slug,
                        severity: Severity::$severity,
                        title: $title,
                        explanation: $explanation,
                        wrong: $wrong,
                        right: $right,
                    }),+
                }
            }
        }
    };
}

codes! {
    // ── Front matter ─────────────────────────────────────────────────────────────────────────────

    NoFrontMatter "no-front-matter" Error
        "The front matter is missing or not closed"
        "A paper begins with a line of three hyphens, then its fields, then another line of three \
        hyphens; the minute follows. Without both lines the fields cannot be told from the text, so \
        nothing of the file is used. Some word processors turn three hyphens into a long dash: type \
        them again in a plain text editor."
        wrong "title: Draft budget\n---\n7. The Chair opened the meeting."
        right "---\ntitle: Draft budget\n---\n7. The Chair opened the meeting."

    BadYaml "bad-yaml" Error
        "The front matter cannot be read"
        "The fields are written as `name: value`, one on a line, and something there breaks that form: \
        most often a quotation mark or bracket that is not closed, a colon inside a title, or a line \
        that is indented differently from its neighbours. A value with a colon, or one that begins \
        with a quotation mark, bracket, asterisk or similar sign, must stand in quotation marks as a \
        whole. Indent with spaces, never with the Tab key."
        wrong "title: Budget: second reading"
        right "title: \"Budget: second reading\""

    FrontMatterTooLarge "front-matter-too-large" Error
        "The front matter is too large or nested too deeply"
        "Front matter holds facts about a paper; a few dozen lines are usual. One that is larger than \
        256 KB, nested more than 64 levels deep, or full of tens of thousands of values, is refused \
        before it can use up the computer's time and memory. Usually the closing line of three hyphens \
        is missing, or the text of the paper has been pasted above it."
        wrong "---\ntitle: Draft budget\nnotes: (the whole report, pasted in)\n---"
        right "---\ntitle: Draft budget\n---\n(the whole report)"

    DuplicateKey "duplicate-key" Error
        "A field is given twice"
        "Each field stands once, so that it is clear which value counts. When a list has several \
        entries, they go under one field, each on a line of its own beginning with a hyphen. Delete \
        one of the two, or join them."
        wrong "presenters: [Mair Pugh]\npresenters: [Osian Blake]"
        right "presenters:\n  - Mair Pugh\n  - Osian Blake"

    UnknownKey "unknown-key" Error
        "A field that does not exist"
        "Only the fields of the format are understood, and a name that is not among them is refused \
        rather than passed over: a misspelt `exempt` that was passed over would publish a closed \
        paper. Correct the spelling, move the field to where it belongs, or take it out."
        wrong "title: Draft budget\naccess: exempt\nexmept: { paragraphs: [3], public_interest: A tender is open. }"
        right "title: Draft budget\naccess: exempt\nexempt: { paragraphs: [3], public_interest: A tender is open. }"

    MissingField "missing-field" Error
        "A required field is missing"
        "Some facts cannot be done without: a paper needs its title, a motion its text, a correction \
        its date and reason. Add the field with its value."
        wrong "corrections:\n  - date: 2024-01-09"
        right "corrections:\n  - date: 2024-01-09\n    reason: The figure in paragraph 4 was wrong."

    EmptyField "empty-field" Error
        "A field without a value"
        "A field that is there but empty could mean that nothing is known, that there is nothing, or \
        that somebody was going to fill it in. What is unknown is left out in this format. Give the \
        field its value, or delete its line."
        wrong "title: Draft budget\npurpose:"
        right "title: Draft budget"

    WrongType "wrong-type" Error
        "A value of the wrong kind"
        "Each field takes one kind of value: text, a number, yes or no (written `true` and `false`), a \
        list, or a group of further fields. A list is written with each entry on a line of its own \
        beginning with a hyphen; a group has its fields on lines of their own, indented. The message \
        says which kind the field takes."
        wrong "presenters: Mair Pugh"
        right "presenters:\n  - Mair Pugh"

    UnknownWord "unknown-word" Error
        "A word that is not among those allowed"
        "Some fields take one word of a short list, so that papers can be sorted, counted and searched \
        by it. The words are written in small letters with underscores. Choose the one that fits; \
        where none does, leave the field out or choose `other` if the list has it."
        wrong "access: private"
        right "access: confidential"

    BadDate "bad-date" Error
        "A date that does not exist or is written another way"
        "Dates are written year, month, day with hyphens, as in 2023-11-29: this cannot be read in two \
        ways and sorts by itself. The day must exist in the calendar; 30 February does not."
        wrong "date: 29/11/2023"
        right "date: 2023-11-29"

    BadTime "bad-time" Error
        "A time that does not exist or is written another way"
        "Times are written on the 24-hour clock, hours and minutes with a colon between them: 14:00, \
        9:30. Midnight at the end of a day is written 23:59, because 24:00 belongs to the next day."
        wrong "start: 2 pm"
        right "start: \"14:00\""

    // ── Files and addresses ──────────────────────────────────────────────────────────────────────

    NotUtf8 "not-utf8" Error
        "A file in another encoding"
        "Text files are read as UTF-8, the encoding that nearly every editor writes. This one holds \
        bytes that UTF-8 cannot have, usually because an older program saved it as Windows-1252 or \
        UTF-16, and guessing would put wrong letters into the record. Open it in its editor and save \
        it again with the encoding UTF-8."
        wrong "07-draft-budget.md   saved as \"Unicode (UTF-16)\""
        right "07-draft-budget.md   saved as \"UTF-8\""

    Unreadable "unreadable" Error
        "A file or folder that cannot be read"
        "The operating system refused to open it. Usually another account owns it, a program keeps it \
        locked, or the disk or network drive has gone away. A site that lacks a paper without anybody \
        noticing would be worse than none, so the build stops. Mend the permissions or the drive and \
        run it again."
        wrong "07-draft-budget.md   readable by its owner only"
        right "07-draft-budget.md   readable by whoever builds the site"

    Symlink "symlink" Warning
        "A symbolic link in the content folder"
        "A symbolic link points to a file or folder that is kept elsewhere. Links are never followed, so \
        that nothing outside the content folder can be published by mistake. What it points to is left \
        out of the site; copy it here if it belongs to the site, or delete the link."
        wrong "07-appendix-a.pdf -> /home/clerk/Desktop/appendix.pdf"
        right "07-appendix-a.pdf    (the file itself)"

    MisplacedFile "misplaced-file" Error
        "A file or folder where none is expected"
        "Below a committee stand the folders of its meetings, named by date (2023-11-29, or \
        2023-11-29-special), and in them the papers. A folder of another shape would have no place on \
        the site, and its papers would be missing without a word. Rename the folder to the date of its \
        meeting, or move the file to where it belongs."
        wrong "committees/cabinet/November 2023/07-draft-budget.md"
        right "committees/cabinet/2023-11-29/07-draft-budget.md"

    FileName "file-name" Error
        "A file name that cannot become an address"
        "The address of a paper is made from the names of its file and folders. This name holds \
        something that an address or another computer cannot carry, such as a question mark, a colon, a \
        backslash or a space at its end. Rename the file with letters, digits and hyphens."
        wrong "???.md"
        right "07-draft-budget.md"

    ReservedAddress "reserved-address" Error
        "An address that the site needs itself"
        "Some addresses are taken by pages that the site makes: /search/, /people/, /decisions/ and the \
        like. A paper of that name would hide one of them. Rename the file."
        wrong "content/search.md"
        right "content/search-policy.md"

    AddressCollision "address-collision" Error
        "Two files would have the same address"
        "Addresses are made from file names, and not every computer tells capitals from small letters, so \
        of two names that differ only in capitals one page would overwrite the other. The same happens \
        when a paper has the name of a page that the site makes there. Rename one of the two files."
        wrong "07-Draft-Budget.md\n07-draft-budget.md"
        right "07-draft-budget.md\n07a-draft-budget-addendum.md"

    SimilarBody "similar-body" Warning
        "A new committee with nearly the name of another"
        "A paper that names a committee which is not known makes a new one. This name is so near to \
        that of another committee that it may be a slip, and then the paper would stand apart from the \
        others. Correct the name, add it to the `aliases` of the committee, or accept the warning if \
        the two really are different."
        wrong "committee: Adult Social Care Cabinet Comittee"
        right "committee: Adult Social Care Cabinet Committee"

    PathDisagrees "path-disagrees" Error
        "The folder says one thing and the front matter another"
        "The folders of a paper name its committee and the day of its meeting. When the front matter \
        names them too, both must agree, because otherwise nobody can say which is right. Delete the \
        field, which is not needed there, or move the file."
        wrong "committees/cabinet/2023-11-29/07-draft-budget.md\ndate: 2023-11-30"
        right "committees/cabinet/2023-11-29/07-draft-budget.md"

    NoCommittee "no-committee" Error
        "A paper that does not say which committee it belongs to"
        "A paper inside the folder of a committee belongs to that committee. One that stands alone must \
        name it in its front matter, or it could not be found by committee. Add `committee:` with the \
        committee's title, or move the file into the committee's folder."
        wrong "title: Draft budget\ndate: 2023-11-29"
        right "title: Draft budget\ncommittee: Cabinet\ndate: 2023-11-29"

    NoDate "no-date" Error
        "A paper that does not say which meeting it belongs to"
        "A paper inside the folder of a meeting has that meeting's date. One that stands alone must give \
        the day in its front matter, or it could not be found by meeting. Add `date:`, written as \
        2023-11-29, or move the file into the meeting's folder."
        wrong "title: Draft budget\ncommittee: Cabinet"
        right "title: Draft budget\ncommittee: Cabinet\ndate: 2023-11-29"

    AmbiguousMeeting "ambiguous-meeting" Error
        "The committee met twice on that day"
        "The committee has more than one meeting on the date that the paper gives, so the date alone \
        does not say to which the paper belongs. Add `meeting:` with the word that follows the date in \
        the name of the meeting's folder, or move the file into that folder."
        wrong "committee: Cabinet\ndate: 2023-11-29"
        right "committee: Cabinet\ndate: 2023-11-29\nmeeting: special"

    // ── References ───────────────────────────────────────────────────────────────────────────────

    UnknownBody "unknown-body" Error
        "A committee that does not exist"
        "The field names the folder of a committee, and there is no such folder and no paper that makes \
        such a committee. The link would lead nowhere. Correct the name; it is the folder's own, with \
        hyphens, not the committee's title."
        wrong "parent: The Cabinet"
        right "parent: cabinet"

    MissingDocument "missing-document" Error
        "A document that is not there"
        "The paper lists a document, but there is no file of that name beside it or in the folder given. \
        Residents would be offered a download that fails. Put the file there, or correct the name; \
        capitals count."
        wrong "documents:\n  - file: 07-Appendix-A.pdf"
        right "documents:\n  - file: 07-appendix-a.pdf"

    DocumentOutside "document-outside" Error
        "A document outside the paper's folder"
        "A document is kept beside its paper, or in a folder below it. Nothing outside is ever read, and \
        no link to it followed, so that a slip cannot publish a file that was never meant to be public. \
        Copy the document to the paper's folder, or give its public address as `url:`."
        wrong "documents:\n  - file: ../../../private/appendix.pdf"
        right "documents:\n  - file: 07-appendix.pdf"

    DocumentTwiceClosed "document-twice-closed" Error
        "A document that one paper closes and another publishes"
        "The same file is listed as closed to the public in one place and as public in another. If it \
        were published, the closed paper would be disclosed; if it were not, the public one would lack a \
        document. Decide which is right, and take it off the other list or give it the same `access`."
        wrong "documents:\n  - file: 07-tender.pdf\n    access: exempt\n# and in another paper:\ndocuments:\n  - file: 07-tender.pdf"
        right "documents:\n  - file: 07-tender.pdf\n    access: exempt\n# and in the other paper:\ndocuments:\n  - file: 07-tender-public-version.pdf"

    DocumentSource "document-source" Error "A document has no file and no address, or both"
        "Each document is either a file beside the paper (`file:`) or an address elsewhere (`url:`), and \
         not both. A document that is announced but not there yet has neither, and says \
         `issue: to_follow`."
        wrong "documents:\n  - title: Report of the Head of Planning"
        right "documents:\n  - file: 07-report.pdf\n    title: Report of the Head of Planning"

    DocumentDamaged "document-damaged" Warning "A document cannot be read"
        "The file is empty, damaged, or not what its name says, so residents may not be able to open it, \
         and its text cannot be searched. It is published as it is. Open it in the program that wrote it \
         and export it again, or accept the warning if nothing better is to be had."
        wrong "documents:\n  - file: 07-report.pdf      (in truth a Word document)"
        right "documents:\n  - file: 07-report.docx"

    DocumentLocked "document-locked" Warning "A document needs a password"
        "Nobody can open the file without a password, so it is of no use to residents, and its text cannot \
         be searched or checked. Save it again without one."
        wrong "documents:\n  - file: 07-report-locked.pdf"
        right "documents:\n  - file: 07-report.pdf"

    DocumentScan "document-scan" Warning "A document is a picture of text"
        "The pages of the file are pictures, so it cannot be searched, copied or read aloud by a screen \
         reader; publishing it may breach the accessibility regulations of 2018. Export it from the \
         original document, or run text recognition over it."
        wrong "documents:\n  - file: 07-scan.pdf"
        right "documents:\n  - file: 07-report.pdf"

    DocumentTooLarge "document-too-large" Warning "A document is too large to be read"
        "Reading the file took more time or memory than one document may cost, so it is published but not \
         searched or checked to its end. Split it, or export it with smaller pictures."
        wrong "documents:\n  - file: 07-everything.pdf"
        right "documents:\n  - file: 07-report.pdf\n  - file: 07-appendix-a.pdf"

    TranslationOpen "translation-open" Error "The translation of a closed paper is open"
        "One language of the paper is exempt or confidential and the other is not, so what was closed \
         would be published in the other language. Both must say the same."
        wrong "In 08-contract.md: access: exempt\nIn 08-contract.cy.md: nothing"
        right "In both files: access: exempt, with the same exempt:"

    BadUrl "bad-url" Error
        "An address that cannot be used"
        "A web address must be complete and begin with https:// or http://. Other kinds of address, or \
        one with spaces or control characters, would not work in a browser or could do harm there. Copy \
        the address from the browser's address line."
        wrong "webcast: www.example.org/meeting"
        right "webcast: https://www.example.org/meeting"

    DanglingLink "dangling-link" Error
        "A link in the text that leads nowhere"
        "The text links to a paper or a place in one, and there is no such file or no such place. A \
        reader who follows it would find nothing. Correct the path, which counts from the file that the \
        link stands in, or take the link out."
        wrong "See the [strategy](../../cabinet/2023-10-05/05-stratgy.md)."
        right "See the [strategy](../../cabinet/2023-10-05/05-strategy.md)."

    DanglingRelated "dangling-related" Error
        "A related paper that does not exist"
        "`related` lists paths to other papers, counted from this file as in links, and nothing stands at \
        this one. Correct the path, or take the entry out if the paper was never published."
        wrong "related: [../2023-10-05/05-stratgy.md]"
        right "related: [../2023-10-05/05-strategy.md]"

    UnknownPersonId "unknown-person-id" Error
        "A person's id that nobody has"
        "An entry such as `people/mair-pugh` means the person with that id, and there is nobody with it: \
        no file of that name in `people/`, and no paper that names such a person. Correct the id, or \
        write the name instead."
        wrong "moved_by: people/mair-pughe"
        right "moved_by: people/mair-pugh"

    SameName "same-name" Warning
        "One name with two organisations"
        "The same name stands with two different organisations. They are taken for two people, because \
        linking one person's words to another would be worse than two short pages. If they are one \
        person who changed posts, add a file for the person in `people/` with both under `roles`; if \
        they really are two, accept the warning."
        wrong "presenters:\n  - { name: Osian Blake, organisation: Marlbrook Council }\n# and elsewhere:\n  - { name: Osian Blake, organisation: Vale Health Board }"
        right "# people/osian-blake.md\nname: Osian Blake\nroles:\n  - { role: Director, organisation: Marlbrook Council }\n  - { role: Chief Officer, organisation: Vale Health Board }"

    NameAmbiguous "name-ambiguous" Warning
        "A name that fits two people"
        "Two people at hand fit this name, so it is not linked to either: a wrong link would put words \
        into somebody's mouth. Write the name in full, or with the honorific that only one of them has, \
        if the minute may still be changed; if not, accept the warning."
        wrong "Mrs Pugh asked about costs.   (with Mair Pugh and Nesta Pugh present)"
        right "Mrs Nesta Pugh asked about costs."

    NameListedTwice "name-listed-twice" Warning
        "A person listed twice"
        "The same person stands twice in one list, or in two lists that exclude each other, such as those \
        present and those who sent apologies. Counts made from the lists would be wrong. Take one of the \
        entries out."
        wrong "present: [Mair Pugh]\napologies: [Mair Pugh]"
        right "present: [Mair Pugh]"

    AmbiguousReference "ambiguous-reference" Warning
        "A reference that fits two meetings or papers"
        "The text refers to a meeting by its date, or to a paper by its number, and two fit: the \
        committee may have met twice on that day. The reference stays plain text. Write it as a link to \
        the one that is meant, or accept the warning."
        wrong "the minutes of the meeting of 12 March 2024"
        right "the minutes of the [meeting of 12 March 2024](../2024-03-12-special/index.md)"

    // ── The minute ───────────────────────────────────────────────────────────────────────────────

    ResolutionsCount "resolutions-count" Error
        "More or fewer entries than resolutions"
        "The entries under `resolutions` describe the resolutions found in the minute, one each and in \
        order. When their numbers differ, an outcome or vote would be recorded against the wrong \
        decision. Write `{}` for a resolution about which nothing is to be said, and give `text` to one \
        that the minute does not print. The message lists those that were found."
        wrong "resolutions:\n  - outcome: noted\n---\nRESOLVED that the report be noted.\n\nRESOLVED that it be sent to Cabinet."
        right "resolutions:\n  - outcome: noted\n  - outcome: referred\n    to: Cabinet\n---\nRESOLVED that the report be noted.\n\nRESOLVED that it be sent to Cabinet."

    ResolutionCandidate "resolution-candidate" Warning
        "A possible resolution in the middle of a paragraph"
        "A word such as RESOLVED stands in the middle of a sentence. Only a paragraph that begins with it \
        is taken for a resolution, because in mid-sentence it is as often a report of an earlier one. If \
        this is a decision, start a new paragraph before the word; if not, accept the warning."
        wrong "After a debate it was RESOLVED that the budget be noted."
        right "After a debate it was\n\nRESOLVED that the budget be noted."

    DoubtfulLabel "doubtful-label" Warning
        "A number or letter that may be a paragraph's label"
        "The paragraph begins with something that could be a printed label or part of the sentence, such \
        as `J. Smith said` or `2.5 million`. It is taken for text. If it is a label, mend the spacing or \
        punctuation; if it is text, accept the warning or write a backslash after the number (`7\\.`)."
        wrong "J. Smith said that the figures were provisional."
        right "Mr J. Smith said that the figures were provisional."

    RawHtml "raw-html" Warning
        "HTML in the text"
        "The text holds HTML. It is shown as it was typed instead of taking effect, so that no paper can \
        carry a script or break its page. Use Markdown for tables, emphasis and links, or take the tags \
        out."
        wrong "The cost is <b>£4 million</b>."
        right "The cost is **£4 million**."

    ControlCharacters "control-characters" Warning
        "Invisible characters in the text"
        "The text holds characters that print nothing, or that turn the direction of writing round. They \
        come with text copied from other programs, can hide words from a reader or a search, and are \
        left out of the pages. Delete them at the place given."
        wrong "Draft<U+0007> budget"
        right "Draft budget"

    TooDeep "too-deep" Error
        "Text nested too deeply"
        "Quotations and lists stand inside one another so deeply that no page could show them sensibly \
        and a browser might fail on them. It is nearly always an accident of copying. Take some of the \
        `>` or `-` signs at the beginning of the line out."
        wrong "> > > > > > > > > > > > > > > > > > as the report says"
        right "> as the report says"

    MissingFootnote "missing-footnote" Warning
        "A footnote that is referred to but not there"
        "The text has a footnote mark, and no footnote of that name stands in the paper. The mark is \
        shown as text. Add the footnote on a line of its own, or take the mark out."
        wrong "The cost has risen.[^1]"
        right "The cost has risen.[^1]\n\n[^1]: Report of the Treasurer, paragraph 4."

    // ── Votes, attendance, closed papers, dates ──────────────────────────────────────────────────

    VoteCount "vote-count" Warning
        "The names do not add up to the vote"
        "The number of names given for, against or abstaining differs from the number of votes given. \
        One of the two is wrong, and residents will notice. Compare both with the clerk's record."
        wrong "vote: { method: recorded, for: 3, names: { for: [Mair Pugh, Osian Blake] } }"
        right "vote: { method: recorded, for: 2, names: { for: [Mair Pugh, Osian Blake] } }"

    VoterNotPresent "voter-not-present" Warning
        "Somebody voted who is not listed as present"
        "A name in a recorded vote, or of a mover or seconder, is not among those present at the meeting \
        and is no substitute. Either the attendance or the vote is wrong, or the name is spelt in two \
        ways. Correct the one that is wrong."
        wrong "attendance: { present: [Mair Pugh] }\n# and in an item of that meeting:\nmoved_by: Osian Blake"
        right "attendance: { present: [Mair Pugh, Osian Blake] }\n# and in an item of that meeting:\nmoved_by: Osian Blake"

    ExemptWithoutReason "exempt-without-reason" Error
        "A closed paper that does not say why"
        "`access: exempt` closes a paper or document to the public, and the law asks for the paragraph of \
        the schedule under which it is closed. The public page shows it. Add `exempt:` with the \
        paragraph's number; if the paper is to be public, take `access` out."
        wrong "access: exempt"
        right "access: exempt\nexempt:\n  paragraphs: [3]\n  public_interest: Disclosure would weaken the council's position."

    ExemptParagraph "exempt-paragraph" Error
        "A paragraph that the schedule does not have"
        "The number given under `paragraphs` is none of the descriptions of exempt information in the \
        schedule that applies: Schedule 12A to the Local Government Act 1972 in England and in Wales \
        (whose lists differ), Schedule 7A to the Act of 1973 in Scotland. A paper cannot be closed under \
        a paragraph that does not exist. Correct the number, or `jurisdiction` in `site.yaml`."
        wrong "exempt: { paragraphs: [30] }"
        right "exempt: { paragraphs: [3] }"

    ConfidentialWithoutReason "confidential-without-reason" Error
        "A confidential paper that does not say why"
        "`access: confidential` is for what the law or a court forbids to disclose, or what a government \
        department gave in confidence. It needs no paragraph, but the public is told the reason. Add \
        `exempt:` with `reason`; if the council itself chose to close the paper, it is `exempt`."
        wrong "access: confidential"
        right "access: confidential\nexempt:\n  reason: Disclosure is prohibited by an order of the court."

    ExclusionMissing "exclusion-missing" Warning
        "A closed item without a resolution to exclude the public"
        "The meeting took an item as exempt, but none of its items records the resolution by which press \
        and public were excluded. Add `exclusion:` to the item whose minute has that resolution, with \
        the numbers of the items it covers; if the meeting passed none, accept the warning."
        wrong "# item 8\naccess: exempt\nexempt: { paragraphs: [3] }"
        right "# item 7, \"Exclusion of the press and public\"\nexclusion: { items: [8], paragraphs: [3] }"

    ExclusionUnknownItem "exclusion-unknown-item" Warning
        "An exclusion that names an item the meeting does not have"
        "The `items` of an exclusion are the printed numbers of items of the same meeting, and none has \
        this number. The link from the resolution to the item cannot be made. Correct the number here, \
        or `number:` in the item."
        wrong "exclusion: { items: [18], paragraphs: [3] }"
        right "exclusion: { items: [8], paragraphs: [3] }"

    DatesOutOfOrder "dates-out-of-order" Warning
        "Dates or times in an order that cannot be"
        "Something ends before it begins, or is dated in an order that does not happen: a term that ends \
        before it starts, a meeting that closes before it opens, minutes approved before they were \
        taken. One of the two is probably mistyped. Correct it, or accept the warning if it is right."
        wrong "active: { from: 2021-05-20, to: 2020-05-19 }"
        right "active: { from: 2020-05-20, to: 2021-05-19 }"

    ApprovedNotFound "approved-not-found" Warning
        "Minutes marked as approved, and no meeting that approved them"
        "The minutes are marked `approved`, but `approved_at` is missing, so a reader cannot see where \
        they became the agreed record. Add the path of the paper at which they were approved, or leave \
        it and accept the warning if that meeting is not on the site."
        wrong "minutes: { status: approved }"
        right "minutes: { status: approved, approved_at: ../2024-01-17/03-minutes.md }"

    ApprovedDangling "approved-dangling" Error
        "The paper that approved the minutes does not exist"
        "`approved_at` is a path from this file to the paper at which the minutes were approved, and \
        nothing stands there. Correct the path; it begins with `../` when the paper belongs to another \
        meeting."
        wrong "minutes: { status: approved, approved_at: 2024-01-17/03-minutes.md }"
        right "minutes: { status: approved, approved_at: ../2024-01-17/03-minutes.md }"

    // ── Addresses, warnings and languages of a paper ─────────────────────────────────────────────

    AliasShape "alias-shape" Error
        "An old address that is not one of this site"
        "`aliases` of a paper are addresses that must go on working after a move, so each must be one \
        that this site can answer: beginning with a slash, without the name of the host and \
        without `..`. Give the part of the old address that follows the host."
        wrong "aliases: [https://papers.example.org/old/budget/]"
        right "aliases: [/old/budget/]"

    AliasCollision "alias-collision" Error
        "An old address that another page has"
        "The address is given as an alias, but a page stands there already, or another paper claims it \
        too. It can lead to one place only. Take it out of one of the two."
        wrong "aliases: [/people/]"
        right "aliases: [/old/people-and-posts/]"

    UnusedAccept "unused-accept" Warning
        "An accepted warning that no longer occurs"
        "An entry under `accept` silences a warning that somebody has looked at, and there is no such \
        warning any more. An entry left behind might hide a real one later. Delete it, or correct its \
        `code` or `at` if it was meant for another."
        wrong "accept:\n  - { code: raw-html, reason: Quoted from a website. }   (the HTML is gone)"
        right "title: Draft budget"

    LanguageDisagrees "language-disagrees" Error
        "The file name says one language and the front matter another"
        "A file whose name ends in `.cy.md` is the Welsh version of the paper without it, and its \
        `language`, if given, must say the same. Read aloud by a screen reader in the wrong language, \
        a page cannot be understood. Delete the field, or rename the file."
        wrong "07-draft-budget.cy.md\nlanguage: en"
        right "07-draft-budget.cy.md\nlanguage: cy"

    TranslationWithoutOriginal "translation-without-original" Warning
        "A translation whose original is missing"
        "The file's name marks it as the version of a paper in another language, and that paper is not \
        there. It is published by itself, without a link from one language to the other. Add the \
        original under the same name, or take the language out of the file's name and into `language`."
        wrong "07-draft-budget.cy.md   (and no 07-draft-budget.md)"
        right "07-draft-budget.md\n07-draft-budget.cy.md"

    // ── The site ─────────────────────────────────────────────────────────────────────────────────

    ColourShape "colour-shape" Error
        "A colour written another way"
        "Colours are written as a number sign and six digits from 0 to 9 and a to f, in quotation marks: \
        without them everything from the number sign on would be a comment. A council's style guide \
        calls this the hex value."
        wrong "colours: { primary: navy }"
        right "colours: { primary: \"#003366\" }"

    Contrast "contrast" Warning
        "A colour that is hard to read"
        "Text in this colour on its background has less contrast than the accessibility regulations for \
        public bodies ask for (4.5 to 1, WCAG 2.2 AA), so people with poor sight could not read it. A \
        darker shade is used in its place where text needs it. Choose a darker colour."
        wrong "colours: { primary: \"#88bbff\" }"
        right "colours: { primary: \"#0b4f9e\" }"

    ThemeMissing "theme-missing" Error
        "A theme that is not there"
        "`theme` in `site.yaml` names a folder under `themes/`, and there is none of that name. Correct \
        the name, put the folder there, or take the line out to use the theme that is built in."
        wrong "theme: marlbruk   (the folder is themes/marlbrook)"
        right "theme: marlbrook"

    ThemeTemplate "theme-template" Error
        "A template of the theme that does not work"
        "A template in the site's own theme has a mistake, or asks for something that pages of its kind \
        do not have. The message gives the line. Mend the template, or delete it to use the one that is \
        built in."
        wrong "<h1>{{ item.titel }}</h1>"
        right "<h1>{{ item.title }}</h1>"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_in_a_few_sentences() {
        let mut slugs = std::collections::BTreeSet::new();
        for code in Code::ALL {
            let entry = code.entry();
            assert!(slugs.insert(entry.slug), "{} stands twice", entry.slug);
            let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(entry.slug.chars().all(kebab), "{}", entry.slug);
            let sentences = entry.explanation.matches(['.', '?']).count();
            assert!((2..=12).contains(&sentences), "{}: {sentences}", entry.slug);
            assert!(entry.explanation.ends_with('.'), "{}", entry.slug);
            assert!(!entry.explanation.contains("  "), "{}", entry.slug);
            assert!(!entry.title.ends_with('.'), "{}", entry.slug);
            assert_ne!(entry.wrong, entry.right, "{}", entry.slug);
            assert_eq!(Code::from_slug(entry.slug), Ok(*code));
        }
    }

    #[test]
    fn a_mistyped_slug_is_answered_with_the_nearest() {
        assert_eq!(Code::from_slug("Unknown_Key"), Ok(Code::UnknownKey));
        assert_eq!(Code::from_slug("unkown-key"), Err(Some("unknown-key")));
        assert_eq!(Code::from_slug("yaml"), Err(Some("bad-yaml")));
        assert_eq!(Code::from_slug("weather forecast"), Err(None));
    }
}
