using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Publishing;

/// <summary>Loads finance's extract of a month (SI 2011/3050, paragraph 3(g)). A second one replaces the first; what is released stays as
/// it is until it is corrected. A payment keeps what was said of it here, by its reference.</summary>
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
                var before = await ReplaceAsync(work, actor, id, first, name, extract, file);
                work.Note(
                    $"{LondonTime.Month(first)}, {name}: {file.Payments.Count} payments above {SpendingRules.Above.ToShortString()}, {file.Payments.Sum(payment => payment.Amount)}; {file.Grants.Count} grants and {file.Small} smaller payments left out; {file.Problems.Count} rows not read{(before.Count == 0 ? "" : $"; before: {before.Count} payments, {before.Sum(payment => payment.Amount)}")}"
                );
                return Result.Made(first);
            }
        );
    }

    /// <returns>The payments of the extract before.</returns>
    private async Task<IReadOnlyList<SpendingDesk.Payment>> ReplaceAsync(
        Work work,
        Actor actor,
        Guid id,
        DateOnly month,
        string name,
        byte[] extract,
        SpendingFile file
    )
    {
        var payments = await SpendingDesk.PaymentsAsync(work, month);
        var before = (
            await work.QueryAsync<SpendingDesk.Payment>(SpendingDesk.PaymentSql + " where l.Month = @month", new { month })
        ).ToDictionary(payment => payment.Reference, StringComparer.OrdinalIgnoreCase);
        var withheld = await WithheldAsync(work);
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
        SpendingDesk.Payment Merged(SpendingFile.Payment payment)
        {
            var known = before.GetValueOrDefault(payment.Reference);
            // What an officer wrote here stays; what only an extract said is what the newest one says.
            var isWritten = known is { Version: > 1 };
            var (ground, why) =
                known is not null ? (known.Ground, known.Why)
                : withheld.TryGetValue(payment.Recipient, out var other) ? (other.Ground, other.Why)
                : SpendingRules.StartsWithheld(payment.Recipient) ? (WithheldGround.Section40, null)
                : ((WithheldGround?)null, (string?)null);
            string Text(string read, string? said) => said is { Length: > 0 } && (isWritten || read.Length == 0) ? said : read;
            return new()
            {
                Id = known?.Id ?? Guid.CreateVersion7(),
                Month = month,
                Reference = payment.Reference,
                RowNumber = payment.Row,
                PaidOn = payment.PaidOn,
                Recipient = payment.Recipient,
                Amount = payment.Amount,
                Purpose = Text(payment.Purpose, known?.Purpose),
                ValueReason = Text(payment.ValueReason, known?.ValueReason),
                Ground = ground,
                Why = why,
                Version = known?.Version ?? 1,
            };
        }
        var now = file.Payments.Select(Merged).ToList();
        var leftOut = before.Values.Where(one => one.Version > 1 && now.All(payment => payment.Id != one.Id));
        await work.ExecuteAsync(
            """
            insert into SpendingPayment (Id, LoadId, Reference, RowNumber, PaidOn, Recipient, Amount, Purpose, ValueReason, Ground, Why, LeftOut, Version)
            values (@Id, @LoadId, @Reference, @RowNumber, @PaidOn, @Recipient, @Amount, @Purpose, @ValueReason, @Ground, @Why, @LeftOut, @Version)
            """,
            now.Select(payment => (payment, LeftOut: false))
                .Concat(leftOut.Select(payment => (payment, LeftOut: true)))
                .Select(row => new
                {
                    row.payment.Id,
                    LoadId = id,
                    row.payment.Reference,
                    row.payment.RowNumber,
                    row.payment.PaidOn,
                    row.payment.Recipient,
                    row.payment.Amount,
                    row.payment.Purpose,
                    row.payment.ValueReason,
                    row.payment.Ground,
                    row.payment.Why,
                    row.LeftOut,
                    row.payment.Version,
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
        return payments;
    }

    /// <summary>Recipients that are withheld in any month: forgetting must not name them in the next.</summary>
    private static async Task<IReadOnlyDictionary<string, SpendingDesk.Payment>> WithheldAsync(Work work) =>
        (await work.QueryAsync<SpendingDesk.Payment>(SpendingDesk.PaymentSql + " where p.Ground is not null"))
            .GroupBy(payment => payment.Recipient, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.MaxBy(payment => payment.PaidOn)!, StringComparer.OrdinalIgnoreCase);

    /// <summary>A payment of a grant is known by what the bank got, or by the number of its application.</summary>
    private const string GrantReferencesSql = """
        select p.BankReference from Payment p where p.AwardId is not null and p.BankReference is not null
        union
        select a.Reference from Award w join Application a on a.Id = w.ApplicationId where a.Reference is not null
        """;
}
