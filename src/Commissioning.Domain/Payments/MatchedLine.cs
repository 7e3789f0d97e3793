namespace Commissioning.Domain.Payments;

/// <summary>A movement here, in the finance system or in both.</summary>
public sealed record MatchedLine(string Reference, MatchState State, LedgerLine? Here, LedgerLine? There)
{
    /// <summary>Which way the money went.</summary>
    public string Movement => (Here ?? There)!.IsBack ? "Back" : "Out";

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
