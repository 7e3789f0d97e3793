using System.Text.Json;
using System.Text.Json.Serialization;

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
