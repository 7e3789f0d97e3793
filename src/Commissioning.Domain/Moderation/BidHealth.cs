namespace Commissioning.Domain.Moderation;

/// <param name="Adjusted">The mean with each marker's strictness taken off, as a check; only where a mark of the bid is missing. Never applied.</param>
public sealed record BidHealth(int Bid, int Marks, double? Mean, double? Lowest, double? Highest, double? Adjusted);
