using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Scoring;

/// <summary>Whether a marker lets a bid through a gate; null: not said yet.</summary>
public sealed record GateMark(Guid GateId, bool? Passed, string Reason);
