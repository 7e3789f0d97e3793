using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Funds;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Funds;

/// <summary>Reads the workbook of a past round and says what it would bring in, or what is wrong with its cells. Nothing of it is stored
/// but the file.</summary>
public sealed class ReadPastWorkbook(Db db, FileStore files, TimeProvider clock)
{
    public const int MostBytes = UploadRules.MaximumBytes;

    /// <param name="Area">By the name that applicants read. Null: none of them.</param>
    public sealed record NamedArea(string Typed, string? Area);

    /// <param name="Read">Null: no workbook is uploaded yet.</param>
    /// <param name="Differences">Between the control totals and the workbook.</param>
    /// <param name="UnknownAreas">Names that nobody has said anything about yet.</param>
    /// <param name="Open">Organisations that may be one that is here, about which nobody has said yet.</param>
    /// <param name="SameFile">Where this same file was brought in already.</param>
    public sealed record Preview(
        PastRounds.PastRound Round,
        PastSheets? Read,
        IReadOnlyList<string> Differences,
        IReadOnlyList<string> UnknownAreas,
        IReadOnlyList<NamedArea> NamedAreas,
        IReadOnlyList<PastOrganisation> Organisations,
        IReadOnlyDictionary<string, IReadOnlyList<MatchPastOrganisations.Proposal>> Proposals,
        IReadOnlyDictionary<string, MatchPastOrganisations.Answer> Answers,
        PastRounds.PastRound? SameFile
    )
    {
        public IReadOnlyList<PastOrganisation> Open =>
            Organisations.Where(one => Proposals.ContainsKey(one.Key) && !Answers.ContainsKey(one.Key)).ToList();

        public bool IsRead => Read is { Problems.Count: 0 };

        /// <summary>Everything that stands between this workbook and the portal. Empty: it can be brought in.</summary>
        public IReadOnlyList<Refusal> WhyNot
        {
            get
            {
                if (PastRoundWriting.WhyClosed(Round) is { } closed)
                    return [closed];
                if (!Round.HasTotals)
                    return [new("Type the control totals first")];
                if (Read is null)
                    return [new("Upload the workbook first")];
                List<Refusal> why = [];
                if (SameFile is { } same)
                    why.Add(new($"This same file was brought in as {same.FullName} by {same.BroughtInByName}"));
                if (Read.Problems.Count > 0)
                    why.Add(
                        new(
                            Read.Problems.Count == 1
                                ? $"Nothing was brought in. {Read.Problems[0]}"
                                : $"{Read.Problems.Count:N0} cells are to be put right, so nothing was brought in. {Read.Problems[0]}"
                        )
                    );
                why.AddRange(Differences.Select(difference => new Refusal(difference)));
                if (UnknownAreas.Count > 0)
                    why.Add(new($"Say which areas these are: {string.Join(", ", UnknownAreas.Take(10))}"));
                if (Open.Count > 0)
                    why.Add(
                        new(
                            Open.Count == 1
                                ? $"Say which organisation {Open[0].Name} is"
                                : $"Say which {Open.Count:N0} organisations are those that are here already"
                        )
                    );
                return why;
            }
        }
    }

    public async Task<Result> UploadAsync(Actor actor, Guid id, string name, byte[] workbook)
    {
        name = Path.GetFileName(name);
        if (UploadRules.WhyTooLarge(name, workbook.Length, nameof(workbook)) is { } large)
            return large;
        var round = await db.ReadAsync(work => PastRounds.GetAsync(work, id));
        if (PastRoundWriting.WhyClosed(round) is { } closed)
            return closed;
        if (!round.HasTotals)
            return new Refusal("Type the control totals first, so that they are not taken from the workbook", nameof(workbook));
        if (SheetFile.Read(name, workbook).FirstRefusal is { } unreadable)
            return unreadable with { Field = nameof(workbook) };
        var file = await files.WriteAsync(
            actor,
            name,
            workbook is [(byte)'P', (byte)'K', ..] ? UploadRules.ContentTypes[".xlsx"] : "text/csv",
            workbook,
            clock.UtcNow()
        );
        return await db.ChangeAsync(
            actor,
            AuditAction.PastFileRead,
            id,
            async work =>
            {
                await work.HoldAsync("PastRound", id);
                var before = (await PastRounds.GetAsync(work, id)).FileId;
                await work.ExecuteAsync(FileStore.InsertSql, file);
                if (
                    await work.ExecuteAsync(
                        "update PastRound set FileId = @FileId, FileSha256 = @Sha256, Version = Version + 1 where Id = @id and BroughtInAt is null",
                        new
                        {
                            id,
                            FileId = file.Id,
                            Sha256 = Convert.ToHexStringLower(SHA256.HashData(workbook)),
                        }
                    ) == 0
                )
                    return new Refusal("A colleague has brought in this round meanwhile");
                await DeleteFileAsync(work, before);
                work.Note(name);
                return Result.Done;
            }
        );
    }

    /// <param name="workbook">Null: there is none.</param>
    internal static async Task DeleteFileAsync(Work work, Guid? workbook)
    {
        if (workbook is not { } file)
            return;
        await work.ExecuteAsync("delete from StoredFile where Id = @file", new { file });
        // What is stored goes with the next erasure.
        await work.ExecuteAsync("insert into FileToErase (FileId) values (@file)", new { file });
    }

    public async Task<Preview> PreviewAsync(Guid id)
    {
        var round = await db.ReadAsync(work => PastRounds.GetAsync(work, id));
        var read = await ReadAsync(round);
        return await db.ReadAsync(async work =>
        {
            var known = await KnownAreasAsync(work);
            var named = await work.QueryAsync<AreaRow>(
                "select Typed, Area from PastArea where PastRoundId = @id order by Typed",
                new { id }
            );
            var said = named.ToDictionary(row => PastOrganisation.KeyOf(row.Typed), row => row.Area);
            var organisations = read is null ? [] : PastOrganisation.Of(read.Rows.Where(row => row.Organisation.Length > 0).ToList());
            var typed = read is null
                ? []
                : read
                    .Rows.Select(row => row.AreaTyped)
                    .OfType<string>()
                    .DistinctBy(PastOrganisation.KeyOf)
                    .Where(name => !known.ContainsKey(PastOrganisation.KeyOf(name)))
                    .Order(StringComparer.Ordinal)
                    .ToList();
            return new Preview(
                round,
                read,
                read is { Problems.Count: 0 } ? PastRoundRules.Differences(round.Totals, PastTotals.Of(read.Rows)) : [],
                typed.Where(name => !said.ContainsKey(PastOrganisation.KeyOf(name))).ToList(),
                typed
                    .Where(name => said.ContainsKey(PastOrganisation.KeyOf(name)))
                    .Select(name => new NamedArea(name, said[PastOrganisation.KeyOf(name)]))
                    .ToList(),
                organisations,
                round.IsBroughtIn
                    ? new Dictionary<string, IReadOnlyList<MatchPastOrganisations.Proposal>>()
                    : await MatchPastOrganisations.ProposalsAsync(work, organisations),
                (await MatchPastOrganisations.AnswersAsync(work, id)).ToDictionary(answer => answer.PlainName),
                await work.FirstOrDefaultAsync<PastRounds.PastRound>(
                    PastRounds.Sql
                        + " where r.FileSha256 = @FileSha256 and r.Id <> @id and r.BroughtInAt is not null order by r.BroughtInAt, r.Id",
                    new { round.FileSha256, id }
                )
            );
        });
    }

    /// <summary>The workbook as it was uploaded.</summary>
    public async Task<StoredFile> OpenFileAsync(Guid id) => await files.OpenAsync(await FileOfAsync(id));

    /// <summary>The same workbook with the wrong cells coloured, and what to put right at the end of their rows.</summary>
    public async Task<StoredFile> MarkedAsync(Guid id)
    {
        var file = await files.OpenAsync(await FileOfAsync(id));
        if (file.Content is not [(byte)'P', (byte)'K', ..])
            throw new NotFoundException("Only an Excel workbook can be marked");
        var read =
            await ReadAsync(await db.ReadAsync(work => PastRounds.GetAsync(work, id)))
            ?? throw new NotFoundException("Not a workbook any more");
        return file with
        {
            Name = $"{Path.GetFileNameWithoutExtension(file.Name)}-marked.xlsx",
            Content = MarkedWorkbook.Write(
                file.Name,
                file.Content,
                read.Problems.Where(problem => problem.Row is not null)
                    .Select(problem => new MarkedCell(
                        problem.Sheet,
                        problem.Row!.Value,
                        problem.Column,
                        read.PutRightColumn,
                        problem.Sentence
                    ))
                    .ToList()
            ),
        };
    }

    /// <summary>What a person says about names of areas that the portal does not know. It is remembered for this past round.</summary>
    public async Task<Result> NameAreasAsync(Actor actor, Guid id, IReadOnlyList<NamedArea> areas)
    {
        var typed = (await PreviewAsync(id)) is var view
            ? view.UnknownAreas.Concat(view.NamedAreas.Select(area => area.Typed)).ToHashSet()
            : [];
        return await db.ChangeAsync(
            actor,
            AuditAction.PastAreasNamed,
            id,
            async work =>
            {
                await work.HoldAsync("PastRound", id);
                if (PastRoundWriting.WhyClosed(await PastRounds.GetAsync(work, id)) is { } closed)
                    return closed;
                var choices = await AreaQueries.ChoicesAsync(work);
                for (var i = 0; i < areas.Count; i++)
                {
                    var (name, area) = areas[i];
                    if (!typed.Contains(name))
                        continue;
                    if (area is not null && !choices.Contains(area))
                        return new Refusal("Choose an area", Refusal.At(nameof(areas), i, nameof(NamedArea.Area)));
                    await work.ExecuteAsync("delete from PastArea where PastRoundId = @id and Typed = @name", new { id, name });
                    await work.ExecuteAsync(
                        "insert into PastArea (PastRoundId, Typed, Area) values (@id, @name, @area)",
                        new
                        {
                            id,
                            name,
                            area,
                        }
                    );
                    work.Note($"{name} is {area ?? "none of our areas"}");
                }
                return Result.Done;
            }
        );
    }

    /// <summary>The areas by each of their names: those that applicants read, the office's own and what papers call them.</summary>
    internal static async Task<IReadOnlyDictionary<string, string>> KnownAreasAsync(Work work)
    {
        var known = new Dictionary<string, string> { [PastOrganisation.KeyOf(AreaRules.EveryArea)] = AreaRules.EveryArea };
        foreach (var choice in await AreaQueries.ChoicesAsync(work))
            known.TryAdd(PastOrganisation.KeyOf(choice), choice);
        foreach (var area in await AreaQueries.ListAsync(work))
        foreach (var name in area.Aliases.Prepend(area.Name))
            known.TryAdd(PastOrganisation.KeyOf(name), area.PublicName ?? area.Name);
        return known;
    }

    private async Task<Guid> FileOfAsync(Guid id) =>
        (await db.ReadAsync(work => PastRounds.GetAsync(work, id))).FileId ?? throw new NotFoundException("No workbook yet");

    private async Task<PastSheets?> ReadAsync(PastRounds.PastRound round)
    {
        if (round.FileId is not { } id)
            return null;
        var file = await files.ReadAsync(id);
        var sheets = SheetFile.Read(file.Name, file.Content);
        return sheets.IsDone ? PastSheets.Read(sheets.Value!, LondonTime.DateOf(clock.UtcNow())) : null;
    }

    private sealed record AreaRow
    {
        public required string Typed { get; init; }
        public string? Area { get; init; }
    }
}
