namespace Commissioning.Domain.Payments;

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
