using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>What the panel agreed about an application, as its applicant reads it (R67).</summary>
public static class PanelScores
{
    /// <param name="Most">The highest score of the criterion.</param>
    /// <param name="Reason">The officer's words for the letter, the panel's own reason, or the wording of the score reached.</param>
    /// <param name="IsOwn">The reason is somebody's own words about this application.</param>
    public sealed record Line(string Name, int Weight, Fraction Score, int Most, string Reason, bool IsOwn)
    {
        /// <summary>What it took from the total, in percentage points.</summary>
        public double Cost => Weight * (1 - Share);

        /// <summary>From 0 to 1.</summary>
        public double Share => (double)Score.Numerator / (double)Score.Denominator / Most;

        public string InWords => $"{Score.ToString(1)} of {Most}";
    }

    internal static async Task<IReadOnlyList<Line>> OfAsync(Work work, Guid application) =>
        (await work.QueryAsync<Row>(Sql, new { application }))
            .Select(row => new Line(
                row.Name,
                row.Weight,
                new Fraction(row.Numerator, row.Denominator),
                row.Most,
                row.Reason.Length > 0 ? row.Reason : row.Wording,
                row.Reason.Length > 0
            ))
            .ToList();

    /// <summary>The table of an application that is decided, with its total.</summary>
    internal static async Task<IReadOnlyList<LetterBlock>> TableAsync(Work work, Guid application)
    {
        var total = await work.FindAsync<Total>(TotalSql, new { application });
        return Table(await OfAsync(work, application), new Fraction(total.Numerator, total.Denominator).ToPercent());
    }

    /// <summary>A page with a table and its heading; nothing where nobody scored.</summary>
    /// <param name="total">The agreed total, such as 61.0%.</param>
    public static IReadOnlyList<LetterBlock> Table(IReadOnlyList<Line> lines, string total) =>
        lines.Count == 0
            ? []
            :
            [
                new PageBreak(),
                new Heading(2, "The panel's scores and reasons"),
                new Figures(
                    "Agreed score and reason for each criterion",
                    [new("Criterion"), new("Weight", true), new("Score", true), new("Reason")],
                    lines.Select(line => (IReadOnlyList<string>)[line.Name, $"{line.Weight}%", line.InWords, line.Reason]).ToList(),
                    ["Total", "100%", total, ""]
                ),
            ];

    private const string TotalSql = """
        select r.Numerator, r.Denominator
        from   DecisionLine d
        join   Decision e on e.Id = d.DecisionId
        join   RecommendationLine r on r.RecommendationId = e.RecommendationId and r.ApplicationId = d.ApplicationId
        where  d.ApplicationId = @application and d.SupersededBy is null
        """;

    // The anchor is that of the whole score reached: 3.4 has reached the wording of 3.
    private const string Sql = """
        select   c.Name, c.Weight, g.Numerator, g.Denominator, coalesce(g.LetterReason, g.Reason, '') as Reason, n.Wording,
                 c.Greatest as Most
        from     AgreedScore g
        join     Criterion c on c.Id = g.CriterionId
        join     CriterionAnchor n on n.CriterionId = c.Id and n.Score = g.Numerator / g.Denominator
        where    g.ApplicationId = @application
        order by c.Position
        """;

    private sealed record Total
    {
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
    }

    private sealed record Row
    {
        public required string Name { get; init; }
        public required int Weight { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public required string Reason { get; init; }
        public required string Wording { get; init; }
        public required int Most { get; init; }
    }
}
