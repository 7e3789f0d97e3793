using System.Text.RegularExpressions;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Decisions;

public static partial class PaperRules
{
    public const int Longest = 10_000;

    /// <summary>Figures of the round that a text may include. They are filled in when the paper is made.</summary>
    public static readonly IReadOnlyList<MergeField> Fields =
    [
        new("pot", "The pot", "£193,993.11"),
        new("applications", "How many applications there are", "57"),
        new("asked", "The total they ask for", "£412,000.00"),
        new("funded", "How many are proposed", "16"),
        new("proposed", "The total proposed", "£186,400.00"),
        new("left", "What would be left in the pot", "£7,593.11"),
        new("threshold", "The threshold", "65.0%"),
    ];

    public static string Title(PaperPart part) =>
        part switch
        {
            PaperPart.Alternatives => "Other options that were considered",
            PaperPart.Equality => "Equality (Equality Act 2010, section 149)",
            PaperPart.Subsidy => "Subsidy control",
            PaperPart.Legal => "Legal",
            PaperPart.Finance => "Finance",
            PaperPart.Risks => "Risks",
            _ => "Background",
        };

    /// <summary>The text a new paper starts with. Default, not OPCC policy.</summary>
    public static string Default(PaperPart part) =>
        part switch
        {
            PaperPart.Background => "{{applications}} applications asked for {{asked}} from a pot of {{pot}}.",
            PaperPart.Alternatives =>
                "The panel could have set another threshold or recommended part of a grant. The list follows the published method.",
            PaperPart.Equality =>
                "The decision maker must have due regard to equality when deciding. The table below shows who the applications say they reach. The panel did not see it.",
            PaperPart.Subsidy =>
                "If an award goes to an organisation that puts goods or services on a market, we pay nothing before minimal financial assistance is confirmed (Subsidy Control Act 2022, section 37).",
            PaperPart.Legal => "The office may make these grants under the legal power that this paper names.",
            PaperPart.Finance => "{{proposed}} would be committed from the pot of {{pot}}, and {{left}} would be left in it.",
            _ =>
                "Projects may start late or spend less than they were awarded. We pay when each award's checks and conditions are met, and projects return money that is not spent.",
        };

    public static IReadOnlyList<Refusal> WhyTextIsWrong(string? text, string field)
    {
        var refusals = new List<Refusal>();
        if (text?.Length > Longest)
            refusals.Add(new($"Shorten this part to {Longest:N0} characters", field));
        foreach (
            var unknown in FieldPattern()
                .Matches(text ?? "")
                .Select(match => match.Groups[1].Value)
                .Where(name => Fields.All(known => known.Name != name))
                .Distinct()
        )
            refusals.Add(
                new(
                    $"{{{{{unknown}}}}} is not a figure of the paper. Choose from: {string.Join(", ", Fields.Select(known => $"{{{{{known.Name}}}}}"))}",
                    field
                )
            );
        return refusals;
    }

    /// <summary>Typed amounts and percentages that are not among the paper's own figures (R84): shown as a warning, not refused.</summary>
    public static IReadOnlyList<string> TypedFigures(string text, IReadOnlyCollection<string> known) =>
        FigurePattern()
            .Matches(FieldPattern().Replace(text, ""))
            .Select(match => match.Value)
            .Where(figure => !known.Contains(figure))
            .Distinct()
            .ToList();

    /// <summary>Null when this person may sign the next step. Steps are signed in order, each by a different person, never by the paper's
    /// author.</summary>
    public static Refusal? WhyCannotSign(
        IReadOnlyList<SignOffStep> steps,
        IReadOnlyCollection<Guid> signers,
        bool stands,
        Guid maker,
        Guid person,
        IReadOnlyCollection<Role> roles
    )
    {
        if (!stands)
            return new("There is no recommendation to sign");
        if (signers.Count >= steps.Count)
            return new("Every step of the sign-off is done");
        if (person == maker)
            return new("You made the recommendation, so someone else must sign it");
        if (signers.Contains(person))
            return new("You have signed a step of this paper, so someone else must sign the next");
        var next = steps[signers.Count];
        return roles.Contains(next.Role)
            ? null
            : new($"The next step is {next.Title}, for a person with the role {RolePermissions.Name(next.Role)}");
    }

    [GeneratedRegex(@"\{\{\s*([a-z]+)\s*\}\}")]
    private static partial Regex FieldPattern();

    [GeneratedRegex(@"£\d[\d,]*(\.\d+)?|\d+(\.\d+)?%")]
    private static partial Regex FigurePattern();
}
