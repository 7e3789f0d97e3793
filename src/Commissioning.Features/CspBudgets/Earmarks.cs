using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Money that an area keeps for a purpose.</summary>
public static class Earmarks
{
    public sealed record Earmark
    {
        public required Guid Id { get; init; }
        public required string BudgetYear { get; init; }
        public required Guid AreaId { get; init; }
        public required string Purpose { get; init; }

        /// <summary>Kept and not spent.</summary>
        public required Money Remaining { get; init; }
    }

    /// <summary>Earmarks of an area and year that have something left.</summary>
    public static Task<IReadOnlyList<Earmark>> OfAsync(Work work, FinancialYear year, Guid area) =>
        work.QueryAsync<Earmark>(
            Sql + " where BudgetYear = @BudgetYear and AreaId = @area and Remaining > 0 order by CreatedAt, Id",
            new { BudgetYear = year.ToString(), area }
        );

    public static Task<Earmark> FindAsync(Work work, Guid id) => work.FindAsync<Earmark>(Sql + " where Id = @id", new { id });

    /// <summary>A new earmark without money; the transaction that names it adds it.</summary>
    internal static async Task<Guid> MakeAsync(Work work, FinancialYear year, Guid area, string purpose)
    {
        var id = Guid.CreateVersion7();
        await work.ExecuteAsync(
            "insert into LedgerEarmark (Id, BudgetYear, AreaId, Purpose, Remaining, CreatedAt) values (@id, @BudgetYear, @area, @purpose, 0, @Now)",
            new
            {
                id,
                BudgetYear = year.ToString(),
                area,
                purpose,
                work.Now,
            }
        );
        return id;
    }

    private const string Sql = "select Id, BudgetYear, AreaId, Purpose, Remaining from LedgerEarmark";
}
