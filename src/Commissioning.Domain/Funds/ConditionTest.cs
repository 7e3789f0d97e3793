namespace Commissioning.Domain.Funds;

public enum ConditionTest
{
    Is,
    IsNot,
    Includes,
    IsAnswered,
    MoreThan,
    LessThan,
}
