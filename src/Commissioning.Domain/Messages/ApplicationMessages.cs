using static Commissioning.Domain.Messages.MessageFields;

namespace Commissioning.Domain.Messages;

/// <summary>Messages to people who apply, from the draft to the decision.</summary>
internal static class ApplicationMessages
{
    public static readonly IReadOnlyList<MessageText> All =
    [
        new(MessageKind.Receipt)
        {
            Title = "Receipt of an application",
            When = "When an application is sent",
            To = "The person who sent it; for an application on paper, its contact",
            Subject = "{{fund}}: we have your application {{reference}}",
            Body = """
                Thank you for your application for {{project}}. We have it, and you do not need to do anything now.

                Reference: {{reference}}
                Fund and round: {{round}}
                Asked for: {{amount}}
                Received: {{received}} (UK time)

                What happens next: we carry out checks. Each panel member scores every application alone, then the panel agrees the scores together. We expect a decision by {{decision}}. We will write to you either way and tell you why.

                You can read and save a copy of what you sent. We keep a code with it, which shows that nobody has changed it since: {{hash}}
                """,
            Fields =
            [
                .. OfApplication,
                Amount with
                {
                    Meaning = "Amount asked for",
                },
                new("received", "When it was received", "4:12pm on 6 January 2027"),
                new("decision", "When a decision is expected", "16 March 2027"),
                new("hash", "SHA-256 of what was received", "9f86d081884c7d65", CanBeEmpty: true),
            ],
            Needed = ["reference", "hash"],
            Button = "See what you sent",
            Why = "You get this because you sent us an application.",
            ByFund = true,
        },
        new(MessageKind.ClosingReminder)
        {
            Title = "Reminder of an unfinished draft",
            When = "Before a round closes, once for each draft that has not been sent",
            To = "Everyone of the organisation",
            Subject = "{{fund}}: your application has not been sent yet",
            Body = """
                {{project}} is saved but has not been sent. {{round}} closes at {{closes}} (UK time). After that you can no longer send it.

                {{recalled}}

                Still to do:
                {{missing}}

                If you no longer want to apply, you can withdraw it there. We will then stop writing to you about it.
                """,
            Fields =
            [
                .. OfDraft,
                new("recalled", "That it was sent and taken back; may be empty", "It was sent before, and taken back.")
                {
                    CanBeEmpty = true,
                },
                new("closes", "When the round closes", "5pm on 2 February 2027"),
                new("missing", "Parts that are not complete, a line each", "- Budget"),
            ],
            Needed = ["recalled", "closes", "missing"],
            Button = "Continue your application",
            Why = "You get this because you began an application in this round.",
            ByFund = true,
        },
        new(MessageKind.ChangesAsked)
        {
            Title = "Changes asked for",
            When = "When an officer asks for something in an application to be changed",
            To = "Everyone of the organisation; for an application on paper, its contact",
            Subject = "{{fund}}: we need something more for {{reference}}",
            Body = """
                This is about {{project}} ({{reference}}), {{round}}.

                {{reason}}

                Please change these parts by the end of {{due}}:
                {{questions}}

                Nothing else in the application changes. We keep what you first sent.
                """,
            Fields =
            [
                .. OfApplication,
                Reason with
                {
                    Meaning = "What the officer wrote",
                    Sample = "Which streets do you mean?",
                },
                new("due", "The day to answer by", "20 January 2027"),
                new("questions", "What is asked for, a line each", "- Budget"),
            ],
            Needed = ["reason", "due"],
            Button = "Answer now",
            Why = "You get this because you sent us this application.",
            ByFund = true,
        },
        new(MessageKind.DecisionDateChanged)
        {
            Title = "New date for a decision",
            When = "When the office changes the day by which it expects to decide a round",
            To = "Everyone with an application in the round",
            Subject = "{{fund}}: a new date for our decision",
            Body = """
                We now expect to decide {{round}} by {{decision}}. We said {{before}} before.

                Why: {{reason}}

                You do not need to do anything. We will write to you either way when we have decided.
                """,
            Fields =
            [
                .. OfDraft,
                new("decision", "The new date", "30 March 2027"),
                new("before", "The date before", "16 March 2027"),
                Reason with
                {
                    Meaning = "What the officer wrote",
                    Sample = "More applications than we planned for.",
                },
            ],
            Needed = ["decision", "reason"],
            Why = "You get this because you applied in this round.",
            ByFund = true,
        },
        new(MessageKind.Withdrawn)
        {
            Title = "Withdrawal of an application",
            When = "When an application or a draft is withdrawn",
            To = "Everyone of the organisation",
            Subject = "{{fund}}: your application is withdrawn",
            Body = """
                {{by}} withdrew {{project}} of {{organisation}} at {{withdrawn}} (UK time). It was for {{round}}. We keep it on record, but we do not consider it.

                {{undo}}

                If this is not what you want, tell us at once.
                """,
            Fields =
            [
                .. OfDraft,
                By with
                {
                    Meaning = "Name of the person who withdrew it",
                },
                new("withdrawn", "When it was withdrawn", "4:12pm on 6 January 2027"),
                new("undo", "What can still be done", "You cannot undo this."),
            ],
            Needed = ["by", "withdrawn", "undo"],
            Button = "Read what was written",
            Why = "You get this because you worked on this application.",
            ByFund = true,
        },
        new(MessageKind.ChangesMoreTime)
        {
            Title = "More time for changes",
            When = "When an officer gives more time to answer",
            To = "Everyone of the organisation; for an application on paper, its contact",
            Subject = "{{fund}}: more time to change {{reference}}",
            Body = """
                This is about {{project}} ({{reference}}), {{round}}.

                You can now change {{what}} until the end of {{due}} (UK time).

                {{reason}}
                """,
            Fields =
            [
                .. OfApplication,
                Reason,
                new("what", "What is asked for", "the budget"),
                new("due", "The new day", "20 January 2027"),
            ],
            Needed = ["due"],
            Button = "Answer now",
            Why = "You get this because you sent us this application.",
            ByFund = true,
        },
        new(MessageKind.ChangesClosed)
        {
            Title = "A request for changes is closed",
            When = "When an officer closes a request without an answer",
            To = "Everyone of the organisation; for an application on paper, its contact",
            Subject = "{{fund}}: you do not need to change {{reference}}",
            Body = """
                This is about {{project}} ({{reference}}), {{round}}.

                You do not need to change {{what}} any more. Your application stays as you sent it.

                {{reason}}
                """,
            Fields = [.. OfApplication, Reason, new("what", "What was asked for", "the budget")],
            Needed = ["what"],
            Button = "See your application",
            Why = "You get this because you sent us this application.",
            ByFund = true,
        },
        new(MessageKind.Recalled)
        {
            Title = "An application is taken back",
            When = "When an applicant takes a sent application back",
            To = "Everyone of the organisation",
            Subject = "{{fund}}: your application is taken back and not sent",
            Body = """
                {{by}} took {{project}} ({{before}}) back to correct it.

                It is NOT sent at the moment. Send it again by {{closes}} (UK time). If nobody does, we cannot consider it, although it was sent before.
                """,
            Fields =
            [
                .. OfDraft,
                By,
                new("before", "The reference it had", "CSF-26-R1-012"),
                new("closes", "When it must be sent", "5pm on 2 February 2027"),
            ],
            Needed = ["closes"],
            Button = "Correct it and send it again",
            Why = "You get this because you are a member of {{organisation}}.",
            ByFund = true,
        },
        new(MessageKind.CertificateAsked)
        {
            Title = "Certify an application",
            When = "When a finished application waits for a second person",
            To = "The person who is asked to certify",
            Subject = "{{fund}}: please certify an application",
            Body = """
                {{by}} finished the application {{project}} of {{organisation}} to {{round}}, and asks you to certify it. It is NOT sent until you do.

                Do it by {{closes}} (UK time). After that it can no longer be sent.

                {{join}}
                """,
            Fields =
            [
                .. OfDraft,
                By,
                new("closes", "When the round closes", "5pm on 2 February 2027"),
                new("join", "How somebody new joins; may be empty", "Sign in with this e-mail address. The page asks you to join first.")
                {
                    CanBeEmpty = true,
                },
            ],
            Needed = ["closes", "join"],
            Button = "Read it",
            Why = "You get this because {{by}} chose you to check it.",
            ByFund = true,
        },
        new(MessageKind.CertificateSentBack)
        {
            Title = "An application is not certified",
            When = "When the second person sends it back",
            To = "The person who asked",
            Subject = "{{fund}}: sent back to you",
            Body = """
                {{by}} did not certify {{project}}. They say:

                {{note}}

                It is NOT sent. Change it, and ask again.
                """,
            Fields = [.. OfDraft, By, Note with { CanBeEmpty = false }],
            Needed = ["note"],
            Button = "Change it",
            Why = "You get this because you asked {{by}} to certify it.",
            ByFund = true,
        },
        new(MessageKind.PartAwardQuestion)
        {
            Title = "A question about part of a grant",
            When = "When the office asks if part of the money would be enough",
            Importance = Importance.Decision,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: a question about {{reference}}",
            Body = """
                This is about {{project}} ({{reference}}).

                If we fund it, we could give {{amount}} of the {{asked}} that you asked for. {{reason}}

                Please tell us if the project would still work. This is not an offer yet.
                """,
            Fields = [.. OfApplication, Amount, Reason, new("asked", "Amount asked for", "£8,000.00")],
            Needed = ["amount", "asked"],
            Button = "Answer the question",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.WrittenMessage)
        {
            Title = "A message that an officer wrote",
            When = "When an officer writes to an applicant",
            Importance = Importance.Routine,
            To = MessageText.Contacts,
            Subject = "{{subject}}",
            Body = """
                {{message}}

                This is about {{project}} ({{reference}}). Please do not answer this e-mail: answer on our site, so that your message is kept with your application.
                """,
            Fields =
            [
                .. OfApplication,
                new("subject", "Subject that the officer wrote", "A meeting for groups that applied"),
                new("message", "What the officer wrote", "We will hold a meeting for groups on 3 February."),
            ],
            Needed = ["subject", "message"],
            Button = "Read and answer",
            Why = MessageText.Acting,
            ByFund = false,
        },
        new(MessageKind.WrittenToOrganisation)
        {
            Title = "A message that an officer wrote to organisations",
            When = "When an officer writes to organisations of a list",
            Importance = Importance.Routine,
            To = MessageText.Contacts,
            Subject = "{{subject}}",
            Body = """
                {{message}}

                This is for {{organisation}}.
                """,
            Fields =
            [
                Organisation,
                new("subject", "Subject that the officer wrote", "A meeting for groups in your area"),
                new("message", "What the officer wrote", "We will hold a meeting for groups on 3 February."),
            ],
            Needed = ["subject", "message"],
            Why = MessageText.Acting,
            ByFund = false,
        },
        new(MessageKind.ApplicantWrote)
        {
            Title = "An applicant has written",
            When = "When an applicant writes a message on our site",
            To = "The office",
            Subject = "{{organisation}} has written about {{reference}}",
            Body = """
                {{organisation}} has sent us a message about {{project}}. Please read it on our site. You can write back there too.
                """,
            Fields = [.. OfApplication],
            Needed = ["reference"],
            Button = "Read and answer",
            Why = "You get this because you work for the office.",
            ByFund = false,
        },
    ];
}
