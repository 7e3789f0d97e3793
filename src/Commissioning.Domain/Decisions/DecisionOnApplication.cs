namespace Commissioning.Domain.Decisions;

public sealed record DecisionOnApplication(
    Guid ApplicationId,
    string Reference,
    bool Recommended,
    bool Fund,
    Money Amount,
    string? Reason,
    string? Condition = null
)
{
    public bool Departs => Recommended != Fund;
}
