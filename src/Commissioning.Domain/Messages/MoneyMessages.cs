using static Commissioning.Domain.Messages.MessageFields;

namespace Commissioning.Domain.Messages;

/// <summary>Bank details, payments and subsidies. No account number is ever in them: two digits at most.</summary>
internal static class MoneyMessages
{
    private const string Everybody = "Every member of the organisation, both contacts, and the contact of each grant that is not ended";

    private static readonly MergeField Digits = new("digits", "The last two digits of the account number", "78"),
        At = new("at", "When it was done", "4:12pm on 6 January 2027"),
        Phone = new("phone", "Telephone number of the office", "0116 496 0000"),
        Account = new("account", "Which account it went to; may be empty", "The account that ends in 78") { CanBeEmpty = true },
        BankReference = new("bank-reference", "Reference on the bank statement", "CSF26R1012-1");

    private const string LeadAndContacts = "The lead council's e-mail address for payments, and everyone who reports for the area",
        ForTheArea = "You get this because you act for this area or its lead council.";

    private static readonly IReadOnlyList<MergeField> OfArea =
    [
        Reference with
        {
            Meaning = "Reference of the area's year",
            Sample = "CSP Blaby 2026-27",
        },
        new("area", "Name of the area", "Blaby"),
        new("year", "The financial year", "2026-27"),
        Organisation with
        {
            Meaning = "Name of the lead council",
            Sample = "Blaby District Council",
        },
        Amount,
    ];

    private static readonly IReadOnlyList<MergeField> OfInvoice =
    [
        Amount,
        new("invoice", "Number of the invoice", "R-2028-004"),
        new("day", "The day by which it is to be paid", "Thursday 6 January 2028"),
        new("for", "What it is for", "Grant that was not spent"),
        Phone,
        new("email", "E-mail address of the office", "commissioning@opcc.example"),
    ];

    private static readonly IReadOnlyList<MergeField> OfBank = [Organisation, By, At, Digits, Phone];

    public static readonly IReadOnlyList<MessageText> All =
    [
        new(MessageKind.BankDetailsReceived)
        {
            Title = "Bank details received",
            When = "When an organisation gives its first bank details",
            To = Everybody,
            Subject = "{{organisation}}: we have your bank details",
            Body = """
                {{by}} gave us the bank details of {{organisation}} at {{at}} (UK time). The account number ends in {{digits}}.

                We check them before we pay, and write to you when we have.

                If this was not you or a colleague, ring us now on {{phone}}.
                """,
            Fields = OfBank,
            Needed = ["digits", "phone"],
            Button = "See your bank details",
            Why = "You get this because you act for this organisation.",
            ByFund = false,
        },
        new(MessageKind.BankDetailsChanged)
        {
            Title = "Change of bank details",
            When = "When an organisation gives other bank details than those in use",
            To = Everybody,
            Subject = "{{organisation}}: someone asked us to change your bank account",
            Body = """
                {{by}} gave us a new bank account for {{organisation}} at {{at}} (UK time). The new account number ends in {{digits}}. The one in use ends in {{before}}.

                We make no payment until we have checked the new account. We will ring you on a number that we already had.

                If this was not you or a colleague, ring us now on {{phone}}.
                """,
            Fields = [.. OfBank, new("before", "The last two digits of the account in use", "12")],
            Needed = ["digits", "before", "phone"],
            Button = "See your bank details",
            Why = "You get this because you act for this organisation.",
            ByFund = false,
        },
        new(MessageKind.BankDetailsConfirmed)
        {
            Title = "Bank details confirmed",
            When = "When finance confirms bank details",
            To = Everybody,
            Subject = "{{organisation}}: we have checked your bank details",
            Body = """
                We have checked the bank details of {{organisation}}. From {{at}} (UK time) we pay into the account whose number ends in {{digits}}.

                If this is not your account, ring us now on {{phone}}.
                """,
            Fields = OfBank,
            Needed = ["digits", "phone"],
            Button = "See your bank details",
            Why = "You get this because you act for this organisation.",
            ByFund = false,
        },
        new(MessageKind.BankDetailsRefused)
        {
            Title = "Bank details not accepted",
            When = "When finance refuses bank details; its own reason is not sent",
            To = Everybody,
            Subject = "{{organisation}}: we cannot use these bank details",
            Body = """
                We could not confirm the account whose number ends in {{digits}}, so we do not pay into it.

                Please compare it with a bank statement of {{organisation}} and send the details again, or ring us on {{phone}} and we will help.
                """,
            Fields = OfBank,
            Needed = ["digits", "phone"],
            Button = "Send bank details",
            Why = "You get this because you act for this organisation.",
            ByFund = false,
        },
        new(MessageKind.PaymentMade)
        {
            Title = "Payment made",
            When = "When the bank says that a payment is made",
            Importance = Importance.Money,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: we have paid {{amount}} for {{project}}",
            Body = """
                We have paid {{organisation}} {{amount}} of the grant for {{project}} ({{reference}}).

                - Paid on: {{date}}
                - Paid into: {{account}}
                - On your statement: {{bank-reference}}
                - For: {{for}}

                If it does not arrive, ring us on {{phone}}.
                """,
            Fields =
            [
                .. OfApplication,
                Amount,
                new("date", "The day on which it was paid", "6 January 2027"),
                Account,
                BankReference,
                new("for", "What it is for", "First instalment"),
                Phone,
            ],
            Needed = ["amount", "date"],
            Button = "See your payments",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.PaymentsMade)
        {
            Title = "Several payments made",
            When = "When the bank says that several payments of one payment run to one organisation are made",
            Importance = Importance.Money,
            To = MessageText.ContactsAndSigning,
            Subject = "{{organisation}}: we have paid {{amount}}",
            Body = """
                We have paid {{organisation}} {{amount}} in {{count}} payments. Here is what each one is for.

                {{payments}}

                If one does not arrive, ring us on {{phone}}.
                """,
            Fields =
            [
                Organisation,
                Amount,
                new("count", "How many payments there are", "2"),
                new(
                    "payments",
                    "The payments, a line each: reference, amount, day, the reference on the statement, and what it is for",
                    "- CSF-26-R1-012: £500.00, paid on 6 January 2027. On your statement: P-2027-001-01. For: First instalment."
                ),
                Phone,
            ],
            Needed = ["amount", "payments"],
            Button = "See the payment advice",
            Why = MessageText.Acting,
            ByFund = false,
        },
        new(MessageKind.PaymentFailed)
        {
            Title = "Payment failed",
            When = "When the bank could not make a payment, or sent it back",
            Importance = Importance.Money,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: our payment for {{project}} did not arrive",
            Body = """
                We tried to pay {{organisation}} {{amount}} of the grant for {{project}} ({{reference}}). The bank told us on {{date}} that it could not.

                {{account}}

                We make no payment into this account until you answer. Please compare it with a bank statement. If it is right, tell us so on the page below. If it is wrong or closed, give us the right one there. We will check it and pay again. You have not lost the money.

                If you need help, ring us on {{phone}}.
                """,
            Fields =
            [
                .. OfApplication,
                Amount,
                new("date", "The day on which the bank said so", "6 January 2027"),
                Account with
                {
                    Sample = "It was to go into the account that ends in 78.",
                },
                Phone,
            ],
            Needed = ["amount", "phone"],
            Button = "See your bank details",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.PaymentFailedOffice)
        {
            Title = "Payment failed, for the officer",
            When = "When the bank could not make a payment, or sent it back",
            To = "The officer who requested it",
            Subject = "{{reference}}: the bank did not pay {{amount}}",
            Body = """
                The bank {{what}} {{amount}} for {{organisation}}, {{project}}, on {{date}}. Its reference is {{bank-reference}}.

                The bank's note: {{note}}

                The organisation has been asked whether its account is right. Nothing more goes there until finance has checked and confirmed the account again. Then request the payment again.
                """,
            Fields =
            [
                Reference,
                Organisation,
                Project,
                Amount,
                new("what", "What the bank did", "could not pay"),
                new("date", "The day on which the bank said so", "6 January 2027"),
                BankReference,
                Note with
                {
                    Meaning = "What the bank wrote; may be empty",
                    Sample = "Account closed",
                },
            ],
            Needed = ["amount"],
            Button = "See the grant's payments",
            Why = "You get this because you requested this payment.",
            ByFund = false,
        },
        new(MessageKind.AreaPaymentMade)
        {
            Title = "Payment made to an area",
            When = "When the bank says that the lead council of an area is paid",
            To = LeadAndContacts,
            Subject = "{{reference}}: we have paid {{amount}}",
            Body = """
                We have paid {{organisation}} {{amount}} for the {{area}} Community Safety Partnership, {{year}}.

                - Paid on: {{date}}
                - Paid into: {{account}}
                - On your statement: {{bank-reference}}
                - For: {{for}}

                If it does not arrive, ring us on {{phone}}.
                """,
            Fields =
            [
                .. OfArea,
                new("date", "The day on which it was paid", "6 January 2027"),
                Account,
                BankReference,
                new("for", "What it is for", "First half of the year"),
                Phone,
            ],
            Needed = ["amount", "date"],
            Button = "See your area's payments",
            Why = ForTheArea,
            ByFund = false,
        },
        new(MessageKind.AreaPaymentFailed)
        {
            Title = "Payment to an area failed",
            When = "When the bank could not pay the lead council of an area, or sent the money back",
            To = LeadAndContacts,
            Subject = "{{reference}}: our payment did not arrive",
            Body = """
                We tried to pay {{organisation}} {{amount}} for the {{area}} Community Safety Partnership, {{year}}. The bank told us on {{date}} that it could not.

                {{account}}

                We make no payment into this account until we have checked it. Please make sure that it is right and open, and ring us on {{phone}}. We will then pay again. You have not lost the money.
                """,
            Fields =
            [
                .. OfArea,
                new("date", "The day on which the bank said so", "6 January 2027"),
                Account with
                {
                    Sample = "It was to go into the account that ends in 78.",
                },
                Phone,
            ],
            Needed = ["amount", "phone"],
            Button = "See your area's payments",
            Why = ForTheArea,
            ByFund = false,
        },
        new(MessageKind.RecoveryInvoiced)
        {
            Title = "Money to pay back: the invoice",
            When = "When finance asks for money back that was paid twice or too high, or that a lead council holds",
            Importance = Importance.Money,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: please pay back {{amount}}, invoice {{invoice}}",
            Body = """
                Please pay back {{amount}} by the end of {{day}}. It is for: {{for}}.

                - Invoice: {{invoice}}
                - Use that number as the reference when you pay

                The invoice says how to pay. If you do not agree or cannot pay it all at once, tell us before that day: ring {{phone}} or write to {{email}}.
                """,
            Fields = [.. OfApplication, .. OfInvoice],
            Needed = ["amount", "invoice", "day"],
            Button = "See what you owe and how to pay",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.RecoveryDue)
        {
            Title = "Money to pay back is due soon",
            When = "By default 7 days before the day of an invoice, and on that day",
            Importance = Importance.Money,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: {{amount}} is due by {{day}}, invoice {{invoice}}",
            Body = """
                {{amount}} of invoice {{invoice}} is still to be paid. It is due by the end of {{day}}. It is for: {{for}}.

                If you have paid in the last few days, you need not do anything. If you cannot pay it all at once, ring {{phone}} or write to {{email}} now.
                """,
            Fields = [.. OfApplication, .. OfInvoice],
            Needed = ["amount", "invoice", "day"],
            Button = "See what you owe and how to pay",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.RecoveryLate)
        {
            Title = "Money to pay back is late",
            When = "By default 14 and 28 days after the day of an invoice",
            Importance = Importance.Money,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: {{amount}} is late, invoice {{invoice}}",
            Body = """
                {{amount}} of invoice {{invoice}} was due by the end of {{day}} and has not arrived. It is for: {{for}}.

                Please pay it now, with the number of the invoice as the reference. If you do not agree, or cannot pay it all at once, ring {{phone}} or write to {{email}}. We can talk about a plan.

                If you have paid in the last few days, you need not do anything.
                """,
            Fields = [.. OfApplication, .. OfInvoice],
            Needed = ["amount", "invoice", "day"],
            Button = "See what you owe and how to pay",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.SubsidyNotice)
        {
            Title = "Notice of minimal financial assistance",
            When = "When an officer sends the notice of section 36 of the Subsidy Control Act 2022",
            Importance = Importance.Money,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: tell us what other subsidies you have had",
            Body = """
                The grant of {{amount}} that we offer {{organisation}} for {{project}} ({{reference}}) is minimal financial assistance under section 36 of the Subsidy Control Act 2022. The sum is its gross value.

                The law sets a limit for all public bodies together: {{limit}} in this financial year and the two before it. For you it counts from {{from}}.

                Before we can pay, please confirm in writing that this grant does not take you over the limit, and tell us what else you have had.
                """,
            Fields =
            [
                .. OfApplication,
                Amount with
                {
                    Meaning = "Gross value of the grant",
                },
                new("limit", "The most that an enterprise may have", "£315,000.00"),
                new("from", "First day that counts", "1 April 2024"),
            ],
            Needed = ["amount", "limit", "from"],
            Button = "Tell us now",
            Why = "You get this because the law asks us to tell you before we pay a grant of this kind.",
            ByFund = true,
        },
        new(MessageKind.SubsidyConfirmed)
        {
            Title = "Confirmation of minimal financial assistance",
            When = "With the first payment of a grant that is minimal financial assistance",
            Importance = Importance.Money,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: keep this for three years",
            Body = """
                We have given {{organisation}} minimal financial assistance under the Subsidy Control Act 2022, for {{project}} ({{reference}}).

                - Date: {{date}}
                - Gross value: {{amount}}

                Keep this for three years. You must name it if another public body asks what you have had.
                """,
            Fields =
            [
                .. OfApplication,
                Amount with
                {
                    Meaning = "Gross value of the grant",
                },
                new("date", "The day on which it was given", "6 January 2027"),
            ],
            Needed = ["amount", "date"],
            Why = "You get this because the law asks us to confirm a grant of this kind.",
            ByFund = true,
        },
    ];
}
