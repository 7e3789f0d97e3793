using static Commissioning.Domain.Messages.MessageFields;

namespace Commissioning.Domain.Messages;

/// <summary>Messages about claims and payments.</summary>
internal static class PaymentMessages
{
    public static readonly IReadOnlyList<MessageText> All =
    [
        new(MessageKind.ClaimAccepted)
        {
            Title = "A claim is accepted",
            When = "When an officer accepts a claim",
            Importance = Importance.Money,
            To = $"{MessageText.ContactsAndSigning}; also who sent the claim",
            Subject = "{{fund}}: we accept your claim of {{amount}}",
            Body = """
                We have checked your claim of {{amount}} for {{project}} ({{reference}}) and accept it. One more person checks the payment before it leaves us.

                {{note}}
                """,
            Fields = [.. OfApplication, Amount, Note],
            Needed = ["amount"],
            Button = "See your claims",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.ClaimSentBack)
        {
            Title = "A claim is sent back",
            When = "When an officer sends a claim back",
            Importance = Importance.Money,
            To = $"{MessageText.ContactsAndSigning}; also who sent the claim",
            Subject = "{{fund}}: your claim of {{amount}} needs a change",
            Body = """
                We have sent your claim of {{amount}} for {{project}} ({{reference}}) back to you.

                {{note}}

                Please correct it and send it again.
                """,
            Fields = [.. OfApplication, Amount, Note],
            Needed = ["note"],
            Button = "Correct your claim",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.ClaimSent)
        {
            Title = "A claim was sent",
            When = "When an organisation sends a claim",
            To = "The office",
            Subject = "{{organisation}} claims {{amount}}: {{reference}}",
            Body = """
                {{organisation}} claims {{amount}} for {{project}} ({{round}}).

                Receipts: {{receipts}}. Please check each line of the claim with them.
                """,
            Fields = [.. OfApplication, Amount, new("receipts", "How many receipts", "4")],
            Needed = ["amount"],
            Button = "Check the claim",
            Why = "You get this because you work for the office.",
            ByFund = true,
        },
    ];
}
