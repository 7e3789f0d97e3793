using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Decisions;

/// <summary>The options that were open, each with its projects, its money and what it would change, computed from the round.</summary>
internal static class PaperOptions
{
    public const string Caption = "The options, and what each would change";

    /// <summary>Percentage points to the neighbouring thresholds that are shown.</summary>
    private const int Step = 5;

    /// <summary>More references than this are only counted.</summary>
    private const int MostNamed = 6;

    public static async Task<LetterBlock> OfRoundAsync(Work work, FundingLineQueries.FundingLinePage line)
    {
        if (line.Lines.Count == 0)
            return new Paragraph("There is no application, so there is no option to compare.");
        var inputs = await FundingLineQueries.InputsAsync(work, line.Round.Id);
        var funded = line.Of(FitResult.Fund).Select(one => one.Fitted.Application).ToList();
        List<IReadOnlyList<string>> rows = [Row("Fund as recommended", funded.Count, line.Funded, line.Left, NotFunded(line))];
        var tried = await TriedThresholds.OfRoundAsync(work, line.Round.Id);
        rows.AddRange(tried.Select(Tried));
        if (tried.Count == 0 && line.Threshold is { } threshold)
            foreach (var other in new[] { threshold - Step, threshold + Step }.Where(other => other > 0 && other <= 100))
            {
                var fitted = inputs
                    .Fit(other)
                    .Applications.Where(one => one.Result == FitResult.Fund)
                    .Select(one => one.Application)
                    .ToList();
                var amount = fitted.Sum(one => one.Amount);
                rows.Add(Row($"A threshold of {other.ToPercent()}", fitted.Count, amount, line.Pot - amount, Difference(funded, fitted)));
            }
        rows.AddRange(Parts(line));
        rows.Add(Row("Fund none", 0, Money.Zero, line.Pot, "No project starts, and the pot is not used."));
        return new Figures(
            Caption,
            [new("Option"), new("Projects", true), new("Grants", true), new("Left in the pot", true), new("What it changes")],
            rows
        );
    }

    private static IReadOnlyList<string> Row(string option, int projects, Money grants, Money left, string change) =>
        [option, projects.ToString(CultureInfo.InvariantCulture), grants.ToString(), left.ToString(), change];

    /// <summary>What the panel tried in its meeting and kept for the minutes.</summary>
    private static IReadOnlyList<string> Tried(TriedThresholds.TriedThreshold tried) =>
        Row(
            $"Tried on {LondonTime.Date(LondonTime.DateOf(tried.TriedAt))}: a threshold of {tried.Threshold.ToPercent()} and a pot of {tried.Pot}",
            tried.Funded,
            tried.Awarded,
            tried.Left,
            string.Join(
                " ",
                new[]
                {
                    tried.Moved,
                    tried.OnMeans == 0 ? "" : $"{Count(tried.OnMeans)} had no agreed score, so their means were used.",
                    tried.Note,
                }.Where(words => words.Length > 0)
            )
        );

    private static string NotFunded(FundingLineQueries.FundingLinePage line)
    {
        var others = line.Lines.Where(one => one.Fitted.Result != FitResult.Fund).ToList();
        return others.Count == 0
            ? "Every application is funded."
            : $"{Count(others.Count)} that asked for {others.Sum(one => one.Asked)} {(others.Count == 1 ? "is" : "are")} not funded.";
    }

    private static string Difference(IReadOnlyList<RankedApplication> recommended, IReadOnlyList<RankedApplication> fitted)
    {
        var added = fitted.Where(one => recommended.All(other => other.ApplicationId != one.ApplicationId)).ToList();
        var dropped = recommended.Where(one => fitted.All(other => other.ApplicationId != one.ApplicationId)).ToList();
        var parts = new[] { Named("also fund", added), Named("not fund", dropped) }.OfType<string>().ToList();
        return parts.Count == 0 ? "The same projects are funded." : $"It would {string.Join(", and ", parts)}.";
    }

    private static string? Named(string verb, IReadOnlyCollection<RankedApplication> applications) =>
        applications.Count == 0 ? null
        : applications.Count > MostNamed ? $"{verb} {applications.Count} applications that come to {applications.Sum(one => one.Amount)}"
        : $"{verb} {string.Join(", ", applications.OrderBy(one => one.Number).Select(one => one.Reference))}";

    /// <summary>What is left of the pot for the next application in rank. Where parts of the pot are kept, no one sum is left.</summary>
    private static IEnumerable<IReadOnlyList<string>> Parts(FundingLineQueries.FundingLinePage line)
    {
        var next = line.Of(FitResult.PotSpent).MinBy(one => (one.Fitted.Rank, one.Fitted.Application.Number));
        if (next is null || line.Left <= Money.Zero || line.Parts.Count > 0 || next.Fitted.Application.Amount <= line.Left)
            yield break;
        var share = new Fraction(line.Left.Pence * 100, next.Asked.Pence);
        yield return Row(
            "As recommended, and part of a grant for the next in rank",
            line.Of(FitResult.Fund).Count() + 1,
            line.Pot,
            Money.Zero,
            $"{next.Reference} would get {share.ToPercent()} of the {next.Asked} that it asked for. The applicant must first say that the project works with it."
        );
    }

    private static string Count(int applications) => applications == 1 ? "1 application" : $"{applications} applications";
}
