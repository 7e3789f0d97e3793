using System.Text.Json;
using System.Text.Json.Serialization;
using Commissioning.Domain.Accounts;

namespace Commissioning.Domain.Funds;

/// <summary>What a limit counts by.</summary>
public enum LimitBy
{
    Area,
    Priority,
    Organisation,
}
