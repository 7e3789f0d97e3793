using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Keeps a table for the Panel as it is issued: its figures, the newest transaction that they know, who, when, and a hash
/// (R85).</summary>
public sealed class IssuePanelPaper(Db db, PanelTable table)
{
    public async Task<Result<Guid>> RunAsync(Actor actor, FinancialYear year, DateOnly? asAt, string? name)
    {
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync<Guid>(
            actor,
            AuditAction.PanelPaperIssued,
            id,
            async work =>
            {
                if (name?.Trim().Length is not (> 0 and <= 200))
                    return new Refusal("Enter a name of up to 200 characters, such as: Panel of 9 June", nameof(name));
                var ledger = await Posting.YearAsync(work, year);
                var document = await table.PaperAsync(work, year, asAt);
                var key = new { BudgetYear = year.ToString() };
                var number =
                    await work.ScalarAsync<int>("select coalesce(max(Number), 0) from PanelPaper where BudgetYear = @BudgetYear", key) + 1;
                await work.ExecuteAsync(
                    InsertSql,
                    new
                    {
                        id,
                        key.BudgetYear,
                        number,
                        Name = name.Trim(),
                        asAt,
                        ledger.LastNumber,
                        Document = document.ToJson(),
                        Sha256 = document.Sha256(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    $"{year}, paper {number}, {name.Trim()}, {(asAt is { } day ? $"as at {LondonTime.Date(day)}" : "whole year")}, transactions up to {ledger.LastNumber}, SHA-256 {document.Sha256()}"
                );
                return Result.Made(id);
            }
        );
    }

    private const string InsertSql = """
        insert into PanelPaper (Id, BudgetYear, Number, Name, AsAt, LastNumber, DocumentJson, Sha256, IssuedBy, IssuedAt)
        values (@id, @BudgetYear, @number, @Name, @asAt, @LastNumber, @Document, @Sha256, @By, @Now)
        """;
}
