using System.Text.Json;
using System.Text.Json.Serialization;
using Commissioning.Domain.Accounts;

namespace Commissioning.Domain.Funds;

/// <summary>What part of a pot is kept for: nothing, bids of one priority, or bids for one zone.</summary>
public enum RingFence
{
    None,
    Priority,
    Zone,
}
