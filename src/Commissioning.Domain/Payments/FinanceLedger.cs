namespace Commissioning.Domain.Payments;

public static class FinanceLedger
{
    /// <summary>Matches each payment here with its line in the finance system, then lists the lines that match no payment. A reference that
    /// occurs twice is a duplicate, whatever its amount.</summary>
    public static IReadOnlyList<MatchedLine> Compare(IReadOnlyList<LedgerLine> here, IReadOnlyList<LedgerLine> there)
    {
        var first = new Dictionary<string, LedgerLine>(StringComparer.OrdinalIgnoreCase);
        var again = there.Where(line => !first.TryAdd(line.Reference, line)).ToList();
        var ours = here.Select(line => line.Reference).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. here.Select(line =>
                first.GetValueOrDefault(line.Reference) is not { } other
                    ? new MatchedLine(line.Reference, MatchState.OnlyHere, line, null)
                    : new(line.Reference, other.Amount == line.Amount ? MatchState.Agrees : MatchState.AmountDiffers, line, other)
            ),
            .. first
                .Values.Where(line => !ours.Contains(line.Reference))
                .Select(line => new MatchedLine(line.Reference, MatchState.OnlyThere, null, line)),
            .. again.Select(line => new MatchedLine(line.Reference, MatchState.Duplicate, null, line)),
        ];
    }
}
