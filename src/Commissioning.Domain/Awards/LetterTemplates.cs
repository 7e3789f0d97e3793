namespace Commissioning.Domain.Awards;

/// <summary>The portal's own template for each kind of letter (a default, not OPCC policy), with its merge fields.</summary>
public static class LetterTemplates
{
    internal static readonly MergeField[] Common =
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
    internal static readonly MergeField Scores =
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
                new("part-answer", "What the applicant said about it", "We can run it on Saturdays only.", CanBeEmpty: true),
            ],
            AwardBlocks,
            [.. AwardConditions, new("answered", "The applicant said something about the part", "Yes")],
            ["amount", "asked", "part-reason", "accept-by", "conditions", "budget", "outcomes", "signature"]
        ),
        .. DecisionLetterTemplates.All,
        .. GrantLetterTemplates.All,
    ];

    public static LetterTemplate Of(LetterKind kind) => All.First(template => template.Kind == kind);
}
