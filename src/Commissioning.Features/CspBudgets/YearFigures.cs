using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The figures of a year that are signed, in pence. Evidence is not among them, because it may come later, nor are names, which
/// may change. The same transactions always give the same JSON.</summary>
/// <param name="LastNumber">Number of the newest transaction that counts.</param>
public sealed record YearFigures(
    string Year,
    int LastNumber,
    IReadOnlyList<YearFigures.Area> Areas,
    IReadOnlyList<YearFigures.Account> HostedSchemes,
    IReadOnlyList<YearFigures.Account> Payees,
    long CentralFromBudget,
    long Pooled,
    long PooledToAreas,
    long PooledCarriedOn,
    long PoolLeft,
    long CentralLeft
)
{
    public sealed record Area(
        Guid Id,
        long Base,
        long TopUp,
        long Vired,
        long Allocation,
        long Contributed,
        long Expenditure,
        long Returned,
        long Remaining
    );

    public sealed record Account(Guid Id, long Amount);

    public static async Task<YearFigures> ReadAsync(Work work, FinancialYear year, int lastNumber)
    {
        var view = await YearOverview.GetAsync(work, year, null, lastNumber);
        return new(
            year.ToString(),
            lastNumber,
            view.Lines.OrderBy(line => line.AreaId.ToString(), StringComparer.Ordinal)
                .Select(line => new Area(
                    line.AreaId,
                    line.Base.Pence,
                    line.TopUp.Pence,
                    line.Vired.Pence,
                    line.Allocation.Pence,
                    line.Contributed.Pence,
                    line.Expenditure.Pence,
                    line.Returned.Pence,
                    line.Remaining.Pence
                ))
                .ToList(),
            Accounts(view.HostedSchemes),
            Accounts(view.Payees),
            view.Across.FromBudget.Pence,
            view.Across.Pooled.Pence,
            view.Across.ToAreas.Pence,
            view.Across.CarriedOn.Pence,
            view.Across.PoolLeft.Pence,
            view.Across.CentralLeft.Pence
        );

        // An account that was opened later and has nothing is not a figure of the year.
        static IReadOnlyList<Account> Accounts(IEnumerable<YearOverview.AccountBalance> accounts) =>
            accounts
                .Where(account => account.Amount != Money.Zero)
                .OrderBy(account => account.Account.ToString(), StringComparer.Ordinal)
                .Select(account => new Account(account.Account, account.Amount.Pence))
                .ToList();
    }

    /// <summary>What the year's figures are now and were before: a phrase for each amount that changed.</summary>
    /// <param name="name">Name of an area, payee or scheme.</param>
    public static IReadOnlyList<string> Changes(YearFigures before, YearFigures now, Func<Guid, string> name)
    {
        var (old, current) = (before.Named(name), now.Named(name));
        return current
            .Keys.Union(old.Keys)
            .Select(key => (key, Change: new Money(current.GetValueOrDefault(key) - old.GetValueOrDefault(key))))
            .Where(one => one.Change != Money.Zero)
            .Select(one => $"{one.key} {(one.Change > Money.Zero ? "+" : "")}{one.Change}")
            .ToList();
    }

    private Dictionary<string, long> Named(Func<Guid, string> name)
    {
        var all = new Dictionary<string, long>();
        foreach (var area in Areas)
        foreach (
            var (what, amount) in new[]
            {
                ("base", area.Base),
                ("top-up", area.TopUp),
                ("virements and pooled", area.Vired),
                ("contributions", area.Contributed),
                ("expenditure", area.Expenditure),
                ("returned or carried", area.Returned),
                ("remaining", area.Remaining),
            }
        )
            all[$"{name(area.Id)}, {what}"] = amount;
        foreach (var account in HostedSchemes.Concat(Payees))
            all[$"{name(account.Id)}, paid"] = account.Amount;
        all["Central pot, from the budget"] = CentralFromBudget;
        all["Pooled underspend, returned by areas"] = Pooled;
        all["Pooled underspend, given to areas"] = PooledToAreas;
        all["Pooled underspend, carried on"] = PooledCarriedOn;
        all["Pooled underspend, left"] = PoolLeft;
        all["Central pot, left"] = CentralLeft;
        return all;
    }

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>SHA-256 of a JSON, as lower-case hex.</summary>
    public static string Sha256(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
