using Commissioning.Domain;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Up to what amount one person alone approves a payment, by person, fund and budget year. The lowest that applies counts; none:
/// any amount (default, not OPCC policy).</summary>
public static class PaymentLimitQueries
{
    public sealed record PaymentLimitRow
    {
        public required Guid Id { get; init; }
        public string? Person { get; init; }
        public string? Fund { get; init; }
        public string? BudgetYear { get; init; }
        public required Money UpTo { get; init; }
    }

    public sealed record NamedChoice
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }

    public sealed record PaymentLimitsPage(
        IReadOnlyList<PaymentLimitRow> Limits,
        IReadOnlyList<NamedChoice> Approvers,
        IReadOnlyList<NamedChoice> FundList,
        IReadOnlyList<string> YearList
    );

    public static async Task<PaymentLimitsPage> GetAsync(Work work) =>
        new PaymentLimitsPage(
            await work.QueryAsync<PaymentLimitRow>(
                "select l.Id, p.DisplayName as Person, f.Name as Fund, l.BudgetYear, l.UpTo from PaymentLimit l left join Person p on p.Id = l.PersonId left join Fund f on f.Id = l.FundId order by p.DisplayName, f.Name, l.BudgetYear, l.Id"
            ),
            await work.QueryAsync<NamedChoice>(
                "select p.Id, p.DisplayName as Name from Person p join PersonRole r on r.PersonId = p.Id where r.Role = 'FinanceOfficer' order by p.DisplayName, p.Id"
            ),
            await work.QueryAsync<NamedChoice>("select Id, Name from Fund order by Name"),
            await work.QueryAsync<string>("select BudgetYear from Round union select BudgetYear from LedgerYear order by BudgetYear desc")
        );

    internal static Task<IReadOnlyList<PaymentLimit>> AllAsync(Work work) =>
        work.QueryAsync<PaymentLimit>("select Id, PersonId, FundId, BudgetYear, UpTo from PaymentLimit");

    internal static async Task<string?> FundNameAsync(Work work, Guid? fund) =>
        fund is null ? "every fund" : await work.ScalarAsync<string>("select Name from Fund where Id = @fund", new { fund });

    internal static string YearName(string? year) => year ?? "every year";

    /// <summary>A limit for everyone also applies to the person who sets it, if they approve payments.</summary>
    internal static async Task<Refusal?> WhyOwnAsync(Work work, Actor actor, Guid? person) =>
        person == actor.Id
        || (
            person is null
            && await work.ScalarAsync<int>(
                "select count(*) from PersonRole where PersonId = @Id and Role = 'FinanceOfficer'",
                new { actor.Id }
            ) > 0
        )
            ? new("You cannot set or remove your own payment limit", nameof(person))
            : null;
}
