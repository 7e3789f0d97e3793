namespace Commissioning.Domain.Awards;

/// <summary>The portal's own template for each kind of letter (a default, not OPCC policy), with its merge fields.</summary>
public static class LetterTemplates
{
    private static readonly MergeField[] Common =
    [
        new("contact", "Name of the person it is written to", "Amira Khan"),
        new("organisation", "Name of the organisation", "Friends of Test Park"),
        new("project", "Name of the project", "Safer Saturdays"),
        new("reference", "Reference of the application", "CSF-26-R1-012"),
        new("fund", "Name of the fund", "Commissioner's Safety Fund"),
        new("round", "Name of the round", "Commissioner's Safety Fund, Round 1, 2026-27"),
        new("funder", "Name of the office", "Office of the Police and Crime Commissioner"),
        new("portal", "Address of this portal", "https://grants.example.org"),
        new("email", "The office's e-mail address", "commissioning@opcc.example"),
        new("phone", "The office's telephone number", "0116 496 0000"),
    ];
    private static readonly MergeField Scores =
            new(
                "scores",
                "What the panel agreed for each criterion, with its reason and a heading; nothing if there are no scores",
                "A heading and a table"
            ),
        Signature = new("signature", "Who decided or is writing, and for which office", "Name and office");
    private static readonly MergeField[] Award =
    [
        .. Common,
        new("amount", "Amount of the grant", "£5,000.00"),
        new("accept-by", "The day to accept by", "13 April 2027"),
        new("starts", "First day of the project", "1 May 2027"),
        new("ends", "Last day of the project", "30 April 2028"),
        new("return-due", "The days that returns are due", "27 November 2027, 28 May 2028"),
        new("power", "The legal power the grant is given under", "Police Reform and Social Responsibility Act 2011, section 9"),
    ];
    private static readonly MergeField[] AwardBlocks =
    [
        new("facts", "Grant, project, dates and legal power", "A list of facts"),
        new("conditions", "The conditions of this grant, numbered", "A numbered list"),
        new("budget", "The budget as decided", "A table with totals"),
        new("outcomes", "What was promised, as the applicant wrote it", "A table"),
        Scores,
        Signature,
    ];
    private static readonly MergeField[] AwardConditions =
    [
        new("staged", "The grant is paid in parts", "No"),
        new("arrears", "The grant is paid for money already spent", "No"),
    ];
    private static readonly MergeField[] NoAward =
    [
        .. Common,
        new("applied", "How many applied and were funded, a sentence", "57 organisations applied and 21 were funded."),
        new(
            "reason",
            "Why it was not funded, a sentence",
            "Your application passed the threshold, but better-placed applications left less money in the round than you asked for."
        ),
        new("score", "The agreed score", "68.0%"),
    ];

    private const string Thanks = """
        Dear {{contact}},

        Thank you for applying to the {{fund}}. We are pleased to offer {{organisation}} a grant of {{amount}} for {{project}}.
        """;
    private const string Agreement = """
        {{facts}}

        {{if staged}}
        We pay the grant in parts. We pay the first part after you accept the grant and our checks are done.
        {{end}}
        {{if arrears}}
        We pay for what you have already spent. You claim it in the portal, receipt by receipt.
        {{end}}

        # How to accept

        Read the grant agreement below. Then sign in at {{portal}}, open Your applications and accept it by {{accept-by}}. The person who accepts must have authority to bind the organisation. If you have a question or need more time, tell us. We never withdraw an offer automatically.

        # Grant agreement

        This letter is the agreement between the {{funder}} and {{organisation}}. It begins when {{organisation}} accepts it in the portal. Its three schedules are part of it.

        ## Schedule 1: conditions

        {{conditions}}

        ## Schedule 2: budget

        Spend the grant on these lines and on nothing else. Ask us before you move money between them.

        {{budget}}

        ## Schedule 3: promised outcomes

        {{outcomes}}

        Your monitoring return asks about exactly these outcomes, and about spending by budget line.

        {{scores}}

        Yours sincerely,

        {{signature}}
        """;

    public static readonly IReadOnlyList<LetterTemplate> All =
    [
        new(
            LetterKind.Award,
            "Offer of a grant of {{amount}}",
            $"{Thanks}\n\n{Agreement}",
            Award,
            AwardBlocks,
            AwardConditions,
            ["amount", "accept-by", "conditions", "budget", "outcomes", "signature"]
        ),
        new(
            LetterKind.PartAward,
            "Offer of a grant of {{amount}}",
            $$$"""
            {{{Thanks}}}

            This is part of the {{asked}} that you asked for. {{part-reason}}

            {{if answered}}
            You told us: {{part-answer}}
            {{end}}

            {{{Agreement}}}
            """,
            [
                .. Award,
                new("asked", "Amount asked for", "£8,000.00"),
                new("part-reason", "Why the offer is for part of the amount", "The round cannot pay for both evenings."),
                new("part-answer", "What the applicant said about it", "We can run it on Saturdays only."),
            ],
            AwardBlocks,
            [.. AwardConditions, new("answered", "The applicant said something about the part", "Yes")],
            ["amount", "asked", "part-reason", "accept-by", "conditions", "budget", "outcomes", "signature"]
        ),
        new(
            LetterKind.Reserve,
            "Your application is on our reserve list",
            """
            Dear {{contact}},

            Thank you for applying to the {{fund}} for {{project}}. We cannot offer you a grant now, but your application is on our reserve list.

            {{applied}} {{reason}} It is number {{place}} on our reserve list until {{until}}. If money is returned by then, we will write to you.

            {{scores}}

            # What you can do

            You do not need to do anything to stay on the list. You may also apply again in a later round. If you would like to talk about this decision, write to {{email}} or call {{phone}}.

            Yours sincerely,

            {{signature}}
            """,
            [.. NoAward, new("place", "Place on the reserve list", "2"), new("until", "The last day on the list", "14 June 2027")],
            [Scores, Signature],
            [],
            ["reason", "place", "until", "scores", "signature"]
        ),
        new(
            LetterKind.Deferred,
            "Your application: we will decide later",
            """
            Dear {{contact}},

            Thank you for applying to the {{fund}} for {{project}}. We have not decided on your application yet. The decision is deferred until {{deferred-until}}.

            {{reason}}

            # What you can do

            You do not need to do anything. We will write to you when it is decided. If you would like to talk about this, write to {{email}} or call {{phone}}.

            Yours sincerely,

            {{signature}}
            """,
            [
                .. Common,
                new("deferred-until", "The day until which the decision is deferred", "4 May 2027"),
                new("reason", "Why it is deferred", "We are waiting for a decision of another funder."),
            ],
            [Signature],
            [],
            ["deferred-until", "reason", "signature"]
        ),
        new(
            LetterKind.Decline,
            "Your application was not successful",
            """
            Dear {{contact}},

            Thank you for applying to the {{fund}} for {{project}}. We are sorry that we cannot offer you a grant this time.

            {{applied}} {{reason}}

            {{scores}}

            # What you can do

            You may apply again in a later round. If you would like to talk about this decision, write to {{email}} or call {{phone}}.

            Yours sincerely,

            {{signature}}
            """,
            NoAward,
            [Scores, Signature],
            [],
            ["reason", "scores", "signature"]
        ),
        new(
            LetterKind.Review,
            "Our review of the decision on {{reference}}",
            """
            Dear {{contact}},

            On {{received-on}} we received {{kind}} about our decision on {{project}}. A person who did not make the decision has reviewed it.

            {{if upheld}}
            We uphold it. We will consider your application again and write to you about it.
            {{end}}
            {{if partly-upheld}}
            We uphold part of it. If that changes the decision on your application, we will write to you about it.
            {{end}}
            {{if not-upheld}}
            We do not uphold it. The decision stays as it is.
            {{end}}

            {{reasons}}

            If you would like to talk about this, write to {{email}} or call {{phone}}.

            Yours sincerely,

            {{signature}}
            """,
            [
                .. Common,
                new("received-on", "The day on which it was received", "3 March 2027"),
                new("kind", "A complaint, or a request to look at it again", "a complaint"),
                new("reasons", "Why, as the reviewer wrote it", "The panel had read an older version of your budget."),
            ],
            [Signature],
            [
                new("upheld", "The complaint or request is upheld", "Yes"),
                new("partly-upheld", "A part of it is upheld", "No"),
                new("not-upheld", "It is not upheld", "No"),
            ],
            ["received-on", "reasons", "signature"]
        ),
        new(
            LetterKind.Variation,
            "Change to your grant {{reference}}",
            """
            Dear {{contact}},

            {{if not by-office}}
            On {{asked-on}} you asked us to change the grant agreement for {{project}}. Your reason: {{reason}}
            {{end}}
            {{if by-office}}
            This is about the grant agreement for {{project}}. {{reason}}
            {{end}}

            {{if approved}}
            We agreed the change on {{decided-on}}. Keep this letter with the agreement. Everything else in the agreement stays the same.
            {{end}}
            {{if not approved}}
            We have not agreed to the change, so the agreement stays the same. This is the change that was asked for.
            {{end}}

            {{changes}}

            {{if noted}}
            {{note}}
            {{end}}

            If you have a question, write to {{email}} or call {{phone}}.

            Yours sincerely,

            {{signature}}
            """,
            [
                .. Common,
                new("change", "What the change is about", "Dates"),
                new("reason", "Why it was asked for", "The hall is closed in May."),
                new("asked-on", "The day it was asked for", "3 March 2027"),
                new("decided-on", "The day it was decided", "9 March 2027"),
                new("note", "What the decider wrote", "Agreed as asked."),
            ],
            [new("changes", "What it is about, what was there before, and what there is now", "A list of facts"), Signature],
            [
                new("approved", "The change is agreed", "Yes"),
                new("by-office", "The office asked for it, not the organisation", "No"),
                new("noted", "The decider wrote something", "Yes"),
            ],
            ["changes", "signature"]
        ),
        new(
            LetterKind.Reminder,
            "Your monitoring return for {{reference}}",
            """
            Dear {{contact}},

            This is about the monitoring return for {{project}}, due on {{due}}.

            {{if overdue}}
            It is {{late}} late and we have not received it.
            {{end}}

            Please send it here: {{link}}

            While a return is overdue, we may not be able to pay the grant or to consider another application from {{organisation}}. If you have a problem with the return, write to {{email}} or call {{phone}}, and we will find a way together.

            Yours sincerely,

            {{signature}}
            """,
            [
                .. Common,
                new("due", "The day it was due", "28 May 2027"),
                new("late", "How late it is today", "12 days"),
                new("link", "Address of the return", "https://grants.example.org/monitoring/1"),
            ],
            [Signature],
            [new("overdue", "The day has passed", "Yes")],
            ["due", "link", "signature"]
        ),
        new(
            LetterKind.Clawback,
            "Money to return: {{to-return}}",
            """
            Dear {{contact}},

            The project {{project}} has ended. Not all of the grant was spent, and you must return {{to-return}} of it.

            {{sums}}

            # How to pay

            Pay {{to-return}} by bank transfer within 30 days and give the number of our invoice, {{invoice}}. Call {{phone}} for the account to pay into: we never change it by e-mail.

            If you think a figure is wrong, write to {{email}} before you pay.

            Yours sincerely,

            {{signature}}
            """,
            [
                .. Common,
                new("paid", "What was paid", "£5,000.00"),
                new("spent", "What was spent", "£4,650.00"),
                new("to-return", "What is to be returned", "£350.00"),
                new("invoice", "Number of the invoice", "CB-0007"),
            ],
            [new("sums", "Awarded, paid, spent, used again and to return, with the invoice", "A list of facts"), Signature],
            [],
            ["to-return", "invoice", "signature"]
        ),
    ];

    public static LetterTemplate Of(LetterKind kind) => All.First(template => template.Kind == kind);
}
