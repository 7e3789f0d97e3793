using Commissioning.Domain;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Reporting;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Reporting;

/// <summary>The setting from which a difference raises an alarm, and the alarms of the running year. They are alarms like those about the
/// areas' returns: one list, one e-mail, closed with a reason.</summary>
public static class MoneyAlarms
{
    /// <param name="Owner">Who is told beside the commissioning officers. Null: nobody.</param>
    public sealed record Setting(int Percent, Money Amount, Guid? Owner, string? OwnerName, bool IsDefault);

    public sealed record Candidate
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }

    public static async Task<Setting> SettingAsync(Work work) =>
        await work.FirstOrDefaultAsync<LimitRow>(
            "select l.UpToPercent, l.Amount, l.OwnerId, p.DisplayName from MoneyAlarmLimit l left join Person p on p.Id = l.OwnerId order by l.SetAt desc, l.Id desc"
        )
            is { } set
            ? new(set.UpToPercent, set.Amount, set.OwnerId, set.DisplayName, IsDefault: false)
            : new(MoneyRules.DefaultPercent, MoneyRules.DefaultAmount, null, null, IsDefault: true);

    /// <summary>Staff who may see budgets, and so may own the watch over them.</summary>
    public static Task<IReadOnlyList<Candidate>> OwnersAsync(Work work) =>
        work.QueryAsync<Candidate>(
            "select p.Id, p.DisplayName as Name from Person p where exists (select 1 from PersonRole r where r.PersonId = p.Id and r.Role in ('CommissioningOfficer', 'FinanceOfficer', 'ChiefFinanceOfficer', 'Approver')) order by p.DisplayName, p.Id"
        );

    private sealed record LimitRow
    {
        public required int UpToPercent { get; init; }
        public required Money Amount { get; init; }
        public Guid? OwnerId { get; init; }
        public string? DisplayName { get; init; }
    }
}
