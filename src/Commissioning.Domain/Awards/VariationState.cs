namespace Commissioning.Domain.Awards;

public enum VariationState
{
    Asked,
    Approved,
    Refused,
    Withdrawn,
}
