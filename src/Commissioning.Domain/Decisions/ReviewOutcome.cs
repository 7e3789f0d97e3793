namespace Commissioning.Domain.Decisions;

public enum ReviewOutcome
{
    Upheld,
    PartlyUpheld,
    NotUpheld,
}
