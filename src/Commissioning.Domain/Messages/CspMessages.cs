namespace Commissioning.Domain.Messages;

/// <summary>Messages between the areas and the office about returns and projects; one text for the whole office.</summary>
internal static class CspMessages
{
    private const string ForOfficers = "You get this because you post to the ledger of the areas.",
        ForArea = "You get this because you report for this area.",
        Officers = "Officers who post to the ledger and chose to hear at once; the others read it in their list of what waits",
        Contacts = "Who prepared and who certified the return; once neither reports for the area, everyone who does";

    private static readonly MergeField Area = new("area", "Name of the area", "Leicester"),
        Period = new("period", "The quarter, or February", "quarter 2"),
        Year = new("year", "The financial year", "2026-27"),
        Project = new("project", "Name of the project", "Market wardens"),
        Asker = new("asker", "Who asks for it", "Nadia Begum"),
        Amount = new("amount", "What it costs", "£9,000.00");

    public static readonly IReadOnlyList<MessageText> All =
    [
        new(MessageKind.CspReturnCertified)
        {
            Title = "An area has sent its return",
            When = "When an area certifies its quarterly return",
            To = Officers,
            Subject = "{{area}}: return for {{period}} of {{year}} to check",
            Body = """
                {{certifier}} has certified the return of {{area}} for {{period}} of {{year}}.

                It says that {{actual}} was spent. It has {{lines}}. {{difference}}
                """,
            Fields =
            [
                Area,
                Period,
                Year,
                new("certifier", "Who certified it", "Anita Cole"),
                new("actual", "Spent since 1 April", "£90,000.00"),
                new("lines", "How many lines", "12 lines"),
                new("difference", "How it differs from the ledger; empty: it does not", "The return says £120.00 more than the ledger."),
            ],
            Needed = ["area", "period"],
            Button = "Check the return",
            Why = ForOfficers,
            ByFund = false,
        },
        new(MessageKind.CspReturnSentBack)
        {
            Title = "A return is sent back to the area",
            When = "When an officer sends an area's return back",
            To = Contacts,
            Subject = "{{area}}: please put right your return for {{period}} of {{year}} by {{by}}",
            Body = """
                We have read the return of {{area}} for {{period}} of {{year}}. Please put right what is below by {{by}}. Then ask a colleague to certify it again.

                {{note}}

                {{queries}}

                {{accepted}}
                """,
            Fields =
            [
                Area,
                Period,
                Year,
                new("by", "Day by which it is put right", "14 December 2026"),
                new(
                    "note",
                    "What the officer says of the whole return; empty: nothing",
                    "The forecast is the same as last time. Is that right?"
                ),
                new("queries", "What is asked about lines, one each; empty: nothing", "- Line 2, Leaflets, £50.00: Which leaflets?"),
                new("accepted", "What was accepted; empty: nothing", "We accepted 3 lines of £1,500.00. You need not send those again."),
            ],
            Needed = ["by", "queries", "note"],
            Button = "Open the return",
            Why = ForArea,
            ByFund = false,
        },
        new(MessageKind.CspReturnAccepted)
        {
            Title = "A return is accepted",
            When = "When an officer accepts an area's return",
            To = Contacts,
            Subject = "{{area}}: we have accepted your return for {{period}} of {{year}}",
            Body = """
                We have accepted the return of {{area}} for {{period}} of {{year}}. You do not need to do anything.

                {{posted}}

                {{note}}
                """,
            Fields =
            [
                Area,
                Period,
                Year,
                new("posted", "What was added to the ledger", "We added 3 lines of £1,500.00 to your area's spending."),
                new("note", "What the officer says; empty: nothing", "Thank you for the invoices."),
            ],
            Needed = ["area", "period"],
            Button = "Open the return",
            Why = ForArea,
            ByFund = false,
        },
        new(MessageKind.CspSpendingReversed)
        {
            Title = "Spending of an accepted line is reversed",
            When = "When an officer reverses the ledger entry of a line that was accepted",
            To = Contacts,
            Subject = "{{area}}: we have taken out a line of your return for {{period}} of {{year}}",
            Body = """
                We have taken a payment out of your area's spending. It is {{line}}, in your return for {{period}} of {{year}}.

                It was number {{number}} of the ledger, {{reversal}}.

                Tell us if you think that this is wrong.
                """,
            Fields =
            [
                Area,
                Period,
                Year,
                new("line", "The line of the return", "line 2, Leaflets, £50.00"),
                new("number", "Its number in the ledger", "11"),
                new(
                    "reversal",
                    "By what it was reversed, when and why",
                    "reversed by number 18 on 14 December 2026, because: It was paid twice"
                ),
            ],
            Needed = ["line", "reversal"],
            Button = "Open the return",
            Why = ForArea,
            ByFund = false,
        },
        new(MessageKind.CspProjectProposed)
        {
            Title = "An area proposes a project",
            When = "When an area proposes a project",
            To = Officers,
            Subject = "{{area}} proposes a project: {{project}}",
            Body = """
                {{proposer}} proposes the project {{project}} for {{area}} in {{year}}. It would cost {{amount}}.
                """,
            Fields = [Area, Year, Project, Amount, new("proposer", "Who proposes it", "Sam Green")],
            Needed = ["project"],
            Button = "Decide on the project",
            Why = ForOfficers,
            ByFund = false,
        },
        new(MessageKind.CspProjectDecided)
        {
            Title = "A project of an area is decided",
            When = "When an officer approves or refuses a project that an area proposed",
            To = "Who proposed it",
            Subject = "{{area}}: {{project}} is {{decision}}",
            Body = """
                Your project {{project}} for {{area}} in {{year}}, which costs {{amount}}, is {{decision}}.

                {{note}}
                """,
            Fields =
            [
                Area,
                Year,
                Project,
                Amount,
                new("decision", "Approved or refused", "approved"),
                new("note", "What the officer says; empty: nothing", "Please tell us when the wardens start."),
            ],
            Needed = ["project", "decision"],
            Button = "See your projects",
            Why = "You get this because you proposed this project.",
            ByFund = false,
        },
        new(MessageKind.CspYearToSign)
        {
            Title = "A year of the areas' budgets to sign",
            When = "When finance proposes that a year is signed off",
            To = "Whom the office named as section 151 officer or deputy for that day",
            Subject = "Areas' budgets of {{year}}: please sign",
            Body = """
                {{asker}} proposes to sign off the areas' budgets of {{year}}: {{reason}}

                Please read the sheet. Then sign it, or refuse it and say why. The year is locked once you sign.
                """,
            Fields = [Year, Asker, new("reason", "What is signed off", "The accounts of 30 April")],
            Needed = ["year"],
            Button = "Read the sheet",
            Why = "You get this because the office named you to sign.",
            ByFund = false,
        },
        new(MessageKind.CspYearToReopen)
        {
            Title = "A reopening of a year of the areas' budgets to agree to",
            When = "When somebody asks that a locked year is opened again",
            To = "Everyone else who may lock or sign a year",
            Subject = "Areas' budgets of {{year}}: open it again?",
            Body = """
                {{asker}} asks to open the areas' budgets of {{year}} again: {{reason}}

                One of you must agree or refuse. The signed sheet stays as it is.
                """,
            Fields = [Year, Asker, new("reason", "Why it is opened again", "A late invoice came in.")],
            Needed = ["year"],
            Button = "Agree or refuse",
            Why = "You get this because you may lock or sign a year.",
            ByFund = false,
        },
    ];
}
