namespace Commissioning.Domain.Payments;

public enum MatchState
{
    Agrees,
    AmountDiffers,
    OnlyHere,
    OnlyThere,
    Duplicate,
}

/// <summary>A payment by its reference, here or in the finance system.</summary>
public sealed record LedgerLine
{
    public required string Reference { get; init; }
    public required DateOnly Day { get; init; }
    public required Money Amount { get; init; }
}

public sealed record MatchedLine(string Reference, MatchState State, LedgerLine? Here, LedgerLine? There)
{
    public string InWords =>
        State switch
        {
            MatchState.Agrees => "Agrees",
            MatchState.AmountDiffers => $"Differs by {There!.Amount - Here!.Amount}",
            MatchState.OnlyHere => "Only here",
            MatchState.OnlyThere => "Only in the finance system",
            _ => "In the finance system more than once",
        };
}

public static class FinanceLedger
{
    /// <summary>Each payment here with its line there, then the lines there that no payment here has. A reference that is there again is a duplicate whatever its amount.</summary>
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
