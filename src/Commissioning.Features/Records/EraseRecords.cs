using System.Data.Common;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Domain.Records;
using Commissioning.Features.Casework;
using Commissioning.Features.Operations;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Platform.Security;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Records;

/// <summary>Erases records that are due, one by one. In one transaction the record is exported, the export is read back and compared, and
/// the data is deleted or overwritten. A process killed at any point leaves either the record, or its export without the record, and the
/// next run continues.</summary>
public sealed class EraseRecords(Db db, FileStore files, FieldEncryption encryption, TimeProvider clock)
{
    /// <param name="Failed">What was not erased, and why: records that are unchanged, and files of erased ones that could not be deleted
    /// yet.</param>
    /// <param name="Refused">Why each record that is unchanged was not erased, by its key.</param>
    /// <param name="NotExported">Data of this type that is erased without an export.</param>
    public sealed record Erasure(
        int Erased,
        int OnLegalHold,
        IReadOnlyList<string> Failed,
        IReadOnlyDictionary<string, string> Refused,
        string? ExportSha256,
        bool Forgotten,
        IReadOnlyList<string> NotExported
    );

    private sealed record ExportedFile(string Name, string Sha256, string? Note);

    private sealed class ExportException(string message) : Exception(message);

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="proposal">Erases only what waits on this approved proposal, and notes there what was erased. Null: all that is
    /// due.</param>
    /// <param name="stopping">Ends the run after the record in hand; the next run continues.</param>
    public async Task<Result<Erasure>> RunAsync(
        Actor actor,
        RecordType type,
        string folder,
        Action<string>? progress = null,
        Guid? proposal = null,
        CancellationToken stopping = default
    )
    {
        var due = await db.ReadAsync(work => DueAsync(work, type, proposal));
        var (erased, failed, refused) = (0, new List<string>(), new Dictionary<string, string>());
        void Refuse(RetentionPlan.DueRecord record, string why, string joint = ": ")
        {
            failed.Add($"{record.Name}{joint}{why}");
            refused[record.Key] = Sentences.Whole(why);
        }
        foreach (var record in due.Where(record => !record.OnLegalHold))
        {
            stopping.ThrowIfCancellationRequested();
            try
            {
                if (
                    (
                        await OneAsync(
                            actor,
                            type,
                            record.Key,
                            record.Name,
                            folder,
                            work => WhyNotDueAsync(work, type, record.Key, proposal)
                        )
                    ).FirstRefusal is
                    { } refusal
                )
                    Refuse(record, refusal.Sentence);
                else
                    erased++;
            }
            catch (DuplicateException)
            { /* another run was first */
            }
            catch (ExportException exception)
            {
                Refuse(record, exception.Message);
            }
            catch (Exception exception)
                when (exception is IOException or UnauthorizedAccessException or FileStorageException or DbException)
            {
                Refuse(record, exception.Message, " is as it was: ");
            }
            if (erased % 50 == 0)
                progress?.Invoke($"{erased} of {due.Count}");
        }
        failed.AddRange(await DeleteFilesAsync());
        var place = Path.Combine(folder, type.ToString());
        // The database file is rewritten before the manifest: if the manifest matches the folder, both were done.
        var isOpen = erased > 0 || await ManifestAsync(place) is { IsWritten: false };
        var forgotten = !isOpen || await ForgetAsync();
        try
        {
            var manifest = isOpen ? await FinishAsync(actor, place, RetentionRules.Of(type).Name, erased) : null;
            return Result.Made(
                new Erasure(erased, due.Count(record => record.OnLegalHold), failed, refused, manifest, forgotten, NotExported(type))
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Refusal(
                $"{erased} were erased and are in the export. Its manifest could not be written, so run this again: {exception.Message}"
            );
        }
    }

    /// <summary>Exports and erases one record; also used on request.</summary>
    /// <param name="whyNot">Checked in the same transaction, so that a hold placed a moment ago counts.</param>
    internal async Task<Result> OneAsync(
        Actor actor,
        RecordType type,
        string key,
        string name,
        string folder,
        Func<Work, Task<Refusal?>> whyNot
    )
    {
        var over = Over(type, key);
        return await db.ChangeAsync(
            actor,
            AuditAction.RecordsErased,
            Guid.TryParse(key, out var subject) ? subject : Guid.Empty,
            async work =>
            {
                if (await whyNot(work) is { } refusal)
                    return refusal;
                var again =
                    type == RecordType.EqualityAnswers
                    && await work.ExecuteAsync(
                        "update ErasedRecord set ErasedAt = @Now where RecordType = @type and RecordKey = @key",
                        new
                        {
                            type,
                            key,
                            work.Now,
                        }
                    ) > 0;
                if (!again)
                    await work.ExecuteAsync(
                        "insert into ErasedRecord (RecordType, RecordKey, ErasedAt, ExportSha256) values (@type, @key, @Now, @hash)",
                        new
                        {
                            type,
                            key,
                            work.Now,
                            hash = AuditEntry.Origin,
                        }
                    );
                var parts = RetainedRecords.Parts(type);
                var stored = await FilesAsync(work, parts, key);
                if (await WhyMailWaitsAsync(work, parts, stored, key) is { } mail)
                    return mail;
                // Answers that arrive later have a separate export.
                var place = Path.Combine(
                    Path.GetFullPath(folder),
                    type.ToString(),
                    again ? $"{key}-{work.Now.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)}" : key
                );
                var hash = await ExportAsync(work, type, key, name, parts, stored, place);
                foreach (var part in parts)
                    await work.ExecuteAsync(
                        part.Set is null
                            ? $"delete from {part.Table} where {part.Where}"
                            : $"update {part.Table} set {part.Set} where {part.Where}",
                        over
                    );
                foreach (var file in stored)
                    await DeleteRowAsync(work, file.Id);
                await work.ExecuteAsync(
                    "update ErasedRecord set ExportSha256 = @hash where RecordType = @type and RecordKey = @key",
                    new
                    {
                        type,
                        key,
                        hash,
                    }
                );
                work.Note($"{RetentionRules.Of(type).Name}: 1 record, {stored.Count} files, SHA-256 of its export {hash}");
                return Result.Done;
            }
        );
    }

    internal async Task<bool> ForgetAsync() => !db.Dialect.IsSqlite || await SqliteFile.ForgetAsync(db.Dialect);

    /// <summary>Data that is erased without an export, to be shown with the counts.</summary>
    internal static IReadOnlyList<string> NotExported(RecordType type)
    {
        var said = new List<string>();
        var tables = RetainedRecords.Parts(type).Select(part => part.Table).ToHashSet();
        if (tables.Contains("OutboxEmail"))
            said.Add(
                "The text of e-mails is not exported, because it may contain a link that signs a person in. Their addresses and subjects are exported."
            );
        if (tables.Contains("BankDetails"))
            said.Add(
                "Of bank details only dates and outcomes of checks are exported. A proof of an account is there by name and hash alone."
            );
        return said;
    }

    private async Task<IReadOnlyList<RetentionPlan.DueRecord>> DueAsync(Work work, RecordType type, Guid? proposal)
    {
        var due = await RetentionPlan.DueAsync(work, type, clock.Today());
        if (proposal is null)
            return due;
        var waiting = (
            await work.QueryAsync<string>(
                "select RecordKey from RetentionProposalRecord where ProposalId = @proposal and State = 'Waiting'",
                new { proposal }
            )
        ).ToHashSet();
        return due.Where(record => waiting.Contains(record.Key)).ToList();
    }

    /// <summary>Also notes on its proposal that the record is erased; a refusal or a failure afterwards rolls that back.</summary>
    private async Task<Refusal?> WhyNotDueAsync(Work work, RecordType type, string key, Guid? proposal)
    {
        if (await RetentionPlan.DueAsync(work, type, clock.Today(), key) is not [{ OnLegalHold: false }])
            return new("It is no longer due, or is now under legal hold");
        return
            proposal is null
            || await work.ExecuteAsync(
                "update RetentionProposalRecord set State = 'Erased' where ProposalId = @proposal and RecordKey = @key and State = 'Waiting'",
                new { proposal, key }
            ) == 1
            ? null
            : new Refusal("It does not wait on the approved list any more");
    }

    /// <summary>An e-mail that can still be sent would go without its document, or be lost.</summary>
    private static async Task<Refusal?> WhyMailWaitsAsync(
        Work work,
        IReadOnlyList<ErasedPart> parts,
        IReadOnlyList<StoredPart> stored,
        string key
    )
    {
        var waits = parts.Any(part => part is { Table: "OutboxEmail", IsAbout: true })
            ? await work.ScalarAsync<int>(
                "select count(*) from OutboxEmail where SubjectId = @key and State in ('Waiting', 'Claimed')",
                new { key }
            )
            : 0;
        foreach (var file in stored)
            waits += await work.ScalarAsync<int>(
                "select count(*) from OutboxEmail where AttachmentId = @Id and State <> 'Sent'",
                new { file.Id }
            );
        return waits == 0
            ? null
            : new Refusal(
                "It was not erased: an e-mail about it, or with one of its documents, is still to be sent. Deal with it on the page E-mail, or erase e-mails first."
            );
    }

    /// <summary>Writes a manifest of everything in the folder, so that the archive verb can verify an export too.</summary>
    internal async Task<string> FinishAsync(Actor actor, string folder, string what, int count)
    {
        var (manifest, _) = (await ManifestAsync(folder))!.Value;
        await File.WriteAllBytesAsync(Path.Combine(folder, ArchivePackage.Manifest), manifest);
        await db.RecordAsync(
            actor,
            AuditAction.RecordsExported,
            Guid.CreateVersion7(),
            $"{what}: {count} records erased, SHA-256 of the export's manifest {Sha256.Of(manifest)}"
        );
        return Sha256.Of(manifest);
    }

    /// <summary>Null: nothing was exported into this folder.</summary>
    private static async Task<(byte[] Content, bool IsWritten)?> ManifestAsync(string folder)
    {
        if (!Directory.Exists(folder))
            return null;
        var rows = new List<IReadOnlyList<string>> { new[] { "Name", "Bytes", "SHA-256", "Note" } };
        foreach (
            var path in Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(path => Path.GetFileName(path) != ArchivePackage.Manifest)
                .Order(StringComparer.Ordinal)
        )
        {
            await using var content = new FileStream(path, FileMode.Open, FileAccess.Read);
            var (bytes, hash) = await Sha256.CopyAsync(content, Stream.Null);
            rows.Add([Path.GetRelativePath(folder, path).Replace('\\', '/'), bytes.ToString(CultureInfo.InvariantCulture), hash, ""]);
        }
        var (manifest, there) = (CsvText.Write(rows), Path.Combine(folder, ArchivePackage.Manifest));
        return (manifest, File.Exists(there) && (await File.ReadAllBytesAsync(there)).AsSpan().SequenceEqual(manifest));
    }

    /// <summary>Built before the transaction: encryption may write a key, which would then wait for the writer lock.</summary>
    private object Over(RecordType type, string key) =>
        new
        {
            key,
            gone = RetainedRecords.Gone,
            blank = Blank,
            account = type == RecordType.BankDetails ? encryption.EncryptAccount(new BankAccount("ERASED", "000000", "00000000")) : null,
            address = $"erased-{key.ToLowerInvariant()}@erased.invalid",
            hash = Sha256.Of(System.Text.Encoding.ASCII.GetBytes("erased " + key)), // Unique, so that it matches no account.
        };

    private static string Blank { get; } =
        new LetterDocument
        {
            Title = RetainedRecords.Gone,
            Blocks = [new Paragraph("The text was erased when its time was over. Its hash, date and outcome are kept.")],
        }.ToJson();

    private static async Task<IReadOnlyList<StoredPart>> FilesAsync(Work work, IReadOnlyList<ErasedPart> parts, string key)
    {
        var found = new Dictionary<Guid, StoredPart>();
        foreach (var part in parts.Where(part => part.File is not null))
        foreach (
            var row in await work.QueryAsync<StoredPart>(
                $"select f.Id, f.Name, f.Sha256, f.ScanState, {(part.File == "ProofFileId" ? 1 : 0)} as IsProof from StoredFile f where f.Id in (select x.{part.File} from {part.Table} x where {part.Where})",
                new { key }
            )
        )
            found[row.Id] = row;
        return found.Values.ToList();
    }

    private async Task<string> ExportAsync(
        Work work,
        RecordType type,
        string key,
        string name,
        IReadOnlyList<ErasedPart> parts,
        IReadOnlyList<StoredPart> stored,
        string place
    )
    {
        if (Directory.Exists(place))
            Directory.Delete(place, recursive: true); // Left by a run that was killed before it erased.
        BackupPack.MakePrivateFolder(place);
        var tables = new SortedDictionary<string, List<Dictionary<string, string?>>>(StringComparer.Ordinal);
        foreach (var part in parts.Where(part => part.Exported))
        {
            var columns = ArchiveTables.Columns(Schema.Table(part.Table));
            await work.EachAsync(
                $"select {string.Join(", ", columns.Select(column => ArchiveTables.Read(part.Table, column.Name)))} from {part.Table} where {part.Where}",
                row =>
                {
                    if (!tables.TryGetValue(part.Table, out var rows))
                        tables[part.Table] = rows = [];
                    rows.Add(
                        columns
                            .Select((column, i) => (column.Name, Value: ArchiveValue.Read(row, i, column)))
                            .ToDictionary(cell => cell.Name, cell => cell.Value)
                    );
                    return Task.CompletedTask;
                },
                new { key }
            );
        }
        var documents = new List<ExportedFile>();
        foreach (var file in stored)
            documents.Add(await ExportFileAsync(file, place));
        var record = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Type = type.ToString(),
                Key = key,
                Name = name,
                ExportedAt = work.Now,
                Documents = documents,
                Tables = tables,
            },
            Json
        );
        var path = Path.Combine(place, "record.json");
        await using (var content = BackupPack.CreatePrivate(path))
        {
            await content.WriteAsync(record);
            content.Flush(flushToDisk: true);
        }
        // Read back from the disk: nothing is erased without its export.
        if (await Sha256.OfFileAsync(path) != Sha256.Of(record))
            throw new ExportException("its export does not read as it was written, so it was not erased");
        return Sha256.Of(record);
    }

    private async Task<ExportedFile> ExportFileAsync(StoredPart file, string place)
    {
        var name = $"documents/{file.Id:N}-{DownloadProjectFile.SafeName(file.Name)}";
        if (file.IsProof)
            return new(name, file.Sha256, "Left out: a proof of bank details");
        if (file.ScanState == ScanState.Quarantined)
            return new(name, file.Sha256, "Left out: the virus scanner found something harmful in it");
        var path = Path.Combine(place, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            await using var content = await files.OpenForReadingAsync(file.Id);
            await using var copy = BackupPack.CreatePrivate(path);
            await content.CopyToAsync(copy);
            copy.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(name, file.Sha256, "The stored file was missing before");
        }
        if (await Sha256.OfFileAsync(path) != file.Sha256)
            throw new ExportException($"the stored file {file.Id} is not what was put there, so nothing of the record was erased");
        return new(name, file.Sha256, null);
    }

    /// <summary>Keeps a file that another row refers to: a check's evidence may be carried over to another application.</summary>
    private static async Task DeleteRowAsync(Work work, Guid file)
    {
        await work.ExecuteAsync("update OutboxEmail set AttachmentId = null where AttachmentId = @file and State = 'Sent'", new { file });
        foreach (var (table, column) in FileColumns)
            if (await work.ScalarAsync<int>($"select count(*) from {table} where {column} = @file", new { file }) > 0)
                return;
        await work.ExecuteAsync("delete from StoredFile where Id = @file", new { file });
        await work.ExecuteAsync("insert into FileToErase (FileId) values (@file)", new { file });
    }

    private static IReadOnlyList<(string Table, string Column)> FileColumns { get; } =
    [
        .. Schema.Embedded.SelectMany(table =>
            table.Columns.Where(column => column.References == "StoredFile").Select(column => (table.Name, column.Name))
        ),
        ("OutboxEmail", "AttachmentId"),
    ];

    /// <summary>Deletes the files of erased records, including those of a killed run. One that cannot be deleted now is retried by the next
    /// run.</summary>
    /// <returns>Sentences about those.</returns>
    internal async Task<IReadOnlyList<string>> DeleteFilesAsync()
    {
        var (gone, left) = (new List<Guid>(), new List<string>());
        foreach (var file in await db.QueryAsync<string>("select cast(FileId as varchar(36)) from FileToErase"))
        {
            var id = Guid.Parse(file);
            try
            {
                await files.DeleteAsync(id);
                gone.Add(id);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FileStorageException)
            {
                left.Add($"The stored file {id} of an erased record could not be deleted yet. Run this again: {exception.Message}");
            }
        }
        if (gone.Count > 0)
            await db.HousekeepAsync(work =>
                work.ExecuteAsync("delete from FileToErase where FileId = @id", gone.Select(id => new { id }).ToList())
            );
        return left;
    }

    private sealed record StoredPart
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Sha256 { get; init; }
        public required ScanState ScanState { get; init; }
        public required bool IsProof { get; init; }
    }
}
