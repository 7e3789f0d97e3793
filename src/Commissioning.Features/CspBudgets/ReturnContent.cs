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
        string? Answer
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
                    line.Answer
                ))
                .ToList()
        );
    }
}
