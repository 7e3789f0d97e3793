using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Awards;

/// <summary>The portal's own words of the two offers (a default, not OPCC policy), with their merge fields.</summary>
internal static class OfferTemplates
{
    private static readonly MergeField[] Fields =
    [
        .. LetterTemplates.Common,
        new("amount", "Amount of the grant", "£5,000.00"),
        new("accept-by", "The day to accept by", "13 April 2027"),
        new("starts", "First day of the project", "1 May 2027"),
        new("ends", "Last day of the project", "30 April 2028"),
        new("return-due", "The days that returns are due", "27 November 2027, 28 May 2028"),
        new("power", "The legal power the grant is given under", "Police Reform and Social Responsibility Act 2011, section 9"),
    ];
    private static readonly MergeField[] Blocks =
    [
        new("facts", "Grant, project, dates and legal power", "A list of facts"),
        new("conditions", "The conditions of this grant, numbered", "A numbered list"),
        new("budget", "The budget as decided", "A table with totals"),
        new("outcomes", "What was promised, as the applicant wrote it", "A table"),
        LetterTemplates.Scores,
        LetterTemplates.Signature,
    ];
    private static readonly MergeField[] Conditions =
    [
        new("staged", "The grant is paid in parts", "No"),
        new("arrears", "The grant is paid for money already spent", "No"),
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

    public static readonly LetterTemplate Award = new(
        LetterKind.Award,
        "Offer of a grant of {{amount}}",
        $"{Thanks}\n\n{Agreement}",
        Fields,
        Blocks,
        Conditions,
        ["amount", "accept-by", "conditions", "budget", "outcomes", "signature"]
    );

    public static readonly LetterTemplate PartAward = new(
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
            .. Fields,
            new("asked", "Amount asked for", "£8,000.00"),
            new("part-reason", "Why the offer is for part of the amount", "The round cannot pay for both evenings."),
            new("part-answer", "What the applicant said about it", "We can run it on Saturdays only."),
        ],
        Blocks,
        [.. Conditions, new("answered", "The applicant said something about the part", "Yes")],
        ["amount", "asked", "part-reason", "accept-by", "conditions", "budget", "outcomes", "signature"]
    );
}
