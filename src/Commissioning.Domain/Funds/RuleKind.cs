namespace Commissioning.Domain.Funds;

public enum RuleKind
{
    AtLeast,
    AtMost,
    Matches,
}
