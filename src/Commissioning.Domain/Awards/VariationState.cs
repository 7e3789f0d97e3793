using System.Text.Json;
using System.Text.Json.Serialization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Awards;

public enum VariationState
{
    Asked,
    Approved,
    Refused,
    Withdrawn,
}
