using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.CspBudgets;

/// <summary>A person of the area adds a payment to its return, or changes one that is not accepted.</summary>
public sealed class SaveReturnLine(Db db, FileStore files, TimeProvider clock)
{
    /// <param name="Line">Null: a new line.</param>
    /// <param name="Version">The version of the return that the person saw; 0: nothing was saved.</param>
    public sealed record Command(FinancialYear Year, Guid Area, ReturnPeriod Period, Guid? Line, int Version)
    {
        public DateOnly? SpentOn { get; init; }
        public Guid? Project { get; init; }
        public string? What { get; init; }
        public Money? Amount { get; init; }
        public Money? Vat { get; init; }
        public string? Invoice { get; init; }

        /// <summary>Whether the area knows that the line brings its spending above its allocation.</summary>
        public bool AboveAllocation { get; init; }

        /// <summary>What the area answers to the office's query.</summary>
        public string? Answer { get; init; }

        /// <summary>Null: the file that is there stays.</summary>
        public Upload? Evidence { get; init; }
    }

    public async Task<Result> RunAsync(Actor actor, Command command)
    {
        var file = command.Evidence is { } given ? await files.WriteAsync(actor, given, clock.UtcNow()) : null;
        return await db.ChangeAsync(
            actor,
            AuditAction.CspReturnLineSaved,
            command.Area,
            async work =>
            {
                var existing = await SaveQuarterlyReturn.FindAsync(work, actor, command.Year, command.Area, command.Period);
                if (
                    await SaveQuarterlyReturn.WhyCannotChangeAsync(work, command.Year, command.Period, existing, command.Version) is
                    { } refusal
                )
                    return refusal;
                var lines = existing is null ? [] : await QuarterlyReturnQueries.LinesAsync(work, existing.Id);
                var before = command.Line is { } line
                    ? lines.FirstOrDefault(one => one.Id == line) ?? throw new NotFoundException("No such line in this return")
                    : null;
                if (await WhyNotAsync(work, command, before, lines) is { Count: > 0 } refusals)
                    return refusals;
                if (file is not null)
                    await work.ExecuteAsync(FileStore.InsertSql, file);
                var id = existing?.Id ?? await SaveQuarterlyReturn.MakeAsync(work, actor, command.Year, command.Area, command.Period);
                await work.ExecuteOneAsync(
                    before is null ? InsertSql : UpdateSql,
                    new
                    {
                        Id = before?.Id ?? Guid.CreateVersion7(),
                        ReturnId = id,
                        Place = before?.Place ?? lines.Select(one => one.Place).DefaultIfEmpty().Max() + 1,
                        command.SpentOn,
                        command.Project,
                        What = command.What!.Trim(),
                        command.Amount,
                        command.Vat,
                        Invoice = Blank(command.Invoice),
                        Evidence = file?.Id ?? before?.EvidenceFileId,
                        Answer = Blank(command.Answer) ?? before?.Answer,
                    }
                );
                if (file is not null && before is not null)
                    await KeepEvidenceAsync(work, existing!, before);
                await TouchAsync(work, actor, id);
                work.Note($"{command.Year}, {command.Period.Name()}, line {before?.Place ?? lines.Count + 1}");
                work.Note(
                    new Changes(isNew: before is null)
                        .Add("Spent on", before?.SpentOn, command.SpentOn)
                        .Add("Project", before?.Project, await ProjectNameAsync(work, command.Project))
                        .Add("What", before?.What, command.What.Trim())
                        .Add("Amount", before?.Amount, command.Amount)
                        .Add("VAT", before?.Vat, command.Vat)
                        .Add("Invoice", before?.Invoice, Blank(command.Invoice))
                        .Add("Evidence", before?.EvidenceName, file?.Name ?? before?.EvidenceName)
                        .Add("Answer", before?.Answer, Blank(command.Answer) ?? before?.Answer)
                        .ToString()
                );
                return Result.Done;
            }
        );
    }

    internal static async Task<List<Refusal>> WhyNotAsync(
        Work work,
        Command command,
        QuarterlyReturnQueries.Line? before,
        IReadOnlyList<QuarterlyReturnQueries.Line> lines
    )
    {
        if (before?.State == ReturnLineState.Accepted)
            return [new("The office has accepted this line, so it cannot be changed")];
        if (before is null && lines.Count >= ReturnRules.MostLines)
            return [new($"A return has at most {ReturnRules.MostLines} lines. Put small payments of one kind into one line.")];
        var refusals = ReturnRules
            .WhyLineIsWrong(
                command.Year,
                command.Period,
                command.SpentOn,
                command.What,
                command.Amount,
                command.Vat,
                command.Invoice,
                LondonTime.DateOf(work.Now)
            )
            .ToList();
        if (TextLimit.WhyTooLong(command.Answer, 500, nameof(command.Answer)) is { } wide)
            refusals.Add(wide);
        if (!command.AboveAllocation && command.Amount > (before?.Amount ?? Money.Zero))
        {
            var allocation = (await YearOverview.GetAsync(work, command.Year)).Lines.FirstOrDefault(line => line.AreaId == command.Area);
            var spent =
                await QuarterlyReturnQueries.LedgerAsync(work, command.Year, command.Area, command.Period)
                + lines.Where(line => line.Id != before?.Id && line.TransactionId is null).Sum(line => line.Amount)
                + command.Amount.Value;
            if (ReturnRules.AboveAllocation(spent, allocation?.Allocation ?? Money.Zero) is { } over)
                refusals.Add(new($"{over} Correct the amount, or tick the box if it is right.", nameof(command.AboveAllocation)));
        }
        if (command.Project is not { } id)
            return refusals;
        var project = await ProjectQueries.FindOrDefaultAsync(work, id);
        if (
            project is not { Status: ProjectStatus.Approved }
            || project.AreaId != command.Area
            || project.BudgetYear != command.Year.ToString()
        )
            refusals.Add(new("Choose an approved project of your area and this year", nameof(command.Project)));
        else if (command.Amount is { } amount)
        {
            var others = lines.Where(line => line.Id != before?.Id && line.ProjectId == id && line.TransactionId is null);
            var elsewhere = await QuarterlyReturnQueries.ElsewhereAsync(work, command.Year, command.Area, command.Period);
            if (
                LedgerRules.WhyAboveProject(
                    project.Name,
                    project.Amount,
                    project.Spent,
                    amount,
                    nameof(command.Amount),
                    ("other lines of this return", others.Sum(line => line.Amount)),
                    ("lines of other returns", elsewhere.GetValueOrDefault(id))
                ) is
                { } above
            )
                refusals.Add(above);
        }
        return refusals;
    }

    /// <summary>The person of the area who changed the return last, who may not certify it.</summary>
    internal static Task TouchAsync(Work work, Actor actor, Guid id) =>
        work.ExecuteOneAsync(
            "update CspReturn set PreparedBy = @By, PreparedAt = @Now, Version = Version + 1 where Id = @id",
            new
            {
                id,
                By = actor.Id,
                work.Now,
            }
        );

    /// <summary>Keeps the file of a line that no longer has it, when a version that was certified names it.</summary>
    internal static async Task KeepEvidenceAsync(Work work, QuarterlyReturnQueries.ReturnRow sent, QuarterlyReturnQueries.Line line)
    {
        if (sent.Status == CspReturnStatus.Queried && line.EvidenceFileId is { } file)
            await work.ExecuteAsync(
                "insert into CspReturnEvidence (ReturnId, FileId) select @Id, @file where not exists (select 1 from CspReturnEvidence where ReturnId = @Id and FileId = @file)",
                new { sent.Id, file }
            );
    }

    /// <summary>Deletes a line that is not accepted. What the office asked about it, and the answer, go with the next version.</summary>
    internal static async Task TakeOutAsync(
        Work work,
        QuarterlyReturnQueries.ReturnRow sent,
        QuarterlyReturnQueries.Line line,
        string? answer
    )
    {
        await KeepEvidenceAsync(work, sent, line);
        if (line is { State: ReturnLineState.Queried, Query: { } query })
            await work.ExecuteOneAsync(
                "update CspReturn set TakenOutJson = @Json where Id = @Id",
                new
                {
                    sent.Id,
                    Json = JsonSerializer.Serialize(
                        (await QuarterlyReturnQueries.FindAsync(work, sent.Id)).TakenOut.Append(new(line.Place, query, answer ?? "")),
                        JsonSerializerOptions.Web
                    ),
                }
            );
        await work.ExecuteOneAsync("delete from CspReturnLine where Id = @Id and State <> 'Accepted'", new { line.Id });
    }

    /// <summary>A line of a return that was sent back, whose entry was reversed, is open again: the area corrects it or takes it
    /// out.</summary>
    internal static async Task AskAboutReversedAsync(Work work, Guid id)
    {
        foreach (var line in (await QuarterlyReturnQueries.LinesAsync(work, id)).Where(line => line.ReversedBy is not null))
            await work.ExecuteOneAsync(
                "update CspReturnLine set State = 'Queried', Query = @Query, Answer = null, TransactionId = null where Id = @Id",
                new
                {
                    line.Id,
                    Query = ReturnRules.AskAboutReversed(
                        line.Number!.Value,
                        line.ReversedBy!.Value,
                        line.ReversedOn!.Value,
                        line.ReversedBecause!
                    ),
                }
            );
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static async Task<string?> ProjectNameAsync(Work work, Guid? project) =>
        project is { } id ? (await ProjectQueries.FindAsync(work, id)).Name : null;

    internal const string InsertSql = """
        insert into CspReturnLine (Id, ReturnId, Place, SpentOn, ProjectId, What, Amount, Vat, Invoice, EvidenceFileId, Answer)
        values (@Id, @ReturnId, @Place, @SpentOn, @Project, @What, @Amount, @Vat, @Invoice, @Evidence, @Answer)
        """;

    internal const string UpdateSql = """
        update CspReturnLine
        set    SpentOn = @SpentOn, ProjectId = @Project, What = @What, Amount = @Amount, Vat = @Vat, Invoice = @Invoice, EvidenceFileId = @Evidence, Answer = @Answer
        where  Id = @Id and ReturnId = @ReturnId and State <> 'Accepted'
        """;
}
