using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Nodes;

namespace Commissioning.Features.DueDiligence;

/// <summary>Imports a register's dated extract next to the one in use, and switches over when every line was valid; otherwise the old one
/// stays and each fault is listed. Writes some thousands of lines at a time, so that it blocks no one.</summary>
public sealed class ImportRegister(Db db, FileStore files)
{
    private const int AtOnce = 2_000;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    public sealed record Import
    {
        public required int Id { get; init; }
        public required ExtractKind Kind { get; init; }
        public required DateOnly ExtractDate { get; init; }
        public required string FileName { get; init; }
        public Guid? FileId { get; init; }
        public required string State { get; init; }

        /// <summary>Lines read so far, and entries stored from them.</summary>
        public required int Lines { get; init; }
        public required int Kept { get; init; }
        public string? Faults { get; init; }
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

    /// <summary>Stores the file and queues it; a job reads it.</summary>
    public async Task<Result<int>> QueueAsync(Actor actor, ExtractKind kind, DateOnly? extractDate, string? fileName, Stream? extract)
    {
        if (extract is null || fileName is null || extract.Length == 0)
            return new Refusal("Choose the file of the extract", nameof(extract));
        var now = await db.ReadAsync(work => Task.FromResult(work.Now));
        var file = await files.WriteForReadingAsync(actor, fileName, extract, now);
        return await StartAsync(actor, kind, extractDate, fileName, file);
    }

    private Task<Result<int>> StartAsync(Actor actor, ExtractKind kind, DateOnly? extractDate, string fileName, FileStore.NewFile? file) =>
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
                    "update RegisterImport set State = 'Refused', FinishedAt = @Now, Faults = @Faults, Token = Token + 1 where Kind = @kind and FileId is null and State in ('Waiting', 'Running') and ClaimedUntil < @Now",
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
                if (file is not null)
                    await work.ExecuteAsync(FileStore.InsertSql, file);
                var id = await work.ScalarAsync<int>("select coalesce(max(Id), 0) + 1 from RegisterImport");
                await work.ExecuteAsync(
                    "insert into RegisterImport (Id, Kind, ExtractDate, FileName, FileId, State, Lines, Kept, StartedBy, StartedAt, ClaimedUntil) values (@id, @kind, @day, @Name, @FileId, 'Waiting', 0, 0, @By, @Now, @Until)",
                    new
                    {
                        id,
                        kind,
                        day,
                        Name = Path.GetFileName(fileName) is { Length: > 260 } name ? name[^260..] : Path.GetFileName(fileName),
                        FileId = file?.Id,
                        By = actor.Id,
                        work.Now,
                        Until = file is null ? work.Now + Lease : (DateTime?)null,
                    }
                );
                work.Note($"{Changes.Words(kind)} of {LondonTime.Date(day)}: {Path.GetFileName(fileName)}");
                return Result.Made(id);
            }
        );

    /// <summary>Imports the next waiting extract, or one whose node died, from its first line.</summary>
    public async Task<bool> RunWaitingAsync(string node, CancellationToken stopping = default)
    {
        // Rows left by a node that died after finishing, or by an import that was cancelled.
        foreach (var over in await db.QueryAsync<Import>(LeftoversSql))
            await ClearAsync(over.Kind, over.Id);
        if (
            await db.ReadAsync(work =>
                work.FirstOrDefaultAsync<Import>(
                    Sql
                        + " where i.FileId is not null and (i.State = 'Waiting' or (i.State = 'Running' and i.ClaimedUntil < @Now)) order by i.StartedAt, i.Id",
                    new { work.Now }
                )
            )
            is not { } next
        )
            return false;
        // Another node may claim it between the two statements.
        if (
            !await LeaseTakeover.ClaimAsync(
                db,
                next.FileId!.Value,
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
        Stream content;
        try
        {
            content = await files.OpenForReadingAsync(next.FileId.Value);
        }
        catch (FileNotFoundException)
        {
            await FinishAsync(taken, 0, 0, [$"{next.FileName}: the stored file is not there. Upload it again."]);
            return true;
        }
        await using (content)
            await ReadAsync(taken, content, null, stopping);
        return true;
    }

    /// <summary>Imports a file on this machine at once; for the command line.</summary>
    public async Task<Result<Import>> RunAsync(
        Actor actor,
        ExtractKind kind,
        DateOnly extractDate,
        string fileName,
        Stream content,
        Action<int>? progress
    )
    {
        var started = await StartAsync(actor, kind, extractDate, fileName, null);
        if (started.FirstRefusal is { } refusal)
            return refusal;
        await ReadAsync(await OneAsync(started.Value), content, progress, CancellationToken.None);
        return Result.Made(await OneAsync(started.Value));
    }

    private async Task ReadAsync(Import import, Stream content, Action<int>? progress, CancellationToken stopping)
    {
        try
        {
            await ReadLinesAsync(import, content, progress, stopping);
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

    private async Task ReadLinesAsync(Import import, Stream content, Action<int>? progress, CancellationToken stopping)
    {
        await ClearAsync(import.Kind, import.Id, import);
        var faults = new List<string>();
        var numbers = new NumbersSeen();
        var entries = new List<RegisterFile.Entry>(AtOnce);
        var listed = new List<RegisterFile.Listed>();
        var (lines, kept) = (0, 0);
        try
        {
            foreach (var line in RegisterFile.Read(import.Kind, import.ExtractDate, content))
            {
                lines++;
                var fault =
                    line.Fault
                    ?? (
                        line.Entry is { } entry && !numbers.Add(entry.Number)
                            ? $"column {(import.Kind == ExtractKind.Charity ? "registered_charity_number" : "CompanyNumber")}: {entry.Number} is there a second time"
                            : null
                    );
                if (fault is not null)
                {
                    faults.Add($"{import.FileName}, line {line.Number}: {fault}");
                    if (faults.Count >= RegisterFile.MostFaults)
                        break;
                }
                else if (line.Entry is { } good)
                {
                    entries.Add(good);
                    kept++;
                }
                else if (line.Listed is { } name)
                {
                    listed.Add(name);
                    kept++;
                }
                if (entries.Count + listed.Count < AtOnce)
                    continue;
                stopping.ThrowIfCancellationRequested();
                await WriteAsync(import, entries, listed, lines, kept, write: faults.Count == 0);
                // Only after they are written: a change that was the deadlock victim runs again.
                entries.Clear();
                listed.Clear();
                progress?.Invoke(lines);
                // The written entries are garbage; without this, the first collection comes only after a hundred megabytes.
                GC.Collect(0);
            }
            await WriteAsync(import, entries, listed, lines, kept, write: faults.Count == 0);
        }
        catch (Exception exception)
            when (exception is not (OutOfMemoryException or OperationCanceledException or LeaseLostException) && !IsPassing(exception))
        {
            faults.Add($"{import.FileName}, after line {lines}: cannot be read further ({exception.Message.Split('\n')[0].Trim()})");
        }
        if (faults.Count == 0 && kept == 0)
            faults.Add($"{import.FileName}: has no entries");
        progress?.Invoke(lines);
        await FinishAsync(import, lines, kept, faults);
    }

    /// <summary>True for failures unrelated to the file; it is read again from its first line when the lease has ended.</summary>
    private static bool IsPassing(Exception exception) =>
        exception is FileStorageException || Dialect.IsLost(exception) || Dialect.IsFull(exception) || Dialect.IsDeadlock(exception);

    /// <summary>Renews the lease with each chunk.</summary>
    private Task<int> WriteAsync(
        Import import,
        List<RegisterFile.Entry> entries,
        List<RegisterFile.Listed> listed,
        int lines,
        int kept,
        bool write
    ) =>
        db.HousekeepAsync(async work =>
        {
            if (write && entries.Count > 0)
                await work.ExecuteAsync(
                    InsertSql,
                    entries.Select(entry => new
                    {
                        ImportId = import.Id,
                        entry.Number,
                        entry.Name,
                        NameKey = Cut(NameMatch.OrganisationKey(entry.Name), 200),
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
                    })
                );
            foreach (var name in write ? listed : [])
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

    private async Task FinishAsync(Import import, int lines, int kept, List<string> faults)
    {
        var actor = new Actor(import.StartedBy, import.StartedByName);
        var old = await db.QueryAsync<Import>(
            Sql + " where i.Kind = @Kind and i.State = 'Current' and i.Id <> @Id",
            new { import.Kind, import.Id }
        );
        await db.ChangeAsync(
            actor,
            faults.Count == 0 ? AuditAction.RegisterRead : AuditAction.RegisterFileRefused,
            Guid.CreateVersion7(),
            async work =>
            {
                var good = faults.Count == 0;
                if (good)
                    await work.ExecuteAsync(
                        "update RegisterImport set State = 'Replaced' where Kind = @Kind and State = 'Current'",
                        new { import.Kind }
                    );
                var finished = await work.ExecuteAsync(
                    "update RegisterImport set State = @State, Lines = @lines, Kept = @kept, Faults = @Faults, FinishedAt = @Now, ClaimedBy = null where Id = @Id and Token = @Token",
                    new
                    {
                        import.Id,
                        import.Token,
                        State = good ? "Current" : "Refused",
                        lines,
                        kept = good ? kept : 0,
                        Faults = good ? null : JsonSerializer.Serialize(faults),
                        work.Now,
                    }
                );
                if (finished == 0)
                    throw new LeaseLostException();
                work.Note(
                    $"{Changes.Words(import.Kind)} of {LondonTime.Date(import.ExtractDate)}: {(good ? $"{kept} entries in use" : $"refused, {faults.Count} faults")}"
                );
                return Result.Done;
            }
        );
        if (faults.Count > 0)
            await ClearAsync(import.Kind, import.Id);
        else
            foreach (var before in old)
                await ClearAsync(before.Kind, before.Id);
    }

    /// <summary>Deletes in chunks, by the first two characters of the number.</summary>
    /// <param name="reader">The import that needs the space, whose lease is renewed; null: the import is over.</param>
    private async Task ClearAsync(ExtractKind kind, int import, Import? reader = null)
    {
        if (kind == ExtractKind.Sanctions)
        {
            await db.HousekeepAsync(async work =>
            {
                if (reader is not null)
                    await RenewAsync(work, reader);
                return await work.ExecuteAsync(
                        "delete from SanctionKey where NameId in (select Id from SanctionName where ImportId = @import)",
                        new { import }
                    ) + await work.ExecuteAsync("delete from SanctionName where ImportId = @import", new { import });
            });
            return;
        }
        // Goes from one prefix to the next in the database's own order, whatever its collation.
        var starts = await db.QueryAsync<string>(
            "select distinct substring(Number, 1, 2) as Beginning from RegisterEntry where ImportId = @import order by Beginning",
            new { import }
        );
        for (var i = 0; i < starts.Count; i++)
        {
            var range = new
            {
                import,
                start = starts[i],
                end = i + 1 < starts.Count ? starts[i + 1] : null,
            };
            await db.HousekeepAsync(async work =>
            {
                if (reader is not null)
                    await RenewAsync(work, reader);
                return await work.ExecuteAsync(
                    "delete from RegisterEntry where ImportId = @import and Number >= @start and (@end is null or Number < @end)",
                    range
                );
            });
        }
    }

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
        select i.Id, i.Kind, i.ExtractDate, i.FileName, i.FileId, i.State, i.Lines, i.Kept, i.Faults, i.StartedBy, p.DisplayName as StartedByName, i.StartedAt, i.FinishedAt, i.ClaimedUntil, i.ClaimedBy, i.Token
        from   RegisterImport i
        join   Person p on p.Id = i.StartedBy
        """;
    private const string LeftoversSql =
        Sql
        + " where i.State in ('Replaced', 'Refused') and (exists (select 1 from RegisterEntry e where e.ImportId = i.Id) or exists (select 1 from SanctionName n where n.ImportId = i.Id))";
    private const string ClaimSql = """
        update RegisterImport
        set    State = 'Running', Lines = 0, Kept = 0, ClaimedBy = @node, ClaimedUntil = @Until, Token = Token + 1
        where  Id = @Id and Token = @Token and State in ('Waiting', 'Running')
        """;
    private const string InsertSql = """
        insert into RegisterEntry (ImportId, Number, Name, NameKey, Status, RegisteredOn, RemovedOn, AccountsTo, AccountsDueOn, Overdue, Insolvent, AddressLine, Town, Postcode)
        values (@ImportId, @Number, @Name, @NameKey, @Status, @RegisteredOn, @RemovedOn, @AccountsTo, @AccountsDueOn, @Overdue, @Insolvent, @AddressLine, @Town, @Postcode)
        """;
}
