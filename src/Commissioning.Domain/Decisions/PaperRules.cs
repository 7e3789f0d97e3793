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
        new("asked", "What they ask for together", "£412,000.00"),
        new("funded", "How many are proposed", "16"),
        new("proposed", "What is proposed together", "£186,400.00"),
        new("left", "What would stay in the pot", "£7,593.11"),
        new("threshold", "The threshold", "65.0%"),
    ];

    public static string Title(PaperPart part) =>
        part switch
        {
            PaperPart.Alternatives => "Other options that were considered",
            PaperPart.Equality => "Equality (Equality Act 2010, section 149)",
            PaperPart.Subsidy => "Subsidy control",
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
                "Another threshold, or part of a grant, was open to the panel; the list follows the method that was published.",
            PaperPart.Equality =>
                "The decision maker must have due regard to equality when deciding. The table below shows whom the applications say they reach; it was not seen by the panel.",
            PaperPart.Subsidy =>
                "Where an award goes to an organisation that puts goods or services on a market, nothing is paid before minimal financial assistance is confirmed (Subsidy Control Act 2022, section 37).",
            PaperPart.Finance => "{{proposed}} would be committed from the pot of {{pot}}, and {{left}} would stay in it.",
            _ =>
                "Projects may start late or spend less than they were given. Payment follows the checks and conditions of each award, and what is not spent comes back.",
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
                    $"{{{{{unknown}}}}} is not a figure of the paper. There are: {string.Join(", ", Fields.Select(known => $"{{{{{known.Name}}}}}"))}",
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
            return new("You made the recommendation, so somebody else must sign it");
        if (signers.Contains(person))
            return new("You have signed a step of this paper, so somebody else must sign the next");
        var next = steps[signers.Count];
        return roles.Contains(next.Role)
            ? null
            : new($"The next step is {next.Title}, for somebody who is {RolePermissions.Name(next.Role)}");
    }

    [GeneratedRegex(@"\{\{\s*([a-z]+)\s*\}\}")]
    private static partial Regex FieldPattern();

    [GeneratedRegex(@"£\d[\d,]*(\.\d+)?|\d+(\.\d+)?%")]
    private static partial Regex FigurePattern();
}
