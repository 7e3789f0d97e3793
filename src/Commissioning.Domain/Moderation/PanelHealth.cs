namespace Commissioning.Domain.Moderation;

/// <summary>
/// How far a panel's marks agree, on a whole round and never on its shortlist, where agreement tends to nil by construction (Erosheva,
/// Martinkova and Lee, JRSS A 2021). A measure that its marks do not define is null, never 0 or 1 (R46).
/// </summary>
public sealed record PanelHealth(
    int Bids,
    int Markers,
    int Marks,
    int CompleteBids,
    Correlations OneMarker,
    Correlations Average,
    double? KendallW,
    double? AlphaOrdinal,
    double? AlphaInterval,
    IReadOnlyList<MarkerHealth> ByMarker,
    IReadOnlyList<BidHealth> ByBid
)
{
    public static PanelHealth Of(MarkGrid grid)
    {
        var complete = grid.Complete;
        var (single, average) = Agreement.Icc(grid, complete);
        var strictness = Agreement.Strictness(grid);
        return new(
            grid.Bids,
            grid.Markers,
            grid.Marks,
            complete.Count,
            single,
            average,
            Agreement.KendallW(grid, complete),
            Agreement.AlphaOrdinal(grid),
            Agreement.AlphaInterval(grid),
            Agreement.MarkersOf(grid, strictness),
            Agreement.BidsOf(grid, strictness)
        );
    }
}
