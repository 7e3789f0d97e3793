using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents.Papers;
using Commissioning.Platform.Files;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.CspBudgets;

/// <summary>Compares a paper as printed with the ledger (R84), and keeps the comparison. Nothing is posted.</summary>
public sealed class ReconcilePaper(Db db, FileStore files, TimeProvider clock)
{
    public const int LongestText = 200_000;

    /// <summary>The name of the file in which pasted text is kept.</summary>
    public const string PastedName = "Pasted text.txt";

    /// <param name="AsAt">Day of the ledger's figures; null: the whole year.</param>
    /// <param name="LastNumber">Number of the newest transaction that they know.</param>
    /// <param name="AsksDate">The paper gives several days, and nobody chose one.</param>
    public sealed record Comparison(PaperReading Reading, IReadOnlyList<PaperLine> Lines, DateOnly? AsAt, int LastNumber, bool AsksDate)
    {
        public int Count(PaperLineKind kind) => Lines.Count(line => line.Kind == kind);

        /// <summary>Nothing that was read is wrong, everything was understood, and a person said of each figure that is not in the ledger
        /// why it is not.</summary>
        public bool Agrees => !Differs && IsUnderstood && Outside == 0;
        public bool Differs => Count(PaperLineKind.Differs) + Count(PaperLineKind.Arithmetic) > 0;

        /// <summary>Figures that are not in the ledger, and nobody said why.</summary>
        public int Outside => Lines.Count(line => line.Kind == PaperLineKind.NotInLedger && line.Said is null);

        public bool IsUnderstood =>
            Reading.Unknown.Count == 0
            && Reading.OtherYear is null
            && !AsksDate
            && (Count(PaperLineKind.Agrees) > 0 || Differs)
            && Count(PaperLineKind.NotUnderstood) == 0;
    }

    /// <summary>Reads and compares, and keeps nothing.</summary>
    /// <param name="asAt">Null: the day that the paper gives, or the whole year.</param>
    public Task<Result<Comparison>> CompareAsync(FinancialYear year, string name, byte[] content, DateOnly? asAt)
    {
        if (asAt is { } day && !year.Contains(day))
            return Task.FromResult<Result<Comparison>>(new Refusal($"{LondonTime.Date(day)} is not in {year}", nameof(asAt)));
        var blocks = Read(name, content, nameof(content));
        return blocks.FirstRefusal is { } refusal
            ? Task.FromResult<Result<Comparison>>(refusal)
            : db.ReadAsync(async work => Result.Made(await CompareAsync(work, year, blocks.Value!, asAt, null)));
    }

    /// <summary>Compares a file or pasted text, and keeps both.</summary>
    /// <param name="content">Null: no file was chosen.</param>
    public async Task<Result<Guid>> RunAsync(Actor actor, FinancialYear year, string? name, byte[]? content, string? text, DateOnly? asAt)
    {
        if ((content is null) == string.IsNullOrWhiteSpace(text))
            return new Refusal(content is null ? "Choose a file, or paste the text" : "Choose a file or paste the text, not both", "Paper");
        if (text?.Length > LongestText)
            return new Refusal($"The text has more than {LongestText:N0} characters. Paste only the pages with the figures.", nameof(text));
        if (asAt is { } day && !year.Contains(day))
            return new Refusal($"{LondonTime.Date(day)} is not in {year}", nameof(asAt));
        name = content is null ? PastedName : Path.GetFileName(name!);
        content ??= Encoding.UTF8.GetBytes(text!);
        var read = Read(name, content, name == PastedName ? nameof(text) : "Paper");
        if (read.FirstRefusal is { } refusal)
            return refusal;
        var file = await files.WriteAsync(actor, name, ContentTypeOf(name), content, clock.UtcNow());
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync<Guid>(
            actor,
            AuditAction.PaperCompared,
            id,
            async work =>
            {
                await Posting.YearAsync(work, year);
                await work.ExecuteAsync(FileStore.InsertSql, file);
                var comparison = await CompareAsync(work, year, read.Value!, asAt, null);
                if (comparison.Reading is { Figures.Count: 0, Unknown.Count: 0, OtherYear: null })
                    return Nothing(name, read.Value!);
                await work.ExecuteAsync(
                    InsertSql,
                    new
                    {
                        id,
                        BudgetYear = year.ToString(),
                        FileId = file.Id,
                        comparison.AsAt,
                        comparison.LastNumber,
                        Asking = Asks(comparison),
                        Notes = string.Join('\n', comparison.Reading.Notes),
                        By = actor.Id,
                        work.Now,
                    }
                );
                await KeepLinesAsync(work, id, comparison.Lines);
                work.Note($"{name}, SHA-256 {file.Sha256}, {Words(comparison)}");
                return Result.Made(id);
            }
        );
    }

    /// <summary>What the reader does not know in a kept comparison: its words, and its days where it gives several.</summary>
    public async Task<Comparison> QuestionsAsync(PaperReconciliations.Kept kept)
    {
        var blocks = await BlocksAsync(kept);
        return await db.ReadAsync(work =>
            CompareAsync(work, FinancialYear.Parse(kept.BudgetYear)!.Value, blocks, kept.AsAt, kept.LastNumber)
        );
    }

    /// <param name="Meaning">A row or column of the ledger; null: no figure of ours.</param>
    public sealed record Answer(bool IsRow, string Text, string? Meaning);

    /// <summary>Remembers what words mean, and compares the same paper again with the same transactions.</summary>
    public async Task<Result> AnswerAsync(Actor actor, Guid id, IReadOnlyList<Answer> answers, DateOnly? asAt)
    {
        var kept = await db.ReadAsync(work => PaperReconciliations.GetAsync(work, id));
        if (!kept.Reconciliation.IsAsking)
            return AnsweredAlready;
        var blocks = await BlocksAsync(kept.Reconciliation);
        var year = FinancialYear.Parse(kept.Reconciliation.BudgetYear)!.Value;
        if (asAt is { } day && !year.Contains(day))
            return new Refusal($"{LondonTime.Date(day)} is not in {year}", nameof(asAt));
        var outcome = await db.ChangeAsync(
            actor,
            AuditAction.PaperNamesSaved,
            id,
            async work =>
            {
                if (
                    await work.ScalarAsync<int>("select count(*) from PaperReconciliation where Id = @id and IsAsking = 1", new { id }) == 0
                )
                    return AnsweredAlready;
                foreach (var answer in answers)
                    await PaperNames.SaveAsync(work, actor, answer.IsRow, answer.Text, answer.Meaning);
                var comparison = await CompareAsync(work, year, blocks, asAt ?? kept.Reconciliation.AsAt, kept.Reconciliation.LastNumber);
                await work.ExecuteAsync("delete from PaperReconciliationLine where ReconciliationId = @id", new { id });
                await KeepLinesAsync(work, id, comparison.Lines);
                await work.ExecuteAsync(
                    "update PaperReconciliation set AsAt = @AsAt, IsAsking = @Asking, Notes = @Notes where Id = @id",
                    new
                    {
                        id,
                        comparison.AsAt,
                        Asking = Asks(comparison),
                        Notes = string.Join('\n', comparison.Reading.Notes),
                    }
                );
                work.Note(
                    string.Join(
                        "; ",
                        answers
                            .Select(answer => $"\"{answer.Text}\" is {answer.Meaning ?? "no figure of the ledger"}")
                            .Append(Words(comparison))
                    )
                );
                return Result.Done;
            }
        );
        // Other papers that waited for the same words are compared too.
        if (outcome.FirstRefusal is null && answers.Count > 0)
            foreach (var waiting in await db.ReadAsync(work => PaperReconciliations.WaitingAsync(work, year)))
                if (!Asks(await QuestionsAsync(waiting)))
                    await AnswerAsync(actor, waiting.Id, [], null);
        return outcome;
    }

    private async Task<IReadOnlyList<PaperBlock>> BlocksAsync(PaperReconciliations.Kept kept)
    {
        var file = await files.ReadAsync(kept.FileId);
        return PaperFile.Read(file.Name, file.Content, "Paper").Value
            ?? throw new InvalidDataException($"The stored paper {file.Id} could be read when it was sent");
    }

    /// <summary>Every figure name a paper may print, with the ledger's value.</summary>
    public Task<IReadOnlyList<(FigureName Name, Money Computed)>> NamesAsync(FinancialYear year, DateOnly? asAt = null) =>
        db.ReadAsync(async work => (await LedgerAsync(work, year, asAt, null)).Figures);

    /// <summary>Every name with its figure, as the CSV of a paper in which all agree.</summary>
    public async Task<string> ListAsync(FinancialYear year, DateOnly? asAt) =>
        CsvText.Text(
            (await NamesAsync(year, asAt))
                .Select(pair => (IReadOnlyList<string>)[pair.Name.Table, pair.Name.Row, pair.Name.Column, pair.Computed.ToInput()])
                .Prepend(["table", "row", "column", "printed"])
        );

    private static Result<IReadOnlyList<PaperBlock>> Read(string name, byte[] content, string field) =>
        UploadRules.WhyTooLarge(name, content.Length, field) is { } large ? large : PaperFile.Read(name, content, field);

    private static string ContentTypeOf(string name) =>
        UploadRules.ContentTypes.GetValueOrDefault(
            Path.GetExtension(name).ToLowerInvariant(),
            name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? "text/csv" : "text/plain"
        );

    private static bool Asks(Comparison comparison) => comparison.AsksDate || comparison.Reading.Unknown.Count > 0;

    private static string Words(Comparison comparison) =>
        $"{comparison.Count(PaperLineKind.Agrees)} agree, {comparison.Count(PaperLineKind.Differs)} differ, {comparison.Count(PaperLineKind.Arithmetic)} sums do not add up, {comparison.Reading.Unknown.Count + comparison.Count(PaperLineKind.NotUnderstood)} not understood";

    private static async Task KeepLinesAsync(Work work, Guid id, IReadOnlyList<PaperLine> lines) =>
        await work.ExecuteAsync(
            InsertLineSql,
            lines
                .OrderBy(line => line.Kind)
                .Select(
                    (line, i) =>
                        new
                        {
                            id,
                            Number = i + 1,
                            Kind = line.Kind.ToString(),
                            Place = Cut(line.Place, 300),
                            What = Cut(line.What, 400),
                            PrintedText = Cut(line.PrintedText, 100),
                            line.Printed,
                            line.Computed,
                            Sentence = Cut(line.Sentence, 400),
                            Explanation = line.Said?.Text,
                            ExplainedBy = line.Said?.By,
                            ExplainedAt = line.Said?.At,
                        }
                )
        );

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 3)] + "...";

    /// <param name="known">Only transactions up to this number count. Null: all.</param>
    private static async Task<Comparison> CompareAsync(
        Work work,
        FinancialYear year,
        IReadOnlyList<PaperBlock> blocks,
        DateOnly? asAt,
        int? known
    )
    {
        var ledger = await LedgerAsync(work, year, asAt, known);
        var words = await WordsAsync(work, year, ledger.Overview);
        var reading = PaperReader.Read(blocks, words);
        var days = reading
            .Dates.Where(day => year.Contains(day) || day > year.End)
            .Select(day => day > year.End ? year.End : day)
            .Distinct()
            .ToList();
        var asks = asAt is null && days.Count > 1;
        var on = asAt ?? (days.Count == 1 ? days[0] : null);
        if (on != asAt)
            ledger = await LedgerAsync(work, year, on, known);
        return new(
            reading,
            asks ? [] : await SaidAsync(work, year, PaperComparison.Lines(reading, ledger.Figures, words)),
            on,
            ledger.Overview.LastNumber,
            asks
        );
    }

    /// <summary>With what people said of the same figures outside the ledger when a paper was compared before.</summary>
    private static async Task<IReadOnlyList<PaperLine>> SaidAsync(Work work, FinancialYear year, IReadOnlyList<PaperLine> lines)
    {
        if (lines.All(line => line.Kind != PaperLineKind.NotInLedger))
            return lines;
        var said = (
            await work.QueryAsync<SaidBefore>(
                """
                select   l.What, l.PrintedText, l.Explanation, l.ExplainedBy, l.ExplainedAt
                from     PaperReconciliationLine l
                join     PaperReconciliation r on r.Id = l.ReconciliationId
                where    r.BudgetYear = @BudgetYear and l.Kind = 'NotInLedger' and l.Explanation is not null
                order by l.ExplainedAt desc, l.ReconciliationId, l.Number
                """,
                new { BudgetYear = year.ToString() }
            )
        ).DistinctBy(one => (one.What, one.PrintedText)).ToDictionary(one => (one.What, one.PrintedText));
        return lines
            .Select(line =>
                line.Kind == PaperLineKind.NotInLedger
                && said.TryGetValue((Cut(line.What, 400), Cut(line.PrintedText, 100)), out var before)
                    ? line with
                    {
                        Said = new(before.Explanation, before.ExplainedBy, before.ExplainedAt),
                    }
                    : line
            )
            .ToList();
    }

    private sealed record SaidBefore
    {
        public required string What { get; init; }
        public required string PrintedText { get; init; }
        public required string Explanation { get; init; }
        public Guid? ExplainedBy { get; init; }
        public required DateTime ExplainedAt { get; init; }
    }

    private static async Task<PaperVocabulary> WordsAsync(Work work, FinancialYear year, YearOverview.YearOverviewPage view)
    {
        // A locked year's figures have the name that an area had then, which is an alias now.
        var names = await work.QueryAsync<AreaName>(
            "select Id, Name from CspArea union select AreaId as Id, Alias as Name from CspAreaAlias"
        );
        var rows = view.Lines.ToDictionary(line => line.AreaId, line => line.Area);
        return new(
            year,
            names
                .Where(name => rows.ContainsKey(name.Id))
                .Select(name => (name.Name, rows[name.Id]))
                .Concat(rows.Values.Select(row => (row, row)))
                .Distinct()
                .ToList(),
            (await work.QueryAsync<string>("select Name from Payee order by Name")),
            (await work.QueryAsync<string>("select Name from HostedScheme order by Name")),
            view.RoundPots.Concat(view.Grants).Select(account => account.Name).Distinct().ToList()
        )
        {
            Remembered = (await PaperNames.ListAsync(work)).ToDictionary(name => (name.IsRow, name.Name), name => name.Meaning),
        };
    }

    private static async Task<(
        IReadOnlyList<(FigureName Name, Money Computed)> Figures,
        YearOverview.YearOverviewPage Overview
    )> LedgerAsync(Work work, FinancialYear year, DateOnly? asAt, int? known)
    {
        var view = await YearOverview.GetAsync(work, year, asAt, known);
        var next =
            await work.ScalarAsync<int>("select count(*) from LedgerYear where BudgetYear = @Next", new { Next = year.Next.ToString() }) > 0
                ? await YearOverview.GetAsync(work, year.Next)
                : null;
        // What was pooled and paid across the areas after the table's day stands below it in the paper.
        var across = asAt is null ? view : await YearOverview.GetAsync(work, year, null, known);
        var names = new List<(FigureName, Money)>();
        foreach (var line in view.Lines.Append(view.Total))
        {
            foreach (var (column, name) in Columns)
                names.Add((new("areas", line.Area, name), line[column]));
            if (next?.Lines.Append(next.Total).FirstOrDefault(other => other.AreaId == line.AreaId) is { } following)
                names.Add((new("areas", line.Area, "base next year"), following.Base));
            if (view.Total.Contributed != Money.Zero)
                names.Add((new("contributions", line.Area, "contribution"), line.Contributed));
        }
        names.AddRange(view.HostedSchemes.Select(scheme => (new FigureName("contributions", scheme.Name, "received"), scheme.Amount)));
        names.AddRange(view.Payees.Select(payee => (new FigureName("central", payee.Name, "amount"), payee.Amount)));
        names.Add((new("central", "Total", "amount"), view.Payees.Sum(payee => payee.Amount)));
        names.Add((new("across", "Pooled underspend", "pooled"), across.Across.Pooled));
        names.AddRange(across.Across.Paid.Select(payee => (new FigureName("across", payee.Name, "paid"), payee.Amount)));
        names.Add((new("across", "Pooled underspend", "left"), across.Across.PoolLeft));
        names.Add((new("across", "Central pot", "left"), across.Across.CentralLeft));
        names.Add((new("across", "Remaining with the areas", "amount"), across.Total.Remaining));
        names.Add((new("across", "Remaining across the area", "amount"), across.RemainingAcross));
        names.AddRange(view.RoundPots.Select(pot => (new FigureName("grant rounds", pot.Name, "not awarded"), pot.Amount)));
        names.AddRange(view.Grants.Select(grants => (new FigureName("grant rounds", grants.Name, "awarded"), grants.Amount)));
        return (names, view);
    }

    private static readonly (LedgerColumn Column, string Name)[] Columns =
    [
        (LedgerColumn.Base, "base"),
        (LedgerColumn.TopUp, "top-up"),
        (LedgerColumn.Vired, "vired"),
        (LedgerColumn.Allocation, "allocation"),
        (LedgerColumn.Expenditure, "expenditure"),
        (LedgerColumn.Remaining, "remaining"),
        (LedgerColumn.Earmarked, "earmarked"),
        (LedgerColumn.Committed, "committed"),
        (LedgerColumn.Evidenced, "evidenced"),
        (LedgerColumn.Returned, "returned"),
    ];

    private static Refusal Nothing(string name, IReadOnlyList<PaperBlock> blocks) =>
        new(
            blocks.Any(block => block is not PaperParagraph)
                ? $"No figure was found in {name}: no table has a head such as Allocation or Expenditure above the areas, and no sentence has an amount. Nothing was kept."
                : $"No figure was found in {name}: it has no table, and no sentence with an amount. Nothing was kept.",
            name == PastedName ? "Text" : "Paper"
        );

    private static readonly Refusal AnsweredAlready = new("The questions about this paper are answered already");

    private const string InsertSql = """
        insert into PaperReconciliation (Id, BudgetYear, FileId, AsAt, LastNumber, IsAsking, Notes, ComparedBy, ComparedAt)
        values (@id, @BudgetYear, @FileId, @AsAt, @LastNumber, @Asking, @Notes, @By, @Now)
        """;
    private const string InsertLineSql = """
        insert into PaperReconciliationLine (ReconciliationId, Number, Kind, Place, What, PrintedText, Printed, Computed, Sentence, Explanation, ExplainedBy, ExplainedAt)
        values (@id, @Number, @Kind, @Place, @What, @PrintedText, @Printed, @Computed, @Sentence, @Explanation, @ExplainedBy, @ExplainedAt)
        """;

    private sealed record AreaName
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }
}
