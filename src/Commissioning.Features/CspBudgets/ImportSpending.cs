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

    /// <summary>The most names, and the most rows that look like spending already there, that are asked about one by one.</summary>
    public const int MostAsked = 50;

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
    /// <param name="Place">The row's cell, such as "Costs, C7".</param>
    public sealed record AlikeRow(string Place, string Like);

    /// <summary>What is said of a row that looks like spending already there: it is left out, or it is other spending.</summary>
    /// <param name="Why">Why it is other spending.</param>
    public sealed record Twin(bool IsLeftOut, string? Why);

    /// <param name="Projects">The approved projects of the year.</param>
    public sealed record SpendingImportPage(
        Import Import,
        SpendingRead Read,
        Import? SameFile,
        IReadOnlyList<AlikeRow> Alike,
        IReadOnlyList<AreaContactQueries.AreaName> Areas,
        IReadOnlyList<ProjectName> Projects
    );

    public sealed record ProjectName
    {
        public required Guid Id { get; init; }
        public required Guid AreaId { get; init; }
        public required string Name { get; init; }
    }

    /// <summary>What a person answers about names and sheets of a file.</summary>
    /// <param name="Areas">Areas chosen for unknown names.</param>
    public sealed record Answers(IReadOnlyDictionary<string, Guid> Areas)
    {
        public static readonly Answers None = new(new Dictionary<string, Guid>());

        /// <summary>Projects chosen for unknown names of an area; null: it is none of the projects. They are remembered.</summary>
        public IReadOnlyDictionary<(Guid Area, string Name), Guid?> Projects { get; init; } = new Dictionary<(Guid, string), Guid?>();

        /// <summary>Whether the names become other names of the areas.</summary>
        public bool RememberAreas { get; init; }

        /// <summary>Names of the sheets that are not read.</summary>
        public IReadOnlySet<string> LeftOut { get; init; } = new HashSet<string>();

        /// <summary>What is said of rows that look like spending already there, by their cell.</summary>
        public IReadOnlyDictionary<string, Twin> Twins { get; init; } = new Dictionary<string, Twin>();

        /// <summary>Whether all other rows that look like spending already there are left out.</summary>
        public bool LeaveOutRest { get; init; }

        /// <summary>Why a total of the file is not what its rows come to; null: not said.</summary>
        public string? WhyTotals { get; init; }

        /// <summary>What is said of such a row. Null: nothing.</summary>
        public Twin? Of(AlikeRow row) => Twins.GetValueOrDefault(row.Place) ?? (LeaveOutRest ? new(true, null) : null);
    }

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

    /// <summary>The file as it was uploaded.</summary>
    public async Task<StoredFile> OpenFileAsync(Guid id) =>
        await files.OpenAsync((await db.FindAsync<Import>(ImportSql + " where i.Id = @id", new { id })).FileId);

    public async Task<SpendingImportPage> PreviewAsync(Guid id, Answers answers)
    {
        var import = await db.FindAsync<Import>(ImportSql + " where i.Id = @id", new { id });
        var same = await db.ReadAsync(work =>
            work.FirstOrDefaultAsync<Import>(
                ImportSql + " where i.Sha256 = @Sha256 and i.Id <> @id and i.AcceptedAt is not null order by i.AcceptedAt, i.Id",
                new { import.Sha256, id }
            )
        );
        var file = await files.ReadAsync(import.FileId);
        var year = FinancialYear.Parse(import.BudgetYear)!.Value;
        var areas = (await db.QueryAsync<NameRow>(NamesSql, new { import.BudgetYear }))
            .DistinctBy(row => SpendingSheet.Plain(row.Name))
            .ToDictionary(row => SpendingSheet.Plain(row.Name), row => row.Id);
        foreach (var (name, area) in answers.Areas)
            areas[SpendingSheet.Plain(name)] = area;
        var approved = await db.QueryAsync<ProjectName>(ProjectsSql, new { import.BudgetYear });
        var projects = approved
            .DistinctBy(row => (row.AreaId, SpendingSheet.Plain(row.Name)))
            .ToDictionary(row => (row.AreaId, SpendingSheet.Plain(row.Name)), row => (Guid?)row.Id);
        foreach (var row in await db.QueryAsync<ProjectAlias>(AliasesSql, new { import.BudgetYear }))
            if (row.ProjectId is null || approved.Any(project => project.Id == row.ProjectId))
                projects.TryAdd((row.AreaId, row.Alias), row.ProjectId);
        foreach (var ((area, name), project) in answers.Projects)
            projects[(area, SpendingSheet.Plain(name))] = project;
        // Only an area with projects is asked about them.
        var withProjects = approved.Select(row => row.AreaId).ToHashSet();
        var sheets = SheetFile.Read(file.Name, file.Content);
        var read = sheets.FirstRefusal is { } unreadable
            ? new SpendingRead([], [], unreadable.Sentence)
            : SpendingSheet.Read(
                sheets.Value!.Select(TableOf).ToList(),
                year,
                new(
                    areas,
                    projects.Where(pair => withProjects.Contains(pair.Key.AreaId)).ToDictionary(pair => pair.Key, pair => pair.Value)
                ),
                answers.LeftOut
            );
        return new(
            import,
            read,
            same,
            await db.ReadAsync(work => AlikeAsync(work, year, import.FileName, read)),
            await db.QueryAsync<AreaContactQueries.AreaName>("select Id, Name from CspArea order by Position"),
            approved
        );
    }

    /// <summary>All rows are posted, or none.</summary>
    public async Task<Result<int>> AcceptAsync(Actor actor, Guid id, Answers answers)
    {
        var view = await PreviewAsync(id, answers);
        if (view.SameFile is { } same)
            return new Refusal($"This same file was posted at {LondonTime.DateAndTime(same.AcceptedAt!.Value)} by {same.AcceptedByName}");
        if (view.Read.Problem is { } problem)
            return new Refusal(problem);
        if (view.Read.Rows.Where(row => !row.IsGood).ToList() is { Count: > 0 } bad)
            return new Refusal(
                $"{bad.Count} {(bad.Count == 1 ? "row" : "rows")} cannot be posted, so nothing was posted. {bad[0].Problems[0]}. Put {(bad.Count == 1 ? "it" : "them")} right in the file and upload it again."
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
                var alike = await AlikeAsync(work, year, view.Import.FileName, view.Read);
                if (WhyAlike(alike, answers) is { } again)
                    return again;
                if (view.Read.WhyTotals(answers.WhyTotals) is { } total)
                    return total;
                if (await RememberAsync(work, year, answers) is { } taken)
                    return taken;
                var leftOut = alike.Where(row => answers.Of(row)!.IsLeftOut).Select(row => row.Place).ToHashSet();
                var rows = view.Read.Rows.Where(row => row.Amount > Money.Zero && !leftOut.Contains(row.Place)).ToList();
                if (rows.Count == 0)
                    return new Refusal("Every row is left out, so there is nothing to post");
                if (await PostAsync(work, actor, year, view.Import, rows) is { } wrong)
                    return wrong;
                foreach (var row in alike.Where(row => !leftOut.Contains(row.Place)))
                    work.Note($"{row.Place}, which looks the same as {row.Like}, is other spending: {answers.Of(row)!.Why!.Trim()}");
                if (leftOut.Count > 0)
                    work.Note(
                        $"Left out as there already: {string.Join("; ", alike.Where(row => leftOut.Contains(row.Place)).Take(MostAsked).Select(row => row.Place))}{(leftOut.Count > MostAsked ? $" and {leftOut.Count - MostAsked} more" : "")}"
                    );
                foreach (var stated in view.Read.WrongTotals.Take(MostAsked))
                    work.Note($"{stated}: {answers.WhyTotals!.Trim()}");
                work.Note($"{view.Import.FileName}: {rows.Count} rows, {rows.Sum(row => row.Amount!.Value)}");
                foreach (var sheet in view.Read.Sheets.Where(sheet => sheet.WhyIgnored is not null))
                    work.Note($"Sheet {sheet.Name} was not read: {sheet.WhyIgnored}");
                return Result.Made(rows.Count);
            }
        );
    }

    /// <summary>The spreadsheet states spending, but is not evidence of it.</summary>
    private static async Task<Refusal?> PostAsync(
        Work work,
        Actor actor,
        FinancialYear year,
        Import import,
        IReadOnlyList<SpendingRow> rows
    )
    {
        foreach (var group in rows.Where(row => row.Project is not null).GroupBy(row => row.Project!.Value))
            if (await PostToProjectAsync(work, actor, year, import, group.Key, group.ToList()) is { } refusal)
                return refusal;
        foreach (var group in rows.Where(row => row.Project is null).GroupBy(row => row.Area!.Value))
        {
            var (from, to) = (
                await Posting.AccountAsync(work, year, AccountKind.Area, group.Key),
                await Posting.AccountAsync(work, year, AccountKind.Spent, group.Key)
            );
            if (
                await Posting.WhyTooMuchAsync(work, from, group.Select(row => (row.Amount!.Value, row.On!.Value)).ToList(), "") is
                { } tooMuch
            )
                return new($"{tooMuch.Sentence.TrimEnd('.')}. Nothing was posted.");
            foreach (var row in group)
                await Posting.WriteAsync(
                    work,
                    actor,
                    year,
                    new(
                        TransactionKind.Expenditure,
                        row.On!.Value,
                        ReasonOf(import.FileName, row),
                        [new(from.Id, -row.Amount!.Value), new(to.Id, row.Amount!.Value)]
                    )
                    {
                        Import = import.Id,
                        Invoice = row.Invoice,
                        Vat = row.Vat,
                    },
                    note: false
                );
        }
        return null;
    }

    /// <summary>Each payment releases what the project still has committed. The balances are compared once for all.</summary>
    private static async Task<Refusal?> PostToProjectAsync(
        Work work,
        Actor actor,
        FinancialYear year,
        Import import,
        Guid id,
        IReadOnlyList<SpendingRow> rows
    )
    {
        var project = await ProjectQueries.FindOrDefaultAsync(work, id);
        if (project is not { Status: ProjectStatus.Approved })
            return new($"Sheet {rows[0].Place}: the project is no longer approved. Nothing was posted.");
        var madeOn = await Promises.CommittedOnAsync(work, id, year.Start);
        var (spent, committed) = (project.Spent, project.Committed);
        var parts = new List<(Money Amount, DateOnly On)>();
        var releases = new List<(Money Amount, DateOnly On)>();
        foreach (var row in rows)
        {
            var (amount, on) = (row.Amount!.Value, row.On!.Value);
            if (LedgerRules.WhyAboveProject(project.Name, project.Amount, spent, amount, "") is { } above)
                return new($"Sheet {row.Place}: {above.Sentence.TrimEnd('.')}. Nothing was posted.");
            var release = (Amount: committed < amount ? committed : amount, On: madeOn > on ? madeOn : on);
            releases.Add(release);
            parts.Add((amount, on));
            parts.Add((-release.Amount, release.On));
            (spent, committed) = (spent + amount, committed - release.Amount);
        }
        var from = await Posting.AccountAsync(work, year, AccountKind.Area, project.AreaId);
        if (await Posting.WhyTooMuchAsync(work, from, parts, "") is { } tooMuch)
            return new($"{tooMuch.Sentence.TrimEnd('.')}. Nothing was posted.");
        var promised = await Posting.AccountAsync(work, year, AccountKind.Committed, project.AreaId);
        var to = await Posting.AccountAsync(work, year, AccountKind.Spent, project.AreaId);
        foreach (var (row, release) in rows.Zip(releases))
            await Posting.WriteAsync(
                work,
                actor,
                year,
                new(
                    TransactionKind.Expenditure,
                    row.On!.Value,
                    ReasonOf(import.FileName, row),
                    [new(from.Id, -row.Amount!.Value), new(to.Id, row.Amount!.Value)]
                )
                {
                    Project = id,
                    Import = import.Id,
                    Invoice = row.Invoice,
                    Vat = row.Vat,
                    Release =
                        release.Amount > Money.Zero
                            ? await Posting.MoveAsync(
                                work,
                                actor,
                                year,
                                TransactionKind.Commitment,
                                release.On,
                                "Commitment met by what is spent next",
                                promised,
                                from,
                                release.Amount,
                                id,
                                note: false
                            )
                            : null,
                },
                note: false
            );
        return null;
    }

    /// <summary>Keeps what a person said that names mean, so that the next file is not asked about them.</summary>
    private static async Task<Refusal?> RememberAsync(Work work, FinancialYear year, Answers answers)
    {
        if (answers.RememberAreas)
            foreach (var (name, area) in answers.Areas)
                if (await AddAreaAlias.AddAsync(work, area, name) is { } taken)
                    return taken;
        foreach (var ((area, name), project) in answers.Projects.DistinctBy(pair => (pair.Key.Area, SpendingSheet.Plain(pair.Key.Name))))
            if (SpendingSheet.Plain(name) is { Length: <= 200 } alias)
            {
                var row = new
                {
                    BudgetYear = year.ToString(),
                    area,
                    alias,
                    project,
                };
                await work.ExecuteAsync(
                    "delete from CspProjectAlias where BudgetYear = @BudgetYear and AreaId = @area and Alias = @alias",
                    row
                );
                await work.ExecuteAsync(
                    "insert into CspProjectAlias (BudgetYear, AreaId, Alias, ProjectId) values (@BudgetYear, @area, @alias, @project)",
                    row
                );
            }
        return null;
    }

    /// <summary>A name that is merged over several rows is the name of each.</summary>
    private static SpendingTable TableOf(Sheet sheet)
    {
        var rows = sheet.Rows.Select(row => new SpendingTable.Row(row.Number, row.Cells)).ToList();
        var places = rows.Select((row, i) => (row.Number, i)).ToDictionary(pair => pair.Number, pair => pair.i);
        foreach (var area in sheet.Merged.Where(area => area.Rows > 1 && places.ContainsKey(area.Row)))
        {
            var cells = rows[places[area.Row]].Cells;
            if (area.Column >= cells.Count || SpreadsheetMoney.ParseCell(cells[area.Column]) is not null)
                continue;
            for (var i = places[area.Row] + 1; i < rows.Count && rows[i].Number < area.Row + area.Rows; i++)
                if (area.Column < rows[i].Cells.Count)
                    rows[i] = rows[i] with
                    {
                        Cells = rows[i].Cells.Select((cell, at) => at == area.Column ? cells[area.Column] : cell).ToList(),
                    };
        }
        return new(sheet.Name, sheet.Hidden, rows);
    }

    private static string ReasonOf(string file, SpendingRow row)
    {
        var text = row.What.Length > 0 ? row.What[..Math.Min(400, row.What.Length)] : $"{file}, {row.Place}";
        return row.Evidence is { } evidence && text.Length + evidence.Length < 480 ? $"{text} (evidence: {evidence})" : text;
    }

    private static async Task<IReadOnlyList<AlikeRow>> AlikeAsync(Work work, FinancialYear year, string file, SpendingRead read)
    {
        var alike = new Dictionary<SpendingRow, string>(ReferenceEqualityComparer.Instance);
        foreach (
            var group in read
                .Rows.Where(row => row is { IsGood: true, Area: not null } && row.Amount > Money.Zero)
                .GroupBy(row => row.Area!.Value)
        )
        {
            var spent = await AlikeSpending.FindAsync(work, year, group.Key, TransactionKind.Expenditure);
            var posted = spent.ToLookup(row => AlikeSpending.Key(row.EffectiveOn, row.Amount, row.Reason));
            var days = spent.ToLookup(row => (row.EffectiveOn, row.Amount));
            var invoices = spent.Where(row => row.Invoice is not null).ToLookup(row => SpendingSheet.Plain(row.Invoice!));
            var earlier = new Dictionary<(DateOnly, Money, string), string>();
            var earlierInvoices = new Dictionary<string, string>();
            foreach (var row in group)
            {
                // A row without a description has a text of our own, which another file name changes.
                var key = AlikeSpending.Key(row.On!.Value, row.Amount!.Value, row.What);
                var same =
                    row.What.Length > 0
                        ? posted[AlikeSpending.Key(row.On.Value, row.Amount.Value, ReasonOf(file, row))].FirstOrDefault()
                        : days[(row.On.Value, row.Amount.Value)].FirstOrDefault();
                if (row.Invoice is not null)
                    same ??= invoices[SpendingSheet.Plain(row.Invoice)].FirstOrDefault();
                if (same is not null)
                    alike[row] = same.ToString();
                else if (!earlier.TryAdd(key, row.Place))
                    alike[row] = $"{earlier[key]} of this file";
                else if (row.Invoice is not null && !earlierInvoices.TryAdd(SpendingSheet.Plain(row.Invoice), row.Place))
                    alike[row] = $"{earlierInvoices[SpendingSheet.Plain(row.Invoice)]} of this file, which has the same invoice";
            }
        }
        return read.Rows.Where(alike.ContainsKey).Select(row => new AlikeRow(row.Place, alike[row])).ToList();
    }

    /// <summary>Why a row that looks the same cannot go on. Null: each is left out, or a person says why it is other spending.</summary>
    private static Refusal? WhyAlike(IReadOnlyList<AlikeRow> alike, Answers answers)
    {
        var open = alike.Where(row => answers.Of(row) is null).ToList();
        if (open.Count > 0)
            return new(
                $"{open.Count} {(open.Count == 1 ? "row looks" : "rows look")} like spending that is there already: {open[0].Place} is the same as {open[0].Like}. Leave {(open.Count == 1 ? "it" : "each")} out, or say why it is other spending.",
                FieldOf(alike, open[0], "Choice")
            );
        return
            alike.FirstOrDefault(row =>
                answers.Of(row) is { IsLeftOut: false, Why: var why } && why?.Trim() is not { Length: > 0 and <= 300 }
            )
                is { } silent
            ? new($"{silent.Place}: say why it is other spending, in up to 300 characters", FieldOf(alike, silent, nameof(Twin.Why)))
            : null;
    }

    /// <summary>The box on the page that asks about a row.</summary>
    private static string FieldOf(IReadOnlyList<AlikeRow> alike, AlikeRow row, string member) =>
        alike.TakeWhile(one => one != row).Count() is var place && place < MostAsked
            ? Refusal.At("Twins", place, member)
            : nameof(Answers.LeaveOutRest);

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
    private const string ProjectsSql =
        "select Id, AreaId, Name from CspProject where BudgetYear = @BudgetYear and Status = 'Approved' order by Name, CreatedAt, Id";
    private const string AliasesSql = "select AreaId, Alias, ProjectId from CspProjectAlias where BudgetYear = @BudgetYear";
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

    private sealed record ProjectAlias
    {
        public required Guid AreaId { get; init; }
        public required string Alias { get; init; }
        public Guid? ProjectId { get; init; }
    }
}
