namespace Commissioning.Domain.Monitoring;

/// <param name="Month">Its first day.</param>
/// <param name="IsUrgent">Something is wrong already.</param>
/// <param name="Reasons">The strongest first; never empty.</param>
public sealed record VisitProposal(DateOnly Month, bool IsUrgent, IReadOnlyList<string> Reasons);
