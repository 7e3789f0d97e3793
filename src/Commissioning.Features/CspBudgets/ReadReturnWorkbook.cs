using System.Security.Cryptography;
using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Security;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.CspBudgets;

/// <summary>A person of the area uploads the workbook of its return, sees what it changes, and saves all of it or nothing. A workbook with
/// a mistake is handed back with the cells marked.</summary>
public sealed class ReadReturnWorkbook(Db db, FileStore files, FieldEncryption encryption, TimeProvider clock)
{
    public sealed record UploadRow
    {
        public required Guid Id { get; init; }
        public required string BudgetYear { get; init; }
        public required Guid AreaId { get; init; }
        public required ReturnPeriod Period { get; init; }
        public required Guid FileId { get; init; }
        public required string FileName { get; init; }
        public DateTime? SavedAt { get; init; }
        public string? SavedByName { get; init; }

        public FinancialYear Year => FinancialYear.Parse(BudgetYear)!.Value;
    }

    /// <param name="Kind">New, Changed or Removed.</param>
    /// <param name="Before">The line as it is; empty: it is new.</param>
    /// <param name="After">The line as it will be; empty: it is removed.</param>
    public sealed record LineChange(string Kind, string Before, string After);

    public sealed record FigureChange(string Name, string Before, string After);

    /// <param name="WhyNot">Why it cannot be saved whatever its cells say; null: it can.</param>
    /// <param name="Problems">What is wrong with its cells, each with its place.</param>
    /// <param name="Total">All lines of the return after it.</param>
    public sealed record Preview(
        UploadRow Upload,
        string Area,
        string? WhyNot,
        IReadOnlyList<string> Problems,
        IReadOnlyList<string> Notes,
        IReadOnlyList<FigureChange> Figures,
        IReadOnlyList<LineChange> Lines,
        Money Total
    )
    {
        public bool CanSave => WhyNot is null && Problems.Count == 0 && Upload.SavedAt is null && Figures.Count + Lines.Count > 0;
    }

    public async Task<Result<Guid>> UploadAsync(
        Actor actor,
        FinancialYear year,
        Guid area,
        ReturnPeriod period,
        string name,
        byte[] workbook
    )
    {
        name = Path.GetFileName(name);
        if (UploadRules.WhyTooLarge(name, workbook.Length, nameof(workbook)) is { } large)
            return large;
        var refusal = await db.ReadAsync(async work =>
        {
            var existing = await SaveQuarterlyReturn.FindAsync(work, actor, year, area, period);
            var read = SheetFile.Read(name, workbook);
            return read.FirstRefusal ?? await WhyNotAsync(work, year, area, period, existing, name, read.Value!);
        });
        if (refusal is not null)
            return refusal with { Field = nameof(workbook) };
        var file = await files.WriteAsync(actor, name, UploadRules.ContentTypes[".xlsx"], workbook, clock.UtcNow());
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync<Guid>(
            actor,
            AuditAction.CspReturnWorkbookRead,
            area,
            async work =>
            {
                await work.ExecuteAsync(FileStore.InsertSql, file);
                await work.ExecuteAsync(
                    "insert into CspReturnUpload (Id, BudgetYear, AreaId, Period, FileId, ReadBy, ReadAt) values (@id, @BudgetYear, @area, @period, @FileId, @By, @Now)",
                    new
                    {
                        id,
                        BudgetYear = year.ToString(),
                        area,
                        period,
                        FileId = file.Id,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{year}, {period.Name()}: {name}");
                return Result.Made(id);
            }
        );
    }

    /// <summary>What an uploaded workbook of an own area changes, or what is wrong with it.</summary>
    public async Task<Preview> PreviewAsync(Actor actor, Guid id)
    {
        var (upload, sheets, _) = await OpenAsync(actor, id);
        return await db.ReadAsync(async work =>
        {
            var (detail, read, why) = await ReadAsync(work, actor, upload, sheets);
            return new Preview(
                upload,
                detail.Cell.Line.Area,
                why?.Sentence,
                read.Problems.Select(problem => problem.ToString()).ToList(),
                read.Notes,
                FiguresOf(detail, read),
                ChangesOf(read),
                read.Lines.Sum(line => line.Amount ?? Money.Zero) + detail.Posted
            );
        });
    }

    /// <summary>The same file with the wrong cells coloured and a column that says what to put right.</summary>
    public async Task<StoredFile> MarkedAsync(Actor actor, Guid id)
    {
        var (upload, sheets, _) = await OpenAsync(actor, id);
        if (sheets.Count == 0)
            throw new NotFoundException("Not a workbook any more");
        var file = await files.OpenAsync(upload.FileId);
        var problems = (await db.ReadAsync(async work => (await ReadAsync(work, actor, upload, sheets)).Read)).Problems;
        return file with
        {
            Name = $"{Path.GetFileNameWithoutExtension(file.Name)}-marked.xlsx",
            Content = MarkedWorkbook.Write(
                file.Name,
                file.Content,
                problems
                    .Where(problem => problem.Row is not null)
                    .Select(problem => new MarkedCell(
                        problem.Sheet,
                        problem.Row!.Value,
                        problem.Column,
                        problem.PutRightColumn,
                        problem.Sentence
                    ))
                    .ToList()
            ),
        };
    }

    public async Task<Result> SaveAsync(Actor actor, Guid id)
    {
        var (upload, sheets, file) = await OpenAsync(actor, id);
        return await db.ChangeAsync(
            actor,
            AuditAction.CspReturnWorkbookSaved,
            upload.AreaId,
            async work =>
            {
                if (
                    await work.ExecuteAsync(
                        "update CspReturnUpload set SavedBy = @By, SavedAt = @Now where Id = @id and SavedAt is null",
                        new
                        {
                            id,
                            By = actor.Id,
                            work.Now,
                        }
                    ) == 0
                )
                    return new Refusal($"{file} is saved already");
                var (detail, read, why) = await ReadAsync(work, actor, upload, sheets);
                if (why is not null)
                    return why;
                if (read.Problems.Count > 0)
                    return read.Problems.Select(problem => new Refusal(problem.ToString())).ToList();
                var (figures, changes) = (FiguresOf(detail, read), ChangesOf(read));
                if (figures.Count + changes.Count == 0)
                    return new Refusal($"{file} changes nothing");
                await WriteAsync(work, actor, upload, detail, read);
                work.Note($"{upload.BudgetYear}, {upload.Period.Name()}, from {file}");
                var noted = new Changes();
                foreach (var figure in figures)
                    noted.Add(figure.Name, figure.Before, figure.After);
                foreach (var change in changes)
                    noted.Add($"{change.Kind} line", change.Before, change.After);
                work.Note(noted.ToString());
                return Result.Done;
            }
        );
    }

    private static async Task WriteAsync(Work work, Actor actor, UploadRow upload, QuarterlyReturnQueries.Detail detail, ReturnSheets read)
    {
        var id = detail.Cell.Return?.Id ?? await SaveQuarterlyReturn.MakeAsync(work, actor, upload.Year, upload.AreaId, upload.Period);
        if (read.HasFigures)
            await work.ExecuteOneAsync(
                "update CspReturn set Actual = @Actual, Committed = @Committed, Forecast = @Forecast, Reasons = @Reasons, Difference = @Difference where Id = @id",
                new
                {
                    id,
                    read.Actual,
                    read.Committed,
                    read.Forecast,
                    read.Reasons,
                    read.Difference,
                }
            );
        // A version that was certified may name a file that no line has any more.
        foreach (
            var before in read
                .Lines.Where(line => line.Before?.EvidenceFileId != line.EvidenceFileId)
                .Select(line => line.Before)
                .OfType<QuarterlyReturnQueries.Line>()
        )
            await SaveReturnLine.KeepEvidenceAsync(work, detail.Cell.Return!, before);
        foreach (var removed in read.Removed)
            await SaveReturnLine.TakeOutAsync(work, detail.Cell.Return!, removed, read.WhyRemoved(removed));
        var place = detail.Lines.Select(line => line.Place).DefaultIfEmpty().Max();
        foreach (var line in read.Lines.Where(line => line.Changes))
            await work.ExecuteOneAsync(
                line.Before is null ? SaveReturnLine.InsertSql : SaveReturnLine.UpdateSql,
                new
                {
                    Id = line.Before?.Id ?? Guid.CreateVersion7(),
                    ReturnId = id,
                    Place = line.Before?.Place ?? ++place,
                    line.SpentOn,
                    Project = line.ProjectId,
                    line.What,
                    line.Amount,
                    line.Vat,
                    line.Invoice,
                    Evidence = line.EvidenceFileId,
                    line.Answer,
                }
            );
        await SaveReturnLine.TouchAsync(work, actor, id);
    }

    private async Task<(UploadRow Upload, IReadOnlyList<Sheet> Sheets, string File)> OpenAsync(Actor actor, Guid id)
    {
        var upload = await db.ReadAsync(async work =>
        {
            var found = await work.FindAsync<UploadRow>(UploadSql, new { id });
            await QuarterlyReturnQueries.DemandOwnAsync(work, actor, found.AreaId);
            return found;
        });
        var file = await files.ReadAsync(upload.FileId);
        return (upload, SheetFile.Read(file.Name, file.Content).Value ?? [], file.Name);
    }

    private async Task<(QuarterlyReturnQueries.Detail Detail, ReturnSheets Read, Refusal? WhyNot)> ReadAsync(
        Work work,
        Actor actor,
        UploadRow upload,
        IReadOnlyList<Sheet> sheets
    )
    {
        var detail = await QuarterlyReturnQueries.MineAsync(work, actor, upload.Year, upload.AreaId, upload.Period);
        return (
            detail,
            ReturnSheets.Read(
                sheets,
                detail,
                await ReturnWorkbook.ProjectsAsync(work, upload.Year, upload.AreaId),
                await QuarterlyReturnQueries.ElsewhereAsync(work, upload.Year, upload.AreaId, upload.Period),
                LondonTime.DateOf(work.Now)
            ),
            await WhyNotAsync(work, upload.Year, upload.AreaId, upload.Period, detail.Cell.Return, upload.FileName, sheets)
        );
    }

    /// <summary>Null when it is the workbook of this return as it is now, and the return may be changed.</summary>
    private async Task<Refusal?> WhyNotAsync(
        Work work,
        FinancialYear year,
        Guid area,
        ReturnPeriod period,
        QuarterlyReturnQueries.ReturnRow? existing,
        string name,
        IReadOnlyList<Sheet> sheets
    )
    {
        if (await SaveQuarterlyReturn.WhyCannotChangeAsync(work, year, period, existing, existing?.Version ?? 0) is { } closed)
            return closed;
        var text = sheets
            .FirstOrDefault(sheet => sheet.Name == ReturnWorkbook.IdSheet)
            ?.Rows.SelectMany(row => row.Cells)
            .FirstOrDefault(cell => cell.Length > 0);
        if (text is null)
            return new($"{name} is not the workbook of a return. Download the workbook from the page of the return and fill it in.");
        if (IdOf(text) is not { } id)
            return new($"The hidden id of {name} was changed. Download the workbook again and copy your rows into it.");
        if ((id.BudgetYear, id.Area, id.Period) != (year.ToString(), area, period))
        {
            var other = await work.ScalarAsync<string?>("select Name from CspArea where Id = @Area", new { id.Area });
            return new(
                $"{name} is the workbook of {other}, {id.BudgetYear}, {id.Period.Name()}. Choose the workbook of this return, or upload it on the page of that one."
            );
        }
        return id.Version == (existing?.Version ?? 0)
            ? null
            : new(
                $"{existing?.PreparedByName} changed this return after you downloaded {name}. Download the workbook again and copy your rows into it."
            );
    }

    private ReturnWorkbook.Id? IdOf(string text)
    {
        try
        {
            return encryption.Decrypt<ReturnWorkbook.Id>(ReturnWorkbook.Id.Purpose, text);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    private static List<FigureChange> FiguresOf(QuarterlyReturnQueries.Detail detail, ReturnSheets read)
    {
        var changes = new List<FigureChange>();
        void Add(string name, string? before, string? after)
        {
            if (read.HasFigures && (before ?? "") != (after ?? ""))
                changes.Add(new(name, before ?? "", after ?? ""));
        }
        var sent = detail.Cell.Return;
        Add("Actual", sent?.Actual?.ToString(), read.Actual?.ToString());
        Add("Committed", sent?.Committed?.ToString(), read.Committed?.ToString());
        Add("Forecast", sent?.Forecast?.ToString(), read.Forecast?.ToString());
        Add("Reasons", sent?.Reasons, read.Reasons);
        Add("Difference", sent?.Difference, read.Difference);
        return changes;
    }

    private static List<LineChange> ChangesOf(ReturnSheets read) =>
        [
            .. read
                .Lines.Where(line => line.Changes)
                .Select(line => new LineChange(
                    line.Before is null ? "New" : "Changed",
                    line.Before is { } before ? ReturnSheets.Words(before) : "",
                    ReturnSheets.Words(line)
                )),
            .. read.Removed.Select(line => new LineChange("Removed", ReturnSheets.Words(line), "")),
        ];

    private const string UploadSql = """
        select    u.Id, u.BudgetYear, u.AreaId, u.Period, u.FileId, f.Name as FileName, u.SavedAt, p.DisplayName as SavedByName
        from      CspReturnUpload u
        join      StoredFile f on f.Id = u.FileId
        left join Person p on p.Id = u.SavedBy
        where     u.Id = @id
        """;
}
