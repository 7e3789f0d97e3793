namespace Commissioning.Domain.Funds;

/// <summary>The most that applications of one area, priority or organisation may receive together (R53). Null: no such limit.</summary>
public sealed record Limit(LimitBy By, int? MostApplications, Money? MostMoney);
