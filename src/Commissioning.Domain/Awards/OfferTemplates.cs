using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Awards;

/// <summary>The portal's own words of the two offers (a default, not OPCC policy), with their merge fields. Only
/// <see cref="LetterTemplates"/> reads them.</summary>
internal static class OfferTemplates
{
    private static readonly MergeField[] Fields =
    [
        .. LetterTemplates.Common,
        new("amount", "Amount of the grant", "£5,000.00"),
        new("accept-by", "The day to accept by", "Tuesday 13 April 2027"),
        new("accept-link", "Address of the page on which the grant is accepted", "https://grants.example.org/applications/1/accept"),
        new("starts", "First day of the project", "1 May 2027"),
        new("ends", "Last day of the project", "30 April 2028"),
        new(
            "payment-plan",
            "How it is paid, in a sentence for each payment",
            "£5,000.00 when you have accepted the grant and sent us what we still need."
        ),
        new(
            "evidence",
            "What is still to be sent before money is paid, a list in words",
            "your bank details and the insurance certificate"
        ),
        new("return-due", "The days that returns are due", "29 November 2027 and 29 May 2028"),
        new("first-return", "The time that the first return is about", "1 May 2027 to 30 October 2027"),
        new("power", "The legal power the grant is given under", "Police Reform and Social Responsibility Act 2011, section 9"),
        new("purpose", "What the project is for, as the applicant wrote it", "Football and workshops on Saturday evenings."),
        new("area", "Where the project takes place", "Leicester"),
        new("legal-form", "What the organisation is in law, as far as we know it", "Charity"),
        new("number", "Number of the organisation in a register; nothing if it has none", "1234567"),
        new("decision", "Number of the decision; nothing if it has none", "D-2027-003"),
        new("decided-on", "The day of the decision", "16 March 2027"),
        new("officer", "The officer to ask", "Priya Shah"),
        new("commissioner", "Who gives the grant in law", "Police and Crime Commissioner"),
        new(
            "strengths",
            "What the panel liked, in its own words; nothing if it wrote none",
            "The panel liked how young people planned it."
        ),
    ];
    private static readonly MergeField[] Blocks =
    [
        new("facts", "Grant, payment, returns and the day to accept by", "A table of facts"),
        new("agreement", "The grant agreement: parties, terms and schedules, on pages of their own", "The whole agreement"),
        LetterTemplates.Scores,
        LetterTemplates.Signature,
    ];
    private static readonly MergeField[] Conditions =
    [
        new("staged", "The grant is paid in parts", "No"),
        new("arrears", "The grant is paid for money already spent", "No"),
        new("decision-number", "The decision has a number", "Yes"),
    ];

    // The applicant accepts the letter and the agreement as one document.
    private static readonly string[] Needed = ["amount", "accept-link", "facts", "evidence", "agreement", "signature"];

    private const string Offer = """
        Dear {{contact}},

        I am delighted to offer {{organisation}} a grant of **up to {{amount}}** for {{project}}. {{strengths}} Congratulations to everyone involved.
        """;
    private const string Rest = """
        {{facts}}

        # What to do now

        1. Read the grant agreement that follows this letter.
        2. Ask a person who may sign for {{organisation}} to **accept the grant**: {{accept-link}}
        3. Send us what we still need: {{evidence}}.

        Please do not spend any of the grant, or announce it, before you have accepted it. If you need more time, or something has changed, call {{officer}} on {{phone}} or write to {{email}}. We will not withdraw the offer without telling you.

        {{signature}}

        {{agreement}}

        {{scores}}
        """;

    public static readonly LetterTemplate Award = new(
        LetterKind.Award,
        "Good news: we would like to fund {{project}}",
        $"{Offer}\n\n{Rest}",
        Fields,
        Blocks,
        Conditions,
        Needed
    );

    public static readonly LetterTemplate PartAward = new(
        LetterKind.PartAward,
        "Good news: we would like to fund part of {{project}}",
        $$$"""
        {{{Offer}}}

        You asked for {{asked}}. We can offer part of that. {{part-reason}}

        {{if answered}}
        You told us: {{part-answer}}
        {{end}}

        {{{Rest}}}
        """,
        [
            .. Fields,
            new("asked", "Amount asked for", "£8,000.00"),
            new("part-reason", "Why the offer is for part of the amount", "The round cannot pay for both evenings."),
            new("part-answer", "What the applicant said about it", "We can run it on Saturdays only.", CanBeEmpty: true),
        ],
        Blocks,
        [.. Conditions, new("answered", "The applicant said something about the part", "Yes")],
        [.. Needed, "asked", "part-reason"]
    );
}
