using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Awards;

/// <summary>The portal's own words for letters about a grant that was accepted (a default, not OPCC policy). A figure comes from returns
/// and payments alone; a reason and a clause are printed as the officer wrote them.</summary>
internal static class GrantLetterTemplates
{
    private static readonly MergeField Reason = new("reason", "Why, as the officer wrote it", "The hall invoice was for a private party."),
        Clause =
            new(
                "clause",
                "The clause of the agreement, in a sentence; blank where none was named",
                "This is under clause 16 of the agreement, If something goes wrong.",
                CanBeEmpty: true
            ),
        Decided = new("decided-on", "The day it was decided", "9 March 2027"),
        Note =
            new(
                "note",
                "A paragraph that the person who decided added; blank where there is none",
                "Ring me when you have read this.",
                CanBeEmpty: true
            ),
        Review = new("review-days", "Working days in which a review of a decision is answered", "20"),
        Invoice = new("invoice", "Number of the invoice", "R-2027-007"),
        PayBy = new("pay-by", "The day by which the money is to be paid back", "Friday 9 April 2027"),
        ToReturn = new("to-return", "What is to be paid back", "£350.00"),
        LastReturn =
            new(
                "last-return",
                "When the last return is due, in a sentence; blank where none is open",
                "Your last return is due by the end of Friday 9 April 2027.",
                CanBeEmpty: true
            );
    private static readonly MergeField Payments = new(
        "payments",
        "That we pay no more, or what is on its way",
        "We make no further payment."
    );
    private static readonly MergeField[] Sums =
    [
        new("awarded", "The amount of the grant", "£5,000.00"),
        new("paid", "What was paid", "£5,000.00"),
        new("spent", "What was spent, as the accepted returns say", "£4,650.00"),
    ];
    private static readonly MergeField SumsBlock =
            new("sums", "The grant, what was paid, what the returns say was spent, and what is to be paid back", "A table of facts"),
        InvoiceBlock = new("invoice-page", "The invoice, on a page of its own", "An invoice"),
        Changes = new("changes", "What it is about, what was there before, and what there is now", "A table of facts"),
        Late = new("late-returns", "Every return that is late, with its project, period, day and delay", "A table");

    private static readonly MergeField Reports = new("reports", "A return is still to come", "Yes");

    private const string Disagree = """
        **If you disagree.** Write to {{email}} or ring {{phone}}. Someone who did not take the decision will look at it, and will write to you within {{review-days}} working days.
        """;
    private const string End = """
        Yours sincerely,

        {{signature}}
        """;
    private const string HowToPay = """
        **How to pay.** Pay {{to-return}} by bank transfer **by the end of {{pay-by}}**, and give the number of our invoice, {{invoice}}. It is on the next page. Ring {{phone}} for the account to pay into: we never send or change it by e-mail.

        If you cannot pay at once, ring us before that day, and we will look at it with you.
        """;

    public static readonly IReadOnlyList<LetterTemplate> All =
    [
        new(
            LetterKind.Variation,
            "Change to your grant for {{project}}",
            $$$"""
            Dear {{contact}},

            {{if not by-office}}
            On {{asked-on}} you asked us to change your grant agreement. Your reason was: {{reason}}
            {{end}}
            {{if by-office}}
            This is about your grant for {{project}}. We need to change the agreement. Our reason is: {{reason}}
            {{end}}

            We agreed the change on {{decided-on}}. Keep this letter with the agreement. Nothing else in the agreement changes.

            {{changes}}

            {{note}}

            If you have a question, ring us on {{phone}} or write to {{email}}.

            {{{End}}}
            """,
            [
                .. LetterTemplates.Common,
                new("change", "What the change is about", "Dates"),
                Reason,
                new("asked-on", "The day it was asked for", "3 March 2027"),
                Decided,
                Note,
            ],
            [Changes, LetterTemplates.Signature],
            [new("by-office", "The office asked for it, not the organisation", "No")],
            ["changes", "signature"]
        ),
        new(
            LetterKind.Reminder,
            "Your overdue monitoring {{returns}}",
            $$$"""
            Dear {{contact}},

            We have not received {{which}} from {{organisation}}. Please send {{them}} now. Sign in and open {{them}} here: {{link}}

            {{late-returns}}

            {{if unpaid}}
            While a return is late, we may hold back the next payment of your grants.
            {{end}}

            Is something holding you up? Ring us on {{phone}} or write to {{email}}. Tell us what is wrong and we will try to help.

            {{{End}}}
            """,
            [
                .. LetterTemplates.Common,
                new("returns", "The word return or returns", "return"),
                new("which", "How many returns are late", "the monitoring return below"),
                new("them", "The word it or them", "it"),
                new("link", "Address of the return that is latest", "https://grants.example.org/monitoring/1"),
            ],
            [Late, LetterTemplates.Signature],
            [new("unpaid", "Money of a grant is not paid yet", "Yes")],
            ["late-returns", "link", "signature"]
        ),
        new(
            LetterKind.Underspend,
            "Money to return: {{to-return}}",
            $$$"""
            Dear {{contact}},

            Thank you for running {{project}}. It has ended, and your returns say that {{spent}} of the {{paid}} we paid was spent. The agreement says that money which was not spent comes back to us.

            {{sums}}

            {{{HowToPay}}}

            If you think a figure is wrong, tell us before you pay.

            {{{End}}}

            {{invoice-page}}
            """,
            [.. LetterTemplates.Common, .. Sums, ToReturn, Invoice, PayBy],
            [SumsBlock, InvoiceBlock, LetterTemplates.Signature],
            [],
            ["to-return", "invoice", "pay-by", "sums", "invoice-page", "signature"]
        ),
        new(
            LetterKind.Recovery,
            "You must pay back {{to-return}}",
            $$$"""
            Dear {{contact}},

            This is about your grant for {{project}}. On {{decided-on}} we decided that you must pay back {{to-return}} of it.

            **Why.** {{reason}} {{clause}}

            {{note}}

            {{sums}}

            {{{HowToPay}}}

            {{{Disagree}}}

            {{{End}}}

            {{invoice-page}}
            """,
            [.. LetterTemplates.Common, .. Sums, ToReturn, Invoice, PayBy, Reason, Clause, Decided, Note, Review],
            [SumsBlock, InvoiceBlock, LetterTemplates.Signature],
            [],
            ["to-return", "invoice", "pay-by", "reason", "sums", "invoice-page", "signature"]
        ),
        new(
            LetterKind.BreachNotice,
            "Notice about your grant for {{project}}",
            $$$"""
            Dear {{contact}},

            This letter gives you notice that something in your grant agreement has not been kept. You can put it right.

            **What is wrong.** {{reason}} {{clause}}

            **What to do.** Please put it right **by the end of {{remedy-by}}**, and tell us what you have done. If you cannot, ring us before that day on {{phone}}.

            {{note}}

            If it is not put right by then, we may suspend payments, end the grant or ask for money back. The agreement says when.

            {{{Disagree}}}

            {{{End}}}
            """,
            [
                .. LetterTemplates.Common,
                Reason,
                Clause,
                Decided,
                Note,
                Review,
                new("remedy-by", "The day by which to put it right", "Friday 9 April 2027"),
            ],
            [LetterTemplates.Signature],
            [],
            ["reason", "remedy-by", "signature"]
        ),
        new(
            LetterKind.Suspension,
            "We have suspended the payments for {{project}}",
            $$$"""
            Dear {{contact}},

            On {{decided-on}} we suspended the payments of your grant for {{project}}. We make no payment until we write to you again. Your agreement goes on, and so do your returns.

            **Why.** {{reason}} {{clause}}

            {{note}}

            **What to do.** Ring us on {{phone}} or write to {{email}}. Tell us how you will put it right. Please do not take on new costs for the project before you have spoken to us.

            {{{Disagree}}}

            {{{End}}}
            """,
            [.. LetterTemplates.Common, Reason, Clause, Decided, Note, Review],
            [LetterTemplates.Signature],
            [],
            ["reason", "signature"]
        ),
        new(
            LetterKind.Resumption,
            "We can pay your grant for {{project}} again",
            $$$"""
            Dear {{contact}},

            On {{decided-on}} we ended the suspension of payments for {{project}}. We can make the payments of the agreement again.

            {{reason}}

            {{note}}

            If you have a question, ring us on {{phone}} or write to {{email}}.

            {{{End}}}
            """,
            [.. LetterTemplates.Common, Reason, Decided, Note],
            [LetterTemplates.Signature],
            [],
            ["reason", "signature"]
        ),
        new(
            LetterKind.Termination,
            "We have ended your grant for {{project}}",
            $$$"""
            Dear {{contact}},

            On {{decided-on}} we ended your grant for {{project}}. {{payments}}

            **Why.** {{reason}} {{clause}} {{notice}}

            {{note}}

            # What happens now

            {{sums}}

            {{if reports}}
            {{last-return}} It asks what happened and what was spent. After it we will write to you if money is to be paid back.
            {{end}}

            {{{Disagree}}}

            {{{End}}}
            """,
            [
                .. LetterTemplates.Common,
                .. Sums,
                Reason,
                Clause,
                Decided,
                Note,
                Review,
                LastReturn,
                Payments,
                new(
                    "notice",
                    "The notice of breach before it, in a sentence; blank where there was none",
                    "We wrote to you about this on 3 March 2027.",
                    CanBeEmpty: true
                ),
            ],
            [SumsBlock, LetterTemplates.Signature],
            [Reports],
            ["reason", "sums", "signature"]
        ),
        new(
            LetterKind.GivenUp,
            "You have given up your grant for {{project}}",
            $$$"""
            Dear {{contact}},

            {{if not by-office}}
            On {{asked-on}} you told us that you give up your grant for {{project}}. We agreed to that on {{decided-on}}, and the grant has ended. Thank you for telling us.
            {{end}}
            {{if by-office}}
            We have recorded that you give up your grant for {{project}}. This is how you told us: {{reason}} The grant ended on {{decided-on}}.

            If this is not right, ring us at once on {{phone}}.
            {{end}}

            {{payments}}

            # What happens now

            {{sums}}

            {{if reports}}
            {{last-return}} It asks what happened and what was spent. After it we will write to you if money is to be paid back.
            {{end}}

            {{note}}

            You can apply again in a later round. If you have a question, ring us on {{phone}} or write to {{email}}.

            {{{End}}}
            """,
            [
                .. LetterTemplates.Common,
                .. Sums,
                new("asked-on", "The day it was asked for", "3 March 2027"),
                new("reason", "How they told us, where the office recorded it", "Amira Khan rang us on 3 March 2027."),
                Decided,
                Note,
                LastReturn,
                Payments,
            ],
            [SumsBlock, LetterTemplates.Signature],
            [Reports, new("by-office", "The office recorded it, and the organisation did not ask on its page", "No")],
            ["sums", "signature"]
        ),
        new(
            LetterKind.Contact,
            "The contact for {{project}}",
            $$$"""
            Dear {{contact}},

            From {{decided-on}} we write to you, {{new-contact}}, about the grant for {{project}}. Before, we wrote to {{old-contact}}.

            {{access}}

            {{note}}

            Is this not right? Ring us at once on {{phone}}. Nothing else in the agreement changes.

            {{{End}}}
            """,
            [
                .. LetterTemplates.Common,
                new("new-contact", "Name of the new contact", "Ben Hughes"),
                new("old-contact", "Name of the contact before", "Amira Khan"),
                new(
                    "access",
                    "How the new contact can see the grant online; blank for a member",
                    MemberRules.HowToGetAccess("Ben Hughes", "Amira Khan"),
                    CanBeEmpty: true
                ),
                Decided,
                Note,
            ],
            [LetterTemplates.Signature],
            [],
            ["new-contact", "signature"]
        ),
    ];
}
