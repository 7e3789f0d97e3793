using System.Text.Json;
using System.Text.Json.Serialization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Awards;

public enum AwardChangeState
{
    Asked,
    Approved,
    Refused,
    TakenBack,
}
