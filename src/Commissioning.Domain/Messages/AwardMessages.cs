using static Commissioning.Domain.Messages.MessageFields;

namespace Commissioning.Domain.Messages;

/// <summary>Messages about offers and grants; letters have their own templates.</summary>
internal static class AwardMessages
{
    public static readonly IReadOnlyList<MessageText> All =
    [
        new(MessageKind.GrantAccepted)
        {
            Title = "A grant is accepted",
            When = "When an organisation accepts a grant",
            Importance = Importance.Decision,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: you have accepted the grant {{reference}}",
            Body = """
                Thank you. {{by}}, {{role}}, accepted the grant of {{amount}} for {{project}} at {{accepted}} (UK time).

                Your page shows the letter, what we still need from you, the payments and the returns. Your first return is due on {{return}}.

                The letter you accepted has this code, which shows that nobody has changed it since: {{hash}}
                """,
            Fields =
            [
                .. OfApplication,
                By,
                Amount,
                new("role", "Role of the person", "Chair"),
                new("accepted", "When", "4:12pm on 6 April 2027"),
                new("return", "Day of the first return", "5 November 2027"),
                new("hash", "SHA-256 of the letter", "9f86d081884c7d65"),
            ],
            Needed = ["amount", "hash"],
            Button = "See your grant",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.OfferDeclineReceived)
        {
            Title = "A grant is declined, for the organisation",
            When = "When an organisation declines an offer",
            Importance = Importance.Decision,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: you have declined the grant for {{project}}",
            Body = """
                {{by}} declined our offer of {{amount}} for {{project}} ({{reference}}) for {{organisation}}. No one can accept it now.

                Why, as we were told: {{reason}}

                If this is a mistake, ring us today.
                """,
            Fields = [.. OfApplication, By, Amount, Reason],
            Needed = ["by", "amount"],
            Button = "See what was offered",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.OfferReminder)
        {
            Title = "Please accept a grant",
            When = "A week before an offer is to be accepted",
            Importance = Importance.Decision,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: please accept the grant for {{project}} by {{day}}",
            Body = """
                We have offered you {{amount}} for {{project}}. No one has accepted it yet. Please do it by the end of {{day}}.

                If you need more time, ring us. We will not withdraw the offer without telling you.
                """,
            Fields = [.. OfApplication, Amount, new("day", "The day to accept by", "9 April 2027")],
            Needed = ["day"],
            Button = "Read the offer and accept it",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.OfferPassed)
        {
            Title = "The day to accept has passed",
            When = "The day after an offer was to be accepted",
            Importance = Importance.Decision,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: the day to accept the grant for {{project}} has passed",
            Body = """
                You could accept our offer of {{amount}} for {{project}} until {{day}}. We have not withdrawn it.

                If you still want the grant, ring us and ask for more time.
                """,
            Fields = [.. OfApplication, Amount, new("day", "The day to accept by", "9 April 2027")],
            Needed = ["day"],
            Button = "See the offer",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.OfferMoreTime)
        {
            Title = "More time to accept",
            When = "When an officer gives more time to accept",
            Importance = Importance.Decision,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: more time to accept the grant for {{project}}",
            Body = """
                You now have until the end of {{day}} to accept the grant for {{project}} ({{reference}}).
                """,
            Fields = [.. OfApplication, new("day", "The new day", "9 April 2027")],
            Needed = ["day"],
            Button = "Read the offer and accept it",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.OfferWithdrawn)
        {
            Title = "An offer is withdrawn",
            When = "When an officer withdraws an offer that was not accepted in time",
            Importance = Importance.Decision,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: our offer for {{project}} is withdrawn",
            Body = """
                No one accepted our offer of {{amount}} for {{project}} by {{day}}. We have now withdrawn it.

                Why: {{reason}}

                If this is a mistake, ring us.
                """,
            Fields = [.. OfApplication, Amount, Reason, new("day", "The day it was to be accepted", "9 April 2027")],
            Needed = ["reason"],
            Button = "See what was offered",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.OfferAnswer)
        {
            Title = "An answer about an offer",
            When = "When an officer answers a question about an offer",
            Importance = Importance.Routine,
            To = MessageText.Contacts,
            Subject = "{{fund}}: our answer about {{project}}",
            Body = """
                You asked about your grant for {{project}} ({{reference}}). This is our answer:

                {{answer}}
                """,
            Fields = [.. OfApplication, new("answer", "What the officer wrote", "Yes, you can start in June.")],
            Needed = ["answer"],
            Button = "See your grant",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.EvidenceWanted)
        {
            Title = "Something is needed for a grant",
            When = "When an officer adds a condition",
            Importance = Importance.Routine,
            To = MessageText.Contacts,
            Subject = "{{fund}}: we need something for {{project}}",
            Body = """
                We need this for your grant for {{project}} ({{reference}}):

                {{what}}

                {{note}}
                """,
            Fields = [.. OfApplication, new("what", "What is needed", "Certificate of insurance"), Note],
            Needed = ["what", "note"],
            Button = "Send it",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.EvidenceAgain)
        {
            Title = "Something more is needed for a grant",
            When = "When an officer asks again for a condition",
            Importance = Importance.Routine,
            To = MessageText.Contacts,
            Subject = "{{fund}}: we need something more for {{project}}",
            Body = """
                Thank you for what you sent for {{project}} ({{reference}}). We need something more:

                {{what}}: {{note}}
                """,
            Fields = [.. OfApplication, new("what", "What is needed", "Certificate of insurance"), Note with { CanBeEmpty = false }],
            Needed = ["what", "note"],
            Button = "Send it",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.ChangeRefused)
        {
            Title = "A change is not approved",
            When = "When a change of a grant is not approved",
            Importance = Importance.Decision,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: we cannot agree to the change of {{reference}}",
            Body = """
                You asked to change your grant for {{project}}: {{what}}. We cannot agree to it.

                Why: {{reason}}

                Nothing in the agreement changes. If you want to talk about this, ring us.
                """,
            Fields = [.. OfApplication, Reason, new("what", "What the change is about", "dates")],
            Needed = ["reason"],
            Button = "See your grant",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.OfferDeclined)
        {
            Title = "A grant is declined",
            When = "When an organisation declines an offer",
            To = "The office",
            Subject = "{{organisation}} declines the grant {{reference}}",
            Body = """
                {{organisation}} declines the grant of {{amount}} for {{project}} ({{round}}).

                Why: {{reason}}
                """,
            Fields = [.. OfApplication, Amount, Reason],
            Needed = ["reason"],
            Button = "See the offer",
            Why = "You get this because you work for the office.",
            ByFund = true,
        },
        new(MessageKind.OfferQuestion)
        {
            Title = "A question about an offer",
            When = "When an organisation asks about its offer",
            To = "The office",
            Subject = "{{organisation}} asks about {{reference}}",
            Body = """
                {{organisation}} asks about its grant for {{project}} ({{round}}):

                {{question}}
                """,
            Fields = [.. OfApplication, new("question", "What they ask", "Can we start in June?")],
            Needed = ["question"],
            Button = "Answer it",
            Why = "You get this because you work for the office.",
            ByFund = true,
        },
        new(MessageKind.ChangeAsked)
        {
            Title = "A change of a grant is asked for",
            When = "When an organisation asks for a change",
            To = "The office",
            Subject = "{{organisation}} asks for a change of {{reference}}",
            Body = """
                {{organisation}} asks for a change of its grant for {{project}} ({{round}}): {{what}}.

                {{reason}}
                """,
            Fields = [.. OfApplication, Reason, new("what", "What the change is about", "dates")],
            Needed = ["what", "reason"],
            Button = "See the request",
            Why = "You get this because you work for the office.",
            ByFund = true,
        },
        new(MessageKind.RecoveryProposed)
        {
            Title = "Money that may have to be paid back",
            When = "When an officer asks for money of a grant back, before anyone decides",
            Importance = Importance.Money,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: we may ask you to pay back {{amount}} of {{reference}}",
            Body = """
                We think that you should pay back {{amount}} of your grant for {{project}}. We have not decided yet. We want to hear from you first.

                Why: {{reason}}

                The clause of your agreement: {{clause}}

                Please tell us by the end of {{by}} if you accept this, or why you do not agree. Do not pay anything now. After that day we can decide without your answer. We will write to you.
                """,
            Fields =
            [
                .. OfApplication,
                Amount,
                Reason,
                new("clause", "Clause of the agreement", "17, When we ask for money back"),
                new("by", "Last day for the answer", "Friday 9 April 2027"),
            ],
            Needed = ["amount", "reason", "by"],
            Button = "Answer us",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.RecoveryAnswered)
        {
            Title = "An answer about money to be paid back",
            When = "When an organisation answers the office, which asks for money back",
            To = "The office",
            Subject = "{{organisation}} answers about {{amount}} of {{reference}}",
            Body = """
                {{organisation}} {{answer}}: {{amount}} of its grant for {{project}} ({{round}}).

                {{reason}}
                """,
            Fields = [.. OfApplication, Amount, Reason with { CanBeEmpty = true }, new("answer", "What it answers", "does not agree")],
            Needed = ["answer", "amount"],
            Button = "See the answer",
            Why = "You get this because you work for the office.",
            ByFund = true,
        },
        new(MessageKind.RecoveryDropped)
        {
            Title = "Money need not be paid back",
            When = "When the office decides not to ask for money back that it had told the organisation about",
            Importance = Importance.Money,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: you need not pay back {{amount}} of {{reference}}",
            Body = """
                We told you that you might have to pay back {{amount}} of your grant for {{project}}. We have looked at it again, and you do not.

                You do not need to do anything.
                """,
            Fields = [.. OfApplication, Amount],
            Needed = ["amount"],
            Button = "See your grant",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.OfferNotAccepted)
        {
            Title = "An offer was not accepted in time",
            When = "The day after an offer was to be accepted",
            To = "The office",
            Subject = "Not accepted in time: {{reference}}",
            Body = """
                {{organisation}} has not accepted the grant of {{amount}} for {{project}} ({{round}}). The day to accept was {{day}}. The offer stays open until you withdraw it.
                """,
            Fields = [.. OfApplication, Amount, new("day", "The day it was to be accepted", "9 April 2027")],
            Needed = ["day"],
            Button = "See the offer",
            Why = "You get this because you work for the office.",
            ByFund = true,
        },
    ];
}
