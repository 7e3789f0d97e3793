using Commissioning.Domain;

namespace Commissioning.Features.CspBudgets;

/// <summary>A return as it was certified.</summary>
/// <param name="Ledger">What the ledger had as spent by the end of the period when it was certified.</param>
public sealed record ReturnContent(
    Money Actual,
    Money Committed,
    Money Forecast,
    string Reasons,
    string Difference,
    Money Ledger,
    IReadOnlyList<ReturnContent.Line> Lines
)
{
    /// <summary>Lines that the ledger did not have when it was certified.</summary>
    public Money NotPosted { get; init; }

    /// <summary>Lines that the office asked about and that were taken out since the version before.</summary>
    public IReadOnlyList<TakenOutLine> TakenOut { get; init; } = [];

    /// <param name="Query">What the office asked about it.</param>
    /// <param name="Answer">Why the area took it out.</param>
    public sealed record TakenOutLine(int Place, string Query, string Answer);

    public sealed record Line(
        int Place,
        DateOnly SpentOn,
        string? Project,
        string What,
        Money Amount,
        Money? Vat,
        string? Invoice,
        string? Evidence,
        string? Query,
        string? Answer,
        Guid? EvidenceFileId
    );

    public static ReturnContent Of(QuarterlyReturnQueries.Detail detail)
    {
        var sent = detail.Cell.Return!;
        return new(
            sent.Actual!.Value,
            sent.Committed!.Value,
            sent.Forecast!.Value,
            sent.Reasons,
            sent.Difference,
            detail.Ledger + detail.Posted,
            detail
                .Lines.Select(line => new Line(
                    line.Place,
                    line.SpentOn,
                    line.Project,
                    line.What,
                    line.Amount,
                    line.Vat,
                    line.Invoice,
                    line.EvidenceName,
                    line.Query,
                    line.Answer,
                    line.EvidenceFileId
                ))
                .ToList()
        )
        {
            NotPosted = detail.NotPosted,
            TakenOut = sent.TakenOut,
        };
    }

    /// <summary>What a later version says otherwise, a sentence each; empty: nothing.</summary>
    public static IReadOnlyList<string> Changes(ReturnContent before, ReturnContent after)
    {
        var changes = new List<string>();
        void Compare(string what, string? was, string? now)
        {
            if ((was ?? "") != (now ?? ""))
                changes.Add($"{what}: {Shown(was)}, now {Shown(now)}");
        }
        Compare("Spent so far", before.Actual.ToString(), after.Actual.ToString());
        Compare("Committed", before.Committed.ToString(), after.Committed.ToString());
        Compare("Forecast", before.Forecast.ToString(), after.Forecast.ToString());
        Compare("Why the forecast differs", before.Reasons, after.Reasons);
        Compare("Why it differs from the ledger", before.Difference, after.Difference);
        foreach (var line in before.Lines.Where(line => after.Lines.All(one => one.Place != line.Place)))
            changes.Add(
                $"Line {line.Place}, {line.What}, {line.Amount}: taken out"
                    + (
                        after.TakenOut.FirstOrDefault(one => one.Place == line.Place) is { } asked
                            ? $". The office asked: {Sentences.Of(asked.Query)} Answered: {Sentences.Of(asked.Answer)}"
                            : ""
                    )
            );
        foreach (var line in after.Lines)
        {
            var was = before.Lines.FirstOrDefault(one => one.Place == line.Place);
            if (was is null)
            {
                changes.Add($"Line {line.Place}, {line.What}, {line.Amount}: added");
                continue;
            }
            Compare($"Line {line.Place}, date", LondonTime.Date(was.SpentOn), LondonTime.Date(line.SpentOn));
            Compare($"Line {line.Place}, what", was.What, line.What);
            Compare($"Line {line.Place}, amount", was.Amount.ToString(), line.Amount.ToString());
            Compare($"Line {line.Place}, project", was.Project, line.Project);
            Compare($"Line {line.Place}, VAT", was.Vat?.ToString(), line.Vat?.ToString());
            Compare($"Line {line.Place}, invoice", was.Invoice, line.Invoice);
            Compare($"Line {line.Place}, evidence", was.Evidence, line.Evidence);
            Compare($"Line {line.Place}, answer", was.Answer, line.Answer);
        }
        return changes;
    }

    private static string Shown(string? text) => string.IsNullOrEmpty(text) ? "nothing" : text;
}
