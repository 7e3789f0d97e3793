namespace Commissioning.Domain.Payments;

public enum MatchState
{
    Agrees,
    AmountDiffers,
    OnlyHere,
    OnlyThere,
    Duplicate,
}
