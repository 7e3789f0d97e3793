using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Who is paid out of the central pot, and the schemes that areas host for each other.</summary>
public static class PayeeQueries
{
    public sealed record Payee
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }

    public sealed record HostedScheme
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public Guid? HostAreaId { get; init; }
        public string? Host { get; init; }
    }

    /// <summary>A scheme that an area hosts, and what the areas contributed to it in a year.</summary>
    public sealed record Hosted
    {
        public required Guid Account { get; init; }
        public required string Name { get; init; }
        public required Money Amount { get; init; }
    }

    public static Task<IReadOnlyList<Payee>> ListAsync(Work work) => work.QueryAsync<Payee>("select Id, Name from Payee order by Name, Id");

    public static Task<IReadOnlyList<HostedScheme>> SchemesAsync(Work work) =>
        work.QueryAsync<HostedScheme>(SchemeSql + " order by s.Name, s.Id");

    public static Task<IReadOnlyList<Hosted>> HostedByAsync(Work work, FinancialYear year, Guid area) =>
        work.QueryAsync<Hosted>(
            "select a.Id as Account, s.Name, a.Balance as Amount from HostedScheme s join LedgerAccount a on a.Kind = 'HostedScheme' and a.Name = s.Name and a.BudgetYear = @BudgetYear where s.HostAreaId = @area order by s.Name, s.Id",
            new { BudgetYear = year.ToString(), area }
        );

    internal static Task<HostedScheme> SchemeAsync(Work work, Guid id) =>
        work.FindAsync<HostedScheme>(SchemeSql + " where s.Id = @id", new { id });

    private const string SchemeSql =
        "select s.Id, s.Name, s.HostAreaId, a.Name as Host from HostedScheme s left join CspArea a on a.Id = s.HostAreaId";
}
