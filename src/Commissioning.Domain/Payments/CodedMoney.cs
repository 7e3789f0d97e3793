namespace Commissioning.Domain.Payments;

/// <summary>What an amount is, for the choice of its codes. The money of a grant has a round and its fund, that of an area has the
/// area.</summary>
public sealed record CodedMoney(CodedKind Kind, Guid? FundId, Guid? RoundId, Guid? AreaId);
