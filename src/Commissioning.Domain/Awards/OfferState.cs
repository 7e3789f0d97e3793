namespace Commissioning.Domain.Awards;

public sealed record OfferState(DateTime? OfferedAt, DateOnly? AcceptBy, DateTime? AcceptedAt, DateTime? EndedAt, AwardEnd? EndedHow);
