using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Nodes;

namespace Commissioning.Features.DueDiligence;

/// <summary>Imports a register's dated extract next to the one in use, and switches over when its lines are valid, but for a
/// few that are set aside, and it is not far smaller than the old one. A sanctions list with lines set aside waits for two people;
/// otherwise the old one stays and each fault is listed. Writes some thousands of lines at a time, so that it blocks no one.</summary>
public sealed class ImportRegister(Db db, FileStore files)
{
    private const int AtOnce = 2_000;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>Lines set aside are kept by name up to this number; a file with more is refused anyway.</summary>
    private const int MostBad = 10_000;

    /// <param name="Name">As it was published.</param>
    public sealed record Upload(string Name, Stream Content);

    public sealed record Import
    {
        public required int Id { get; init; }
        public required ExtractKind Kind { get; init; }
        public required DateOnly ExtractDate { get; init; }
        public required string FileName { get; init; }
        public Guid? FileId { get; init; }
        public required string State { get; init; }

        /// <summary>Lines read so far, entries stored from them, and lines set aside.</summary>
        public required int Lines { get; init; }
        public required int Kept { get; init; }
        public required int Bad { get; init; }

        /// <summary>In how many parts the register was published; null: one file.</summary>
        public int? Parts { get; init; }
        public string? Faults { get; init; }

        /// <summary>Why a second person must agree before it is used.</summary>
        public string? Doubt { get; init; }
        public Guid? InsistedBy { get; init; }
        public string? InsistedByName { get; init; }
        public string? InsistReason { get; init; }
        public string? AgreedByName { get; init; }
        public required Guid StartedBy { get; init; }
        public required string StartedByName { get; init; }
        public required DateTime StartedAt { get; init; }
        public DateTime? FinishedAt { get; init; }
        public DateTime? ClaimedUntil { get; init; }
        public string? ClaimedBy { get; init; }
        public required long Token { get; init; }

        public bool IsOver => State is "Current" or "Replaced" or "Refused";
        public IReadOnlyList<string> FaultList => Faults is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<string>>(Faults)!;
    }

    public static IReadOnlyList<string> Columns(ExtractKind kind) => RegisterFile.Columns(kind);

    /// <summary>The newest of each kind and state first.</summary>
    public Task<IReadOnlyList<Import>> ListAsync() => db.QueryAsync<Import>(Sql + " where i.State <> 'Replaced' order by i.Id desc");

    public Task<Import> OneAsync(int id) => db.FindAsync<Import>(Sql + " where i.Id = @id", new { id });

    internal static Task<Import> OneAsync(Work work, int id) => work.FindAsync<Import>(Sql + " where i.Id = @id", new { id });

    /// <summary>Parts of sets that are not complete yet: the import and the part's number.</summary>
    public Task<IReadOnlyList<Part>> PartsAsync() =>
        db.QueryAsync<Part>(
            "select p.ImportId, p.Part as Number, p.FileName, p.FileId from RegisterPart p join RegisterImport i on i.Id = p.ImportId where i.State = 'Incomplete' order by p.ImportId, p.Part"
        );

    /// <summary>Lines of an extract that were set aside, in order.</summary>
    public Task<IReadOnlyList<BadLineRow>> BadLinesAsync(int import) =>
        db.QueryAsync<BadLineRow>(
            "select FileName, Line, Reason from RegisterBadLine where ImportId = @import order by Position",
            new { import }
        );

    public sealed record BadLineRow
    {
        public required string FileName { get; init; }
        public required int Line { get; init; }
        public required string Reason { get; init; }
    }

    public sealed record Part
    {
        public required int ImportId { get; init; }
        public required int Number { get; init; }
        public required string FileName { get; init; }
        public Guid? FileId { get; init; }
    }

    /// <summary>Stores the file, or parts of a set, and queues it once it is complete; a job reads it.</summary>
    public async Task<Result<int>> QueueAsync(Actor actor, ExtractKind kind, DateOnly? extractDate, params IReadOnlyList<Upload> extract)
    {
        if (extract.Count == 0 || extract.Any(one => one.Content.Length == 0))
            return new Refusal("Choose the file of the extract", nameof(extract));
        if (ExtractRules.WhyNotOneSet(extract.Select(one => one.Name).ToList(), nameof(extract)) is { } mixed)
            return mixed;
        var now = await db.ReadAsync(work => Task.FromResult(work.Now));
        List<NewFile> stored = [];
        foreach (var one in extract)
            stored.Add(new(one.Name, await files.WriteForReadingAsync(actor, one.Name, one.Content, now)));
        return await StartAsync(actor, kind, extractDate, stored);
    }

    private sealed record NewFile(string Name, FileStore.NewFile? Stored);

    private Task<Result<int>> StartAsync(Actor actor, ExtractKind kind, DateOnly? extractDate, IReadOnlyList<NewFile> extract) =>
        db.ChangeAsync<int>(
            actor,
            AuditAction.RegisterReadingStarted,
            Guid.CreateVersion7(),
            async work =>
            {
                if (extractDate is not { } day)
                    return new Refusal("Enter the day of the extract", nameof(extractDate));
                if (day > ApplicationChecks.Today(work))
                    return new Refusal("The day of the extract cannot be in the future", nameof(extractDate));
                if (extract.Select(one => ExtractRules.WhyOtherDay(one.Name, day)).FirstOrDefault(why => why is not null) is { } other)
                    return new Refusal(other, nameof(extractDate));
                if (
                    await work.FirstOrDefaultAsync<Import>(
                        Sql + " where i.Kind = @kind and i.State = 'Current' and i.ExtractDate > @day order by i.ExtractDate desc, i.Id",
                        new { kind, day }
                    ) is
                    { } newer
                )
                    return new Refusal(
                        $"The extract of {LondonTime.Date(newer.ExtractDate)} is already in use, and it is newer",
                        nameof(extractDate)
                    );
                // An import on a machine that has died ends with its lease.
                await work.ExecuteAsync(
                    "update RegisterImport set State = 'Refused', FinishedAt = @Now, Faults = @Faults, Token = Token + 1 where Kind = @kind and FileId is null and Parts is null and State in ('Waiting', 'Running') and ClaimedUntil < @Now",
                    new
                    {
                        kind,
                        work.Now,
                        Faults = JsonSerializer.Serialize(new[] { "The portal stopped while reading the file" }),
                    }
                );
                if (
                    await work.FirstOrDefaultAsync<Import>(
                        Sql + " where i.Kind = @kind and i.State in ('Waiting', 'Running') order by i.StartedAt, i.Id",
                        new { kind }
                    )
                    is not null
                )
                    return new Refusal("An extract of this register is being read. Wait until it is done.");
                foreach (var file in extract.Select(one => one.Stored).OfType<FileStore.NewFile>())
                    await work.ExecuteAsync(FileStore.InsertSql, file);
                // A set read at once from this machine is complete; a stored one may come part by part.
                var parts = extract[0].Stored is null ? null : ExtractRules.PartOf(extract[0].Name);
                var open = parts is null
                    ? null
                    : await work.FirstOrDefaultAsync<Import>(
                        Sql
                            + " where i.Kind = @kind and i.State = 'Incomplete' and i.ExtractDate = @day and i.Parts = @Of order by i.StartedAt, i.Id",
                        new
                        {
                            kind,
                            day,
                            parts.Of,
                        }
                    );
                await work.ExecuteAsync(
                    "update RegisterImport set State = 'Refused', FinishedAt = @Now, Kept = 0, Faults = @Faults, Token = Token + 1 where Kind = @kind and State in ('Incomplete', 'Doubted') and Id <> @Open",
                    new
                    {
                        kind,
                        work.Now,
                        Open = open?.Id ?? -1,
                        Faults = JsonSerializer.Serialize(new[] { "Another file was loaded before this one could be used" }),
                    }
                );
                var id = open?.Id ?? await work.ScalarAsync<int>("select coalesce(max(Id), 0) + 1 from RegisterImport");
                if (open is null)
                    await work.ExecuteAsync(
                        "insert into RegisterImport (Id, Kind, ExtractDate, FileName, FileId, State, Lines, Kept, Bad, Parts, StartedBy, StartedAt, ClaimedUntil) values (@id, @kind, @day, @Name, @FileId, @State, 0, 0, 0, @Of, @By, @Now, @Until)",
                        new
                        {
                            id,
                            kind,
                            day,
                            Name = ShortName(extract[0].Name),
                            FileId = parts is null ? extract[0].Stored?.Id : null,
                            State = parts is null ? "Waiting" : "Incomplete",
                            parts?.Of,
                            By = actor.Id,
                            work.Now,
                            Until = extract[0].Stored is null ? work.Now + Lease : (DateTime?)null,
                        }
                    );
                work.Note(
                    $"{ExtractRules.NameOf(kind)} of {LondonTime.Date(day)}: {string.Join(", ", extract.Select(one => Path.GetFileName(one.Name)))}"
                );
                if (parts is null)
                    return Result.Made(id);
                foreach (var one in extract)
                {
                    var part = new
                    {
                        id,
                        ExtractRules.PartOf(one.Name)!.Number,
                        Name = ShortName(one.Name),
                        FileId = one.Stored!.Id,
                    };
                    // The same part again replaces a damaged one.
                    await work.ExecuteAsync("delete from RegisterPart where ImportId = @id and Part = @Number", part);
                    await work.ExecuteAsync(
                        "insert into RegisterPart (ImportId, Part, FileName, FileId) values (@id, @Number, @Name, @FileId)",
                        part
                    );
                }
                var there = await work.QueryAsync<int>("select Part from RegisterPart where ImportId = @id order by Part", new { id });
                if (ExtractRules.WhyIncomplete(there.ToList(), parts.Of) is { } missing)
                    work.Note(missing);
                else
                    await work.ExecuteAsync("update RegisterImport set State = 'Waiting' where Id = @id", new { id });
                return Result.Made(id);
            }
        );

    private static string ShortName(string name) =>
        Path.GetFileName(name) is { Length: > 260 } shortened ? shortened[^260..] : Path.GetFileName(name);

    /// <summary>Imports the next waiting extract, or one whose node died, from its first line.</summary>
    public async Task<bool> RunWaitingAsync(string node, CancellationToken stopping = default)
    {
        // Rows left by a node that died after finishing, or by an import that was cancelled.
        foreach (var over in await db.QueryAsync<Import>(LeftoversSql))
            await ClearAsync(over.Id);
        if (
            await db.ReadAsync(work =>
                work.FirstOrDefaultAsync<Import>(
                    Sql
                        + " where (i.FileId is not null or i.Parts is not null) and (i.State = 'Waiting' or (i.State = 'Running' and i.ClaimedUntil < @Now)) order by i.StartedAt, i.Id",
                    new { work.Now }
                )
            )
            is not { } next
        )
            return false;
        var parts = next.FileId is { } only
            ?
            [
                new Part
                {
                    ImportId = next.Id,
                    Number = 1,
                    FileName = next.FileName,
                    FileId = only,
                },
            ]
            : await db.QueryAsync<Part>(
                "select ImportId, Part as Number, FileName, FileId from RegisterPart where ImportId = @Id order by Part",
                new { next.Id }
            );
        // Another node may claim it between the two statements.
        if (
            !await LeaseTakeover.ClaimAsync(
                db,
                parts.Select(part => part.FileId).FirstOrDefault() ?? Guid.Empty,
                $"The reading of {next.FileName}",
                next.ClaimedBy,
                node,
                work =>
                    work.ExecuteAsync(
                        ClaimSql,
                        new
                        {
                            next.Id,
                            next.Token,
                            node,
                            Until = work.Now + Lease,
                        }
                    )
            )
        )
            return false;
        var taken = next with { Token = next.Token + 1 };
        List<Upload> contents = [];
        try
        {
            foreach (var part in parts)
                try
                {
                    contents.Add(new(part.FileName, await files.OpenForReadingAsync(part.FileId ?? Guid.Empty)));
                }
                catch (FileNotFoundException)
                {
                    await FinishAsync(taken, 0, 0, [], [$"{part.FileName}: the stored file is not there. Upload it again."]);
                    return true;
                }
            await ReadAsync(taken, contents, null, stopping);
        }
        finally
        {
            foreach (var content in contents)
                await content.Content.DisposeAsync();
        }
        return true;
    }

    /// <summary>Imports a file on this machine at once.</summary>
    public Task<Result<Import>> RunAsync(
        Actor actor,
        ExtractKind kind,
        DateOnly extractDate,
        string fileName,
        Stream content,
        Action<int>? progress
    ) => RunAsync(actor, kind, extractDate, [new Upload(fileName, content)], progress);

    /// <summary>Imports a file, or all parts of a set, on this machine at once; for the command line.</summary>
    public async Task<Result<Import>> RunAsync(
        Actor actor,
        ExtractKind kind,
        DateOnly extractDate,
        IReadOnlyList<Upload> extract,
        Action<int>? progress
    )
    {
        if (ExtractRules.WhyNotOneSet(extract.Select(one => one.Name).ToList(), nameof(extract)) is { } mixed)
            return mixed;
        if (
            ExtractRules.PartOf(extract[0].Name) is { } part
            && ExtractRules.WhyIncomplete(extract.Select(one => ExtractRules.PartOf(one.Name)!.Number).ToList(), part.Of) is { } missing
        )
            return new Refusal($"{missing}. Give all parts at once.", nameof(extract));
        var started = await StartAsync(actor, kind, extractDate, extract.Select(one => new NewFile(one.Name, null)).ToList());
        if (started.FirstRefusal is { } refusal)
            return refusal;
        await ReadAsync(await OneAsync(started.Value), extract, progress, CancellationToken.None);
        return Result.Made(await OneAsync(started.Value));
    }

    private async Task ReadAsync(Import import, IReadOnlyList<Upload> contents, Action<int>? progress, CancellationToken stopping)
    {
        try
        {
            await ReadLinesAsync(import, contents, progress, stopping);
        }
        catch (LeaseLostException) { } // Another node has claimed it.
        catch (OperationCanceledException)
        {
            await db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "update RegisterImport set State = 'Waiting', ClaimedBy = null, ClaimedUntil = null where Id = @Id and Token = @Token",
                    new { import.Id, import.Token }
                )
            );
        }
    }

    private async Task ReadLinesAsync(Import import, IReadOnlyList<Upload> contents, Action<int>? progress, CancellationToken stopping)
    {
        await ClearAsync(import.Id, import);
        var areas = (await db.QueryAsync<string>("select distinct Postcode from Organisation")).Select(RegisterRules.AreaOf).ToHashSet();
        var faults = new List<string>();
        var bad = new List<BadLine>();
        var numbers = new NumbersSeen();
        var read = new Chunk(areas);
        var (lines, kept) = (0, 0);
        var (at, isHopeless) = (contents[0].Name, false);
        try
        {
            foreach (var part in contents)
            {
                at = Path.GetFileName(part.Name);
                var isCutOff = false;
                foreach (var line in RegisterFile.Read(import.Kind, import.ExtractDate, part.Content))
                {
                    lines++;
                    var fault =
                        line.Fault
                        ?? (
                            line.Entry is { } entry && !numbers.Add(entry.Number)
                                ? $"column {(import.Kind == ExtractKind.Charity ? "registered_charity_number" : "CompanyNumber")}: {entry.Number} is there a second time"
                                : null
                        );
                    isCutOff = line.IsShort;
                    if (fault is not null)
                    {
                        if (line.IsOfFile)
                        {
                            faults.Add($"{at}, line {line.Number}: {fault}");
                            break;
                        }
                        bad.Add(new(at, line.Number, fault));
                        if (isHopeless = bad.Count >= MostBad || (bad.Count >= RegisterFile.MostFaults && bad.Count > lines / 100))
                            break;
                    }
                    else if (read.Add(line))
                        kept++;
                    if (read.Count < AtOnce)
                        continue;
                    stopping.ThrowIfCancellationRequested();
                    await WriteAsync(import, read, lines, kept);
                    // Only after they are written: a change that was the deadlock victim runs again.
                    read.Clear();
                    progress?.Invoke(lines);
                    // The written entries are garbage; without this, the first collection comes only after a hundred megabytes.
                    GC.Collect(0);
                }
                // A line that is cut short in the middle is set aside; the last one means that more is missing.
                if (isCutOff && faults.Count == 0 && ExtractRules.WhyTooManyBad(bad.Count, lines) is null)
                    faults.Add($"{at}, line {bad[^1].Line}: is the last line and {bad[^1].Reason}");
                if (faults.Count > 0 || isHopeless)
                    break;
            }
            await WriteAsync(import, read, lines, kept);
        }
        catch (Exception exception)
            when (exception is not (OutOfMemoryException or OperationCanceledException or LeaseLostException) && !IsPassing(exception))
        {
            faults.Add($"{at}, after line {lines}: cannot be read further ({exception.Message.Split('\n')[0].Trim()})");
        }
        if (faults.Count == 0 && ExtractRules.WhyTooManyBad(bad.Count, lines) is { } many)
        {
            faults.AddRange(bad.Take(RegisterFile.MostFaults).Select(line => $"{line.File}, line {line.Line}: {line.Reason}"));
            if (lines >= ExtractRules.LinesForOneBad)
                faults.Insert(0, many);
        }
        if (faults.Count == 0 && kept == 0)
            faults.Add($"{at}: has no entries");
        progress?.Invoke(lines);
        await FinishAsync(import, lines, kept, bad, faults);
    }

    private sealed record BadLine(string File, int Line, string Reason);

    /// <summary>What was read and is not written yet, as rows.</summary>
    private sealed class Chunk(IReadOnlySet<string> areas)
    {
        public List<RegisterFile.Entry> Entries { get; } = [];
        public List<RegisterFile.Listed> Listed { get; } = [];
        public List<(int Line, RegisterFile.Named Named)> Named { get; } = [];
        public int Count => Entries.Count + Listed.Count + Named.Count;

        /// <returns>False for a line that is no entry of its own.</returns>
        public bool Add(RegisterFile.RegisterLine line)
        {
            if (line.Entry is { } entry)
                Entries.Add(entry);
            else if (line.Listed is { } listed)
                Listed.Add(listed);
            else if (line.Named is { } named)
                Named.Add((line.Number, named));
            else
                return false;
            return true;
        }

        public void Clear()
        {
            Entries.Clear();
            Listed.Clear();
            Named.Clear();
        }

        /// <summary>Names under which an entry is found again.</summary>
        public IEnumerable<(long KeyHash, string Number)> Keys(ExtractKind kind) =>
            kind == ExtractKind.OtherNames
                ? Named.SelectMany(one => RegisterRules.SearchKeys(one.Named.Name).Select(key => (key, one.Named.Number)))
                : Entries
                    .Where(entry => kind == ExtractKind.Charity || RegisterRules.IsSearchedByParts(entry.LegalForm, entry.Postcode, areas))
                    .SelectMany(entry =>
                        entry
                            .FormerNames.Append(entry.Name)
                            .SelectMany(RegisterRules.SearchKeys)
                            .Distinct()
                            .Select(key => (key, entry.Number))
                    );
    }

    /// <summary>True for failures unrelated to the file; it is read again from its first line when the lease has ended.</summary>
    private static bool IsPassing(Exception exception) =>
        exception is FileStorageException || Dialect.IsLost(exception) || Dialect.IsFull(exception) || Dialect.IsDeadlock(exception);

    /// <summary>Renews the lease with each chunk.</summary>
    private Task<int> WriteAsync(Import import, Chunk read, int lines, int kept) =>
        db.HousekeepAsync(async work =>
        {
            if (read.Entries.Count > 0)
                await work.ExecuteAsync(
                    InsertSql,
                    read.Entries.Select(entry => new
                    {
                        ImportId = import.Id,
                        entry.Number,
                        entry.Name,
                        NameHash = RegisterRules.NameHash(entry.Name),
                        Status = Cut(entry.Status, 100),
                        entry.RegisteredOn,
                        entry.RemovedOn,
                        entry.AccountsTo,
                        entry.AccountsDueOn,
                        entry.Overdue,
                        entry.Insolvent,
                        entry.AddressLine,
                        entry.Town,
                        entry.Postcode,
                        entry.Income,
                        entry.Expenditure,
                        entry.LegalForm,
                        entry.Dissolving,
                        entry.SicCodes,
                        entry.Charges,
                    })
                );
            await work.ExecuteAsync(
                OtherNameSql,
                read.Entries.SelectMany(entry =>
                    entry.FormerNames.Select(
                        (name, i) =>
                            new
                            {
                                import.Id,
                                entry.Number,
                                Position = i + 1,
                                Name = name,
                            }
                    )
                )
            );
            await work.ExecuteAsync(
                import.Kind == ExtractKind.Trustees ? TrusteeSql : OtherNameSql,
                read.Named.Select(one => new
                {
                    import.Id,
                    one.Named.Number,
                    Position = one.Line,
                    one.Named.Name,
                })
            );
            if (import.Kind != ExtractKind.Trustees)
                // The next chunk may have the same key of the same charity again, with another of its names.
                await work.ExecuteAsync(
                    import.Kind == ExtractKind.OtherNames ? KeyAgainSql : KeySql,
                    read.Keys(import.Kind)
                        .Distinct()
                        .Select(key => new
                        {
                            import.Id,
                            key.KeyHash,
                            key.Number,
                        })
                );
            foreach (var name in read.Listed)
            {
                var id = Guid.CreateVersion7();
                await work.ExecuteAsync(
                    "insert into SanctionName (Id, ImportId, GroupId, Kind, Name, Born, Regime, Strength, NonLatin, Script, Town) values (@id, @import, @GroupId, @Kind, @Name, @Born, @Regime, @Strength, @NonLatin, @Script, @Town)",
                    new
                    {
                        id,
                        import = import.Id,
                        name.GroupId,
                        Kind = Cut(name.Kind, 20),
                        name.Name,
                        name.Born,
                        name.Regime,
                        name.Strength,
                        name.NonLatin,
                        name.Script,
                        name.Town,
                    }
                );
                await work.ExecuteAsync(
                    "insert into SanctionKey (KeyText, NameId) values (@key, @id)",
                    SanctionRules.ListedKeys(name.Kind, name.Name, name.NonLatin).Select(key => new { key, id })
                );
            }
            var row = new
            {
                import.Id,
                import.Token,
                lines,
                kept,
                Until = work.Now + Lease,
            };
            return
                await work.ExecuteAsync(
                    "update RegisterImport set State = 'Running', Lines = @lines, Kept = @kept, ClaimedUntil = @Until where Id = @Id and Token = @Token",
                    row
                ) == 1
                ? 1
                : throw new LeaseLostException();
        });

    private static async Task RenewAsync(Work work, Import import)
    {
        if (
            await work.ExecuteAsync(
                "update RegisterImport set ClaimedUntil = @Until where Id = @Id and Token = @Token",
                new
                {
                    import.Id,
                    import.Token,
                    Until = work.Now + Lease,
                }
            ) == 0
        )
            throw new LeaseLostException();
    }

    /// <summary>This node was so slow that another took over the import.</summary>
    private sealed class LeaseLostException : Exception;

    private async Task FinishAsync(Import import, int lines, int kept, IReadOnlyList<BadLine> bad, List<string> faults)
    {
        var actor = import.StartedBy == Actor.Portal.Id ? Actor.Portal : new Actor(import.StartedBy, import.StartedByName);
        var before = await db.ReadAsync(work => CurrentAsync(work, import.Kind));
        var doubt = faults.Count > 0 ? null : ExtractRules.WhyDoubted(import.Kind, kept, before?.Kept, bad.Count);
        await db.ChangeAsync(
            actor,
            faults.Count > 0 ? AuditAction.RegisterFileRefused
                : doubt is not null ? AuditAction.RegisterDoubted
                : AuditAction.RegisterRead,
            Guid.CreateVersion7(),
            async work =>
            {
                var good = faults.Count == 0;
                var finished = await work.ExecuteAsync(
                    "update RegisterImport set State = @State, Lines = @lines, Kept = @kept, Bad = @Bad, Faults = @Faults, Doubt = @doubt, FinishedAt = @Now, ClaimedBy = null where Id = @Id and Token = @Token",
                    new
                    {
                        import.Id,
                        import.Token,
                        State = good ? "Doubted" : "Refused",
                        lines,
                        kept = good ? kept : 0,
                        Bad = good ? bad.Count : 0,
                        Faults = good ? null : JsonSerializer.Serialize(faults),
                        doubt,
                        work.Now,
                    }
                );
                if (finished == 0)
                    throw new LeaseLostException();
                if (good)
                    await work.ExecuteAsync(
                        "insert into RegisterBadLine (ImportId, Position, FileName, Line, Reason) values (@Id, @Position, @File, @Line, @Reason)",
                        bad.Select(
                            (line, i) =>
                                new
                                {
                                    import.Id,
                                    Position = i + 1,
                                    line.File,
                                    line.Line,
                                    Reason = Cut(line.Reason, 400),
                                }
                        )
                    );
                if (good && doubt is null)
                    await UseAsync(work, import);
                work.Note(
                    $"{ExtractRules.NameOf(import.Kind)} of {LondonTime.Date(import.ExtractDate)}: {(good ? doubt ?? $"{kept} entries in use" : $"refused, {faults.Count} faults")}"
                );
                return Result.Done;
            }
        );
        if (faults.Count > 0)
            await ClearAsync(import.Id);
        else if (doubt is null && before is not null)
            await ClearAsync(before.Id);
    }

    /// <summary>The extract of a kind in use; null: none.</summary>
    internal static Task<Import?> CurrentAsync(Work work, ExtractKind kind) =>
        work.FirstOrDefaultAsync<Import>(
            Sql + " where i.Kind = @kind and i.State = 'Current' order by i.ExtractDate desc, i.StartedAt desc, i.Id",
            new { kind }
        );

    /// <summary>Switches over to an extract that was read. The job deletes the entries of the one before.</summary>
    internal static async Task UseAsync(Work work, Import import)
    {
        await work.ExecuteAsync(
            "update RegisterImport set State = 'Replaced' where Kind = @Kind and State = 'Current'",
            new { import.Kind }
        );
        await work.ExecuteOneAsync("update RegisterImport set State = 'Current' where Id = @Id and State = 'Doubted'", new { import.Id });
        if (import.Kind is ExtractKind.Charity or ExtractKind.Company or ExtractKind.OtherNames)
            await MatchIndex.RegisterNamesChangedAsync(work);
        await SyncFindings.MarkAllStaleAsync(work);
    }

    /// <summary>Deletes in chunks, so that no one waits long: keys by ranges of their hash, other rows by the first two characters of the
    /// number.</summary>
    /// <param name="reader">The import that needs the space, whose lease is renewed; null: the import is over.</param>
    private async Task ClearAsync(int import, Import? reader = null)
    {
        async Task DeleteAsync(string sql, object arguments) =>
            await db.HousekeepAsync(async work =>
            {
                if (reader is not null)
                    await RenewAsync(work, reader);
                return await work.ExecuteAsync(sql, arguments);
            });
        await DeleteAsync("delete from SanctionKey where NameId in (select Id from SanctionName where ImportId = @import)", new { import });
        await DeleteAsync("delete from SanctionName where ImportId = @import", new { import });
        if (
            await db.ScalarAsync<int>(
                "select case when exists (select 1 from RegisterKey where ImportId = @import) then 1 else 0 end",
                new { import }
            ) == 1
        )
            for (var i = 0L; i < 64; i++)
                await DeleteAsync(
                    "delete from RegisterKey where ImportId = @import and KeyHash between @least and @most",
                    new
                    {
                        import,
                        least = long.MinValue + (i << 58),
                        most = long.MinValue + (i << 58) + ((1L << 58) - 1),
                    }
                );
        foreach (var (beginnings, delete) in Numbered)
        {
            // Goes from one prefix to the next in the database's own order, whatever its collation.
            var starts = await db.QueryAsync<string>(beginnings, new { import });
            for (var i = 0; i < starts.Count; i++)
                await DeleteAsync(
                    delete,
                    new
                    {
                        import,
                        start = starts[i],
                        end = i + 1 < starts.Count ? starts[i + 1] : null,
                    }
                );
        }
    }

    private static readonly (string Beginnings, string Delete)[] Numbered =
    [
        (
            "select distinct substring(Number, 1, 2) as Beginning from RegisterEntry where ImportId = @import order by Beginning",
            "delete from RegisterEntry where ImportId = @import and Number >= @start and (@end is null or Number < @end)"
        ),
        (
            "select distinct substring(Number, 1, 2) as Beginning from RegisterOtherName where ImportId = @import order by Beginning",
            "delete from RegisterOtherName where ImportId = @import and Number >= @start and (@end is null or Number < @end)"
        ),
        (
            "select distinct substring(Number, 1, 2) as Beginning from RegisterTrustee where ImportId = @import order by Beginning",
            "delete from RegisterTrustee where ImportId = @import and Number >= @start and (@end is null or Number < @end)"
        ),
    ];

    /// <summary>Register numbers already read, one bit each: they are nearly consecutive, so millions take little memory.</summary>
    private sealed class NumbersSeen
    {
        private readonly Dictionary<(string Letters, long Page), ulong[]> pages = [];

        /// <returns>False when the number was there before.</returns>
        public bool Add(string number)
        {
            var letters = number.TakeWhile(character => !char.IsAsciiDigit(character)).Count();
            var digits = number.AsSpan(letters);
            // Some old societies have letters in the middle of their number; each prefix gets its own page of bits.
            if (
                !long.TryParse(
                    digits,
                    System.Globalization.NumberStyles.None,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out var value
                )
            )
                return pages.TryAdd((number, -1), []);
            var key = (letters == 0 ? "" : number[..letters], value >> 16);
            if (!pages.TryGetValue(key, out var bits))
                pages[key] = bits = new ulong[1 << 10];
            ref var word = ref bits[(value & 0xFFFF) >> 6];
            var bit = 1UL << (int)(value & 63);
            if ((word & bit) != 0)
                return false;
            word |= bit;
            return true;
        }
    }

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;

    private const string Sql = """
        select i.Id, i.Kind, i.ExtractDate, i.FileName, i.FileId, i.State, i.Lines, i.Kept, i.Bad, i.Parts, i.Faults, i.Doubt, i.InsistedBy, n.DisplayName as InsistedByName, i.InsistReason, g.DisplayName as AgreedByName, i.StartedBy, coalesce(p.DisplayName, 'the portal') as StartedByName, i.StartedAt, i.FinishedAt, i.ClaimedUntil, i.ClaimedBy, i.Token
        from   RegisterImport i
        left join Person p on p.Id = i.StartedBy
        left join Person n on n.Id = i.InsistedBy
        left join Person g on g.Id = i.AgreedBy
        """;
    private const string LeftoversSql =
        Sql
        + """
             where i.State in ('Replaced', 'Refused') and (
                       exists (select 1 from RegisterEntry e where e.ImportId = i.Id)
                       or exists (select 1 from RegisterOtherName o where o.ImportId = i.Id)
                       or exists (select 1 from RegisterTrustee t where t.ImportId = i.Id)
                       or exists (select 1 from RegisterKey k where k.ImportId = i.Id)
                       or exists (select 1 from SanctionName s where s.ImportId = i.Id)
                   )
            """;
    private const string ClaimSql = """
        update RegisterImport
        set    State = 'Running', Lines = 0, Kept = 0, ClaimedBy = @node, ClaimedUntil = @Until, Token = Token + 1
        where  Id = @Id and Token = @Token and State in ('Waiting', 'Running')
        """;
    private const string InsertSql = """
        insert into RegisterEntry (ImportId, Number, Name, NameHash, Status, RegisteredOn, RemovedOn, AccountsTo, AccountsDueOn, Overdue, Insolvent, AddressLine, Town, Postcode, Income, Expenditure, LegalForm, Dissolving, SicCodes, Charges)
        values (@ImportId, @Number, @Name, @NameHash, @Status, @RegisteredOn, @RemovedOn, @AccountsTo, @AccountsDueOn, @Overdue, @Insolvent, @AddressLine, @Town, @Postcode, @Income, @Expenditure, @LegalForm, @Dissolving, @SicCodes, @Charges)
        """;
    private const string OtherNameSql =
        "insert into RegisterOtherName (ImportId, Number, Position, Name) values (@Id, @Number, @Position, @Name)";
    private const string TrusteeSql =
        "insert into RegisterTrustee (ImportId, Number, Position, Name) values (@Id, @Number, @Position, @Name)";
    private const string KeySql = "insert into RegisterKey (ImportId, KeyHash, Number) values (@Id, @KeyHash, @Number)";
    private const string KeyAgainSql =
        "insert into RegisterKey (ImportId, KeyHash, Number) select @Id, @KeyHash, @Number where not exists (select 1 from RegisterKey where ImportId = @Id and KeyHash = @KeyHash and Number = @Number)";
}
