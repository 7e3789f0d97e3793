using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>What each role may approve of the ledger's requests: the office's own limits over the defaults.</summary>
public static class LedgerLimits
{
    /// <param name="UpTo">Null: any amount.</param>
    public sealed record LedgerLimit(Role Role, Money? UpTo, bool IsDefault);

    public static async Task<IReadOnlyList<LedgerLimit>> ListAsync(Work work)
    {
        var set = (await work.QueryAsync<LimitRow>("select Role, UpTo from LedgerLimit")).ToDictionary(row => row.Role, row => row.UpTo);
        return LedgerRequestRules
            .DefaultLimits.Select(pair =>
                set.TryGetValue(pair.Key, out var own)
                    ? new LedgerLimit(pair.Key, own, IsDefault: false)
                    : new LedgerLimit(pair.Key, pair.Value, IsDefault: true)
            )
            .ToList();
    }

    internal static async Task<IReadOnlyDictionary<Role, Money?>> AllAsync(Work work) =>
        (await ListAsync(work)).ToDictionary(limit => limit.Role, limit => limit.UpTo);

    private sealed record LimitRow
    {
        public required Role Role { get; init; }
        public Money? UpTo { get; init; }
    }
}
