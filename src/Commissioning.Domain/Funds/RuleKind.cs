using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commissioning.Domain.Funds;

public enum RuleKind
{
    AtLeast,
    AtMost,
    Matches,
}
