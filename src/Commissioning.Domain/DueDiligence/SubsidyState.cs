namespace Commissioning.Domain.DueDiligence;

/// <param name="IsEnterprise">It offers goods or services on a market. Null: not answered.</param>
/// <param name="IsEconomic">The grant pays for that activity. Null: not answered.</param>
public sealed record SubsidyState(
    bool? IsEnterprise,
    bool? IsEconomic,
    DateTime? NoticeSentAt,
    DateTime? ConfirmedAt,
    DateTime? AwardConfirmedAt
);
