namespace Commissioning.Domain.Messages;

/// <summary>Messages to the office about its own work; one text for the whole office.</summary>
internal static class OfficeMessages
{
    public static readonly IReadOnlyList<MessageText> All =
    [
        new(MessageKind.ConcernRaised)
        {
            Title = "A concern is raised",
            When = "When somebody raises a concern",
            To = "Leads for concerns; without one, the administrators",
            Subject = "Concern {{number}} has been raised",
            Body = """
                Someone has raised a concern. Only leads for concerns can read it. This e-mail says nothing of what it is about.
                """,
            Fields = [new("number", "Number of the concern", "7")],
            Needed = ["number"],
            Button = "Read the concerns",
            Why = "You get this because you look after concerns.",
            ByFund = false,
        },
        new(MessageKind.NoteMention)
        {
            Title = "A note names a colleague",
            When = "When a note on an application or an organisation names a colleague",
            To = "The colleague",
            Subject = "{{by}} asks you to read a note about {{about}}",
            Body = """
                {{by}} has written a note about {{about}} that names you. This e-mail says nothing of what it says.
                """,
            Fields = [new("by", "Who wrote the note", "Priya Shah"), new("about", "Reference or organisation", "CSF-26-R1-012")],
            Needed = ["by", "about"],
            Button = "Read the note",
            Why = "You get this because a note names you.",
            ByFund = false,
        },
        new(MessageKind.AlertRaised)
        {
            Title = "Something is wrong with the portal",
            When = "Once a day for each thing that is wrong",
            To = "The administrators",
            Subject = "Our grants portal needs your attention",
            Body = """
                {{what}}

                This started at {{since}} (UK time).
                """,
            Fields =
            [
                new("what", "What is wrong and what to do", "The mail server does not answer."),
                new("since", "Since when", "4:12pm on 6 January 2027"),
            ],
            Needed = ["what"],
            Button = "See how things are now",
            Why = "You get this because you are an administrator. We write once a day for each thing that is wrong.",
            ByFund = false,
        },
        new(MessageKind.WorkWaiting)
        {
            Title = "What waits for somebody",
            When = "As often as each person has chosen",
            To = "Members of staff with something on their list",
            Subject = "{{what}}",
            Body = """
                {{heading}}

                {{list}}

                Your list has a link to choose how often you get this e-mail.
                """,
            Fields =
            [
                new("what", "The first kinds of task", "3 payments to approve"),
                new("heading", "New, or all that waits", "New for you:"),
                new("list", "What waits, a line each", "- 3 payments to approve, by 3 May 2027"),
            ],
            Needed = ["list"],
            Button = "See your list",
            Why = "You get this because tasks wait for you.",
            ByFund = false,
        },
        new(MessageKind.AuditTrailAnchored)
        {
            Title = "The end of the audit trail",
            When = "Once a day, when anything was done",
            To = "The auditors",
            Subject = "Audit trail of {{day}}: keep this e-mail",
            Body = """
                This is the end of the audit trail today:

                {{head}}

                It is signed with the key {{key}}.

                Keep this e-mail outside the portal. If somebody changes an earlier entry, this line is no longer right. To check, paste the line on the page behind the button. The verb verify-audit --head takes it too.
                """,
            Fields =
            [
                new("day", "The day", "6 January 2027"),
                new("head", "Number and hash of the newest entry", "3877:acf4e77d"),
                new("key", "Which key signed it", "8C1F2A90"),
            ],
            Needed = ["head"],
            Button = "Verify the audit trail",
            Why = "You get this because you are an auditor.",
            ByFund = false,
        },
    ];
}
