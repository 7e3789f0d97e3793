using static Commissioning.Domain.Messages.MessageFields;

namespace Commissioning.Domain.Messages;

/// <summary>What organisations are told when something of theirs has arrived, and when nothing more can.</summary>
internal static class ReceivedMessages
{
    private static readonly MergeField Received = new("received", "When we had it", "4:12pm on 6 January 2027");

    public static readonly IReadOnlyList<MessageText> All =
    [
        new(MessageKind.ReturnReceived)
        {
            Title = "Return received",
            When = "When a monitoring return is sent",
            Importance = Importance.Routine,
            To = MessageText.Contacts,
            Subject = "{{fund}}: we have your return for {{project}}",
            Body = """
                Thank you. We have the {{return}} for {{project}} ({{reference}}), which {{by}} sent at {{received}} (UK time).

                You do not need to do anything now. We read it and then write to you. We may ask about something that is not clear.
                """,
            Fields = [.. OfApplication, By, Received, new("return", "Which return it is", "final return")],
            Needed = ["received"],
            Button = "See what you sent",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.ClaimReceived)
        {
            Title = "Claim received",
            When = "When an organisation claims what it has spent",
            Importance = Importance.Money,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: we have your claim for {{project}}",
            Body = """
                Thank you. We have your claim of {{amount}} for {{project}} ({{reference}}), which {{by}} sent at {{received}} (UK time).

                You do not need to do anything now. We look at the receipts and write to you, either way. A second person then checks the payment.
                """,
            Fields = [.. OfApplication, Amount, By, Received],
            Needed = ["amount", "received"],
            Button = "See your claims",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.VariationReceived)
        {
            Title = "Change asked for, received",
            When = "When an organisation asks for a change of its grant",
            Importance = Importance.Routine,
            To = MessageText.Contacts,
            Subject = "{{fund}}: you asked for a change to {{project}}",
            Body = """
                We have your request about {{project}} ({{reference}}), which {{by}} sent at {{received}} (UK time).

                What you asked for: {{change}}

                We will decide and write to you. Until then nothing changes, so please keep to the grant as it is.
                """,
            Fields = [.. OfApplication, By, Received, new("change", "The kind of change", "Dates of the project")],
            Needed = ["received", "change"],
            Button = "See your grant",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.ReviewReceived)
        {
            Title = "Complaint or review received",
            When = "When the office records a complaint about a decision, or a request to look at it again",
            Importance = Importance.Decision,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: we are looking again at our decision on {{project}}",
            Body = """
                We have your {{kind}} {{decision}} ({{reference}}). It reached us on {{received}}.

                Someone who did not make the decision will look at it. We will write to you by the end of {{due}}.

                This does not change how we treat any later application from you.
                """,
            Fields =
            [
                .. OfApplication,
                new("kind", "A complaint, or a request to look again", "request to look again at"),
                new("decision", "Which decision it is about", "our decision on Safer Saturdays"),
                new("received", "The day on which we had it", "6 January 2027"),
                new("due", "The day by which we answer", "3 February 2027"),
            ],
            Needed = ["decision", "received", "due"],
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.DraftNotSent)
        {
            Title = "A draft was not sent in time",
            When = "After a round has closed, once for each draft that was not sent",
            To = "Every member of the organisation",
            Subject = "{{fund}}: your application was not sent in time",
            Body = """
                {{round}} closed at {{closes}} (UK time). {{project}} was not sent, so we cannot consider it.

                {{late}}

                We are sorry to see work go to waste. You can still read what you wrote, and copy it into a later application.
                """,
            Fields =
            [
                .. OfDraft,
                new("closes", "When the round closed", "5pm on 2 February 2027"),
                new("late", "Whom to ask about a late application", "If something kept you from sending it in time, ring us."),
            ],
            Needed = ["closes", "late"],
            Button = "Read what you wrote",
            Why = "You get this because your organisation began an application in this round.",
            ByFund = true,
        },
        new(MessageKind.GrantClosed)
        {
            Title = "Grant closed, with thanks",
            When = "When a grant is closed",
            Importance = Importance.Decision,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: thank you for {{project}}",
            Body = """
                Your grant for {{project}} ({{reference}}) is now closed. We have all your reports, and there is nothing more to pay or to send.

                Thank you to everyone at {{organisation}} who made it happen.

                Paid to you: {{paid}}
                Returned to us: {{returned}}

                Please keep your records of the grant for as long as your agreement says.
                """,
            Fields =
            [
                .. OfApplication,
                new("paid", "What was paid in all", "£4,500.00"),
                new("returned", "What was paid back; may be empty", "£120.00") { CanBeEmpty = true },
            ],
            Needed = ["paid"],
            Button = "See your grant",
            Why = MessageText.Acting,
            ByFund = true,
        },
    ];
}
