using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Publishing;

/// <summary>Loads finance's extract of a month (SI 2011/3050, paragraph 3(g)). A second one replaces the first; what is released stays as it
/// is until it is corrected. A payment keeps what was said of it here, by its reference.</summary>
public sealed class LoadSpending(Db db, Office office)
{
    public const int MostBytes = 10 * 1024 * 1024;

    /// <param name="month">As in an address, such as 2026-10.</param>
    public async Task<Result<DateOnly>> RunAsync(Actor actor, string? month, string fileName, byte[] extract)
    {
        if (ReleaseRules.Parse(month?.Trim()) is not { } first)
            return new Refusal("Choose the month of the payments", nameof(month));
        var name = Path.GetFileName(fileName);
        if (extract.Length == 0)
            return new Refusal("Choose the file of the month's payments, which is CSV or .xlsx", nameof(extract));
        if (extract.Length > MostBytes)
            return new Refusal($"{name} is larger than 10 MB. Split it.", nameof(extract));
        var sheets = SheetFile.Read(name, extract);
        if (sheets.FirstRefusal is { } unreadable)
            return unreadable with { Field = nameof(extract) };
        var rows = sheets.Value!.Where(sheet => !sheet.Hidden && sheet.Rows.Count > 0).Take(2).ToList();
        if (rows.Count == 0)
            return new Refusal($"{name} has no rows", nameof(extract));
        if (rows.Count > 1)
            return new Refusal($"{name} has more than one sheet. Save the sheet of the payments by itself.", nameof(extract));
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync<DateOnly>(
            actor,
            AuditAction.SpendingLoaded,
            id,
            async work =>
            {
                if (ReleaseRules.WhyNoFile(first, LondonTime.DateOf(work.Now)) is { } early)
                    return early with { Field = nameof(month) };
                var grants = (await work.QueryAsync<string>(GrantReferencesSql)).ToHashSet(StringComparer.OrdinalIgnoreCase);
                var read = SpendingFile.Read(
                    rows[0].Rows.Select(row => new SpendingFile.Row(row.Number, row.Cells)).ToList(),
                    first,
                    grants
                );
                if (read.FirstRefusal is { } refusal)
                    return refusal with { Field = nameof(extract) };
                var file = read.Value!;
                await ReplaceAsync(work, actor, id, first, name, extract, file);
                work.Note(
                    $"{LondonTime.Month(first)}, {name}: {file.Payments.Count} payments above {SpendingRules.Above.ToShortString()}, {file.Payments.Sum(payment => payment.Amount)}; {file.Grants.Count} grants and {file.Small} smaller payments left out; {file.Problems.Count} rows not read"
                );
                return Result.Made(first);
            }
        );
    }

    private async Task ReplaceAsync(Work work, Actor actor, Guid id, DateOnly month, string name, byte[] extract, SpendingFile file)
    {
        var before = (await SpendingDesk.PaymentsAsync(work, month)).ToDictionary(
            payment => payment.Reference,
            StringComparer.OrdinalIgnoreCase
        );
        await work.ExecuteAsync(
            "delete from SpendingPayment where LoadId in (select Id from SpendingLoad where Month = @month)",
            new { month }
        );
        await work.ExecuteAsync("delete from SpendingLoad where Month = @month", new { month });
        await work.ExecuteAsync(
            "insert into SpendingLoad (Id, Month, FileName, Sha256, Small, Grants, Problems, LoadedBy, LoadedAt) values (@id, @month, @FileName, @Sha256, @Small, @Grants, @Problems, @By, @Now)",
            new
            {
                id,
                month,
                FileName = name.Length <= 200 ? name : name[..200],
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(extract)),
                file.Small,
                Grants = file.Grants.Count,
                Problems = file.Problems.Count == 0 ? null : string.Join('\n', file.Problems),
                By = actor.Id,
                work.Now,
            }
        );
        await work.ExecuteAsync(
            """
            insert into SpendingPayment (Id, LoadId, Reference, RowNumber, PaidOn, Recipient, Amount, Purpose, ValueReason, Ground, Why, Version)
            values (@Id, @LoadId, @Reference, @Row, @PaidOn, @Recipient, @Amount, @Purpose, @ValueReason, @Ground, @Why, 1)
            """,
            file.Payments.Select(payment =>
            {
                var known = before.GetValueOrDefault(payment.Reference);
                return new
                {
                    Id = known?.Id ?? Guid.CreateVersion7(),
                    LoadId = id,
                    payment.Reference,
                    payment.Row,
                    payment.PaidOn,
                    payment.Recipient,
                    payment.Amount,
                    Purpose = payment.Purpose.Length > 0 ? payment.Purpose : known?.Purpose ?? "",
                    ValueReason = payment.ValueReason.Length > 0 ? payment.ValueReason : known?.ValueReason ?? "",
                    known?.Ground,
                    known?.Why,
                };
            })
        );
        // From now on the month waits in the publishers' list until it is released.
        await work.ExecuteAsync(
            "insert into ReleaseMonth (Id, Kind, Month, DueOn) select @id, 'Spending', @month, @DueOn where not exists (select 1 from ReleaseMonth where Kind = 'Spending' and Month = @month)",
            new
            {
                id,
                month,
                DueOn = ReleaseRules.DueOn(month, office.ReleaseDays),
            }
        );
    }

    /// <summary>A payment of a grant is known by what the bank got, or by the number of its application.</summary>
    private const string GrantReferencesSql = """
        select p.BankReference from Payment p where p.AwardId is not null and p.BankReference is not null
        union
        select a.Reference from Award w join Application a on a.Id = w.ApplicationId where a.Reference is not null
        """;
}
