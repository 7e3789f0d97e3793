using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.CspBudgets;

/// <summary>Reads a spreadsheet of spending, shows how each cell was read, and posts all of it once a person accepts it. Each posting names
/// the file. A file posted before is recognised by its hash.</summary>
public sealed class ImportSpending(Db db, FileStore files, TimeProvider clock)
{
    public const int MostBytes = 10 * 1024 * 1024;

    public sealed record Import
    {
        public required Guid Id { get; init; }
        public required string BudgetYear { get; init; }
        public required Guid FileId { get; init; }
        public required string FileName { get; init; }
        public required string Sha256 { get; init; }
        public DateTime? AcceptedAt { get; init; }
        public string? AcceptedByName { get; init; }
    }

    /// <summary>A row that looks like spending in the ledger, or like an earlier row of the file.</summary>
    public sealed record AlikeRow(int Row, string Like);

    public sealed record SpendingImportPage(
        Import Import,
        SpendingRead Read,
        Import? SameFile,
        IReadOnlyList<AlikeRow> Alike,
        IReadOnlyList<AreaContactQueries.AreaName> Areas
    );

    public async Task<Result<Guid>> UploadAsync(Actor actor, FinancialYear year, string name, byte[] sheet)
    {
        name = Path.GetFileName(name);
        if (sheet.Length == 0)
            return new Refusal($"{name} is empty", nameof(sheet));
        if (sheet.Length > MostBytes)
            return new Refusal($"{name} is larger than 10 MB. Split it.", nameof(sheet));
        if (SheetFile.Read(name, sheet).FirstRefusal is { } unreadable)
            return unreadable with { Field = nameof(sheet) };
        var file = await files.WriteAsync(
            actor,
            name,
            name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
                ? "text/csv"
                : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            sheet,
            clock.UtcNow()
        );
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync<Guid>(
            actor,
            AuditAction.SpendingFileRead,
            id,
            async work =>
            {
                await Posting.YearAsync(work, year);
                await work.ExecuteAsync(FileStore.InsertSql, file);
                await work.ExecuteAsync(
                    "insert into LedgerImport (Id, BudgetYear, FileId, Sha256, ReadBy, ReadAt) values (@id, @BudgetYear, @FileId, @Sha256, @By, @Now)",
                    new
                    {
                        id,
                        BudgetYear = year.ToString(),
                        FileId = file.Id,
                        Sha256 = Convert.ToHexStringLower(SHA256.HashData(sheet)),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(name);
                return Result.Made(id);
            }
        );
    }

    /// <param name="answers">Areas chosen for unknown names.</param>
    public async Task<SpendingImportPage> PreviewAsync(Guid id, IReadOnlyDictionary<string, Guid>? answers = null)
    {
        var import = await db.FindAsync<Import>(ImportSql + " where i.Id = @id", new { id });
        var same = await db.ReadAsync(work =>
            work.FirstOrDefaultAsync<Import>(
                ImportSql + " where i.Sha256 = @Sha256 and i.Id <> @id and i.AcceptedAt is not null order by i.AcceptedAt, i.Id",
                new { import.Sha256, id }
            )
        );
        var file = await files.ReadAsync(import.FileId);
        var names = await db.QueryAsync<NameRow>(NamesSql, new { import.BudgetYear });
        var areas = names
            .DistinctBy(row => SpendingSheet.Plain(row.Name))
            .ToDictionary(row => SpendingSheet.Plain(row.Name), row => row.Id);
        foreach (var (name, area) in answers ?? new Dictionary<string, Guid>())
            areas[SpendingSheet.Plain(name)] = area;
        var sheets = SheetFile.Read(file.Name, file.Content);
        var read = sheets.Value is { } found
            ? SpendingSheet.Read(CellsOf(found[0]), FinancialYear.Parse(import.BudgetYear)!.Value, areas)
            : new SpendingRead([], [], sheets.FirstRefusal!.Sentence);
        var alike = await db.ReadAsync(work => AlikeAsync(work, FinancialYear.Parse(import.BudgetYear)!.Value, import.FileName, read));
        return new(
            import,
            read,
            same,
            alike,
            await db.QueryAsync<AreaContactQueries.AreaName>("select Id, Name from CspArea order by Position")
        );
    }

    /// <param name="whyNotDuplicate">Why rows that look like spending already there are other spending; null: not said.</param>
    public async Task<Result<int>> AcceptAsync(
        Actor actor,
        Guid id,
        IReadOnlyDictionary<string, Guid> answers,
        string? whyNotDuplicate = null
    )
    {
        var view = await PreviewAsync(id, answers);
        if (view.SameFile is { } same)
            return new Refusal($"This same file was posted at {LondonTime.DateAndTime(same.AcceptedAt!.Value)} by {same.AcceptedByName}");
        if (view.Read.Problem is { } problem)
            return new Refusal(problem);
        if (view.Read.Rows.Count(row => !row.IsGood) is > 0 and var bad)
            return new Refusal(
                $"{bad} {(bad == 1 ? "row cannot" : "rows cannot")} be posted. Nothing was posted. Put them right in the file and upload it again."
            );
        var year = FinancialYear.Parse(view.Import.BudgetYear)!.Value;
        return await db.ChangeAsync<int>(
            actor,
            AuditAction.SpendingFilePosted,
            id,
            async work =>
            {
                var locked = (await Posting.YearAsync(work, year)).LockedAt;
                if (
                    await work.ExecuteAsync(
                        "update LedgerImport set AcceptedBy = @By, AcceptedAt = @Now where Id = @id and AcceptedAt is null",
                        new
                        {
                            id,
                            By = actor.Id,
                            work.Now,
                        }
                    ) == 0
                )
                    return new Refusal("This file has already been posted");
                if (LedgerRules.WhyCannotPost(year, year.End, locked, "") is { } refusal)
                    return refusal;
                if (WhyAlike(await AlikeAsync(work, year, view.Import.FileName, view.Read), whyNotDuplicate) is { } again)
                    return again;
                var posted = 0;
                foreach (var group in view.Read.Rows.Where(row => row.Amount > Money.Zero).GroupBy(row => row.Area!.Value))
                {
                    var (from, to) = (
                        await Posting.AccountAsync(work, year, AccountKind.Area, group.Key),
                        await Posting.AccountAsync(work, year, AccountKind.Spent, group.Key)
                    );
                    // The spreadsheet states spending, but is not evidence of it.
                    if (
                        await Posting.WhyTooMuchAsync(work, from, group.Select(row => (row.Amount!.Value, row.On!.Value)).ToList(), "") is
                        { } tooMuch
                    )
                        return new Refusal($"{tooMuch.Sentence.TrimEnd('.')}. Nothing was posted.");
                    foreach (var row in group)
                    {
                        await Posting.WriteAsync(
                            work,
                            actor,
                            year,
                            new(
                                TransactionKind.Expenditure,
                                row.On!.Value,
                                ReasonOf(view.Import.FileName, row),
                                [new(from.Id, -row.Amount!.Value), new(to.Id, row.Amount!.Value)]
                            )
                            {
                                Evidence = view.Import.FileId,
                            },
                            note: false
                        );
                        posted++;
                    }
                }
                AlikeSpending.Note(work, whyNotDuplicate);
                work.Note($"{view.Import.FileName}: {posted} rows, {view.Read.Rows.Sum(row => row.Amount!.Value)}");
                return Result.Made(posted);
            }
        );
    }

    private static List<IReadOnlyList<string>> CellsOf(Sheet sheet)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var row in sheet.Rows)
        {
            while (rows.Count < row.Number - 1)
                rows.Add([]);
            rows.Add(row.Cells);
        }
        return rows;
    }

    private static string ReasonOf(string file, SpendingRow row) =>
        row.What.Length > 0 ? row.What[..Math.Min(450, row.What.Length)] : $"{file}, row {row.Number}";

    private static async Task<IReadOnlyList<AlikeRow>> AlikeAsync(Work work, FinancialYear year, string file, SpendingRead read)
    {
        var alike = new List<AlikeRow>();
        foreach (
            var group in read
                .Rows.Where(row => row is { IsGood: true, Area: not null } && row.Amount > Money.Zero)
                .GroupBy(row => row.Area!.Value)
        )
        {
            var spent = await AlikeSpending.FindAsync(work, year, group.Key, TransactionKind.Expenditure);
            var posted = spent.ToLookup(row => AlikeSpending.Key(row.EffectiveOn, row.Amount, row.Reason));
            var days = spent.ToLookup(row => (row.EffectiveOn, row.Amount));
            var earlier = new Dictionary<(DateOnly, Money, string), int>();
            foreach (var row in group)
            {
                // A row without a description has a text of our own, which another file name changes.
                var key = AlikeSpending.Key(row.On!.Value, row.Amount!.Value, row.What);
                var same =
                    row.What.Length > 0
                        ? posted[AlikeSpending.Key(row.On.Value, row.Amount.Value, ReasonOf(file, row))].FirstOrDefault()
                        : days[(row.On.Value, row.Amount.Value)].FirstOrDefault();
                if (same is not null)
                    alike.Add(new(row.Number, same.ToString()));
                else if (!earlier.TryAdd(key, row.Number))
                    alike.Add(new(row.Number, $"row {earlier[key]} of this file"));
            }
        }
        return alike.OrderBy(row => row.Row).ToList();
    }

    private static Refusal? WhyAlike(IReadOnlyList<AlikeRow> alike, string? whyNotDuplicate)
    {
        if (alike.Count == 0)
            return null;
        if (whyNotDuplicate is null)
            return new(
                $"{alike.Count} {(alike.Count == 1 ? "row looks" : "rows look")} like spending that is there already: row {alike[0].Row} is the same as {alike[0].Like}. Take {(alike.Count == 1 ? "it" : "them")} out of the file, or tick the box and say why {(alike.Count == 1 ? "it is" : "they are")} other spending.",
                "NotDuplicate"
            );
        return whyNotDuplicate.Trim() is { Length: > 0 and <= 300 }
            ? null
            : new("Say why it is other spending, in up to 300 characters", nameof(whyNotDuplicate));
    }

    // Only areas that have accounts in the year.
    private const string NamesSql = """
        select c.Name, c.Id
        from   CspArea c
        join   LedgerAccount a on a.AreaId = c.Id and a.Kind = 'Area' and a.BudgetYear = @BudgetYear
        union all
        select s.Alias, s.AreaId
        from   CspAreaAlias s
        join   LedgerAccount a on a.AreaId = s.AreaId and a.Kind = 'Area' and a.BudgetYear = @BudgetYear
        """;
    private const string ImportSql = """
        select    i.Id, i.BudgetYear, i.FileId, s.Name as FileName, i.Sha256, i.AcceptedAt, p.DisplayName as AcceptedByName
        from      LedgerImport i
        join      StoredFile s on s.Id = i.FileId
        left join Person p on p.Id = i.AcceptedBy
        """;

    private sealed record NameRow
    {
        public required string Name { get; init; }
        public required Guid Id { get; init; }
    }
}
