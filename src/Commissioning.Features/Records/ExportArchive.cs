using System.Data.Common;
using System.Globalization;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Features.Applications;
using Commissioning.Features.Audit;
using Commissioning.Features.Casework;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Platform.Security;
using Commissioning.Platform.Spreadsheets;
using CsvHelper;

namespace Commissioning.Features.Records;

/// <summary>Everything on record in open formats, for a successor organisation (R96): each table as CSV with a data dictionary, every
/// document under its name, letters and papers as HTML, and a manifest with each hash. The database is read as of one moment, row by
/// row.</summary>
public sealed class ExportArchive(Db db, FileStore files, IPdfWriter pdf, FieldEncryption encryption, Office office)
{
    /// <param name="Missing">Stored files named in the manifest that could not be read.</param>
    public sealed record ExportedArchive(int Parts, long Bytes, long Rows, string ManifestSha256, IReadOnlyList<string> Missing);

    /// <param name="target">A new folder, or a .zip file.</param>
    /// <param name="finance">The finance officer who asks for bank details as well; null: they are left out.</param>
    public async Task<Result<ExportedArchive>> RunAsync(
        Actor actor,
        string target,
        Actor? finance = null,
        bool asPdf = false,
        Action<string>? progress = null
    )
    {
        if (File.Exists(target) || Directory.Exists(target))
            return new Refusal($"{target} already exists. Choose another name.");
        if (asPdf && pdf.WhyUnavailable is { } why)
            return new Refusal(why);
        try
        {
            using var pack = new ArchivePackage(target);
            long rows = 0;
            var missing = new List<string>();
            await db.ReadOneMomentAsync(async work =>
            {
                await pack.AddAsync(
                    "README.txt",
                    Encoding.UTF8.GetBytes(ReadMe(work.Now, await SignedEnd.HeadAsync(work), finance is not null))
                );
                await pack.AddAsync("data-dictionary.csv", Dictionary());
                foreach (var name in ArchiveTables.Records)
                {
                    var count = await TableAsync(work, pack, Schema.Table(name), finance is not null);
                    progress?.Invoke($"{name}: {count} rows");
                    rows += count;
                }
                if (finance is not null)
                    rows += await BankAccountsAsync(work, pack);
                await DocumentsAsync(work, pack, finance is not null, missing, progress);
                await CopiesAsync(work, pack);
                await PrintedAsync(work, pack, asPdf, progress);
                return 0;
            });
            var manifest = await pack.FinishAsync();
            await db.RecordAsync(
                actor,
                AuditAction.ArchiveExported,
                Guid.CreateVersion7(),
                $"{pack.Count + 1} parts, {rows} rows, {(finance is null ? "without bank details" : $"with bank details, for {finance.Name}")}; SHA-256 of the manifest {manifest}"
            );
            return Result.Made(new ExportedArchive(pack.Count + 1, pack.Bytes, rows, manifest, missing));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FileStorageException)
        {
            return new Refusal(
                $"No archive was made: {FullDisk.Reason(exception, Path.GetDirectoryName(Path.GetFullPath(target))!)} Check the folder and the space on its disk, and begin again."
            );
        }
    }

    private static async Task<long> TableAsync(Work work, ArchivePackage pack, SchemaTable table, bool withBankDetails)
    {
        var columns = ArchiveTables.Columns(table);
        long rows = 0;
        await pack.AddAsync(
            $"tables/{table.Name}.csv",
            async stream =>
            {
                await using var csv = Csv(stream);
                foreach (var column in columns)
                    csv.WriteField(column.Name);
                await csv.NextRecordAsync();
                await work.EachAsync(
                    $"select {string.Join(", ", columns.Select(column => ArchiveTables.Read(table.Name, column.Name, withBankDetails)))} from {table.Name} {ArchiveTables.Rows(table.Name)}",
                    async row =>
                    {
                        for (var i = 0; i < columns.Count; i++)
                        {
                            var cell = ArchiveValue.Read(row, i, columns[i]);
                            // A null is an empty cell; an empty text is a pair of quotes.
                            if (cell is "")
                                csv.WriteField("", shouldQuote: true);
                            else
                                csv.WriteField(cell);
                        }
                        await csv.NextRecordAsync();
                        rows++;
                    }
                );
            }
        );
        return rows;
    }

    private async Task<long> BankAccountsAsync(Work work, ArchivePackage pack)
    {
        long rows = 0;
        await pack.AddAsync(
            "tables/BankAccount.csv",
            async stream =>
            {
                await using var csv = Csv(stream);
                foreach (var name in new[] { "BankDetailsId", "OrganisationId", "State", "AccountName", "SortCode", "AccountNumber" })
                    csv.WriteField(name);
                await csv.NextRecordAsync();
                await work.EachAsync<Account>(
                    "select b.Id, b.OrganisationId, b.State, b.EncryptedAccount from BankDetails b order by b.GivenAt, b.Id",
                    async row =>
                    {
                        var account = encryption.DecryptAccount(row.EncryptedAccount);
                        foreach (
                            var cell in new[]
                            {
                                row.Id.ToString(),
                                row.OrganisationId.ToString(),
                                row.State,
                                account.AccountName,
                                account.SortCode,
                                account.AccountNumber,
                            }
                        )
                            csv.WriteField(cell);
                        await csv.NextRecordAsync();
                        rows++;
                    }
                );
            }
        );
        return rows;
    }

    private async Task DocumentsAsync(Work work, ArchivePackage pack, bool withBankDetails, List<string> missing, Action<string>? progress)
    {
        var done = 0;
        await work.EachAsync<Document>(
            DocumentsSql,
            async document =>
            {
                var name = $"documents/{document.Id:N}-{DownloadProjectFile.SafeName(document.Name)}";
                void LeaveOut(string why) => pack.LeaveOut(name, document.ByteLength, document.Sha256, why);
                if (document.IsProof && !withBankDetails)
                    LeaveOut("Left out: a proof of bank details");
                else if (document.ScanState == ScanState.Quarantined)
                    LeaveOut("Left out: the virus scanner found something harmful in it");
                else if (await IsAsKeptAsync(document))
                    await pack.AddAsync(
                        name,
                        async stream =>
                        {
                            await using var content = await files.OpenForReadingAsync(document.Id);
                            await content.CopyToAsync(stream);
                        }
                    );
                else
                {
                    LeaveOut("Not there. The stored file is missing or is not what was put there");
                    missing.Add(name);
                }
                if (++done % 200 == 0)
                    progress?.Invoke($"{done} documents");
            }
        );
    }

    private async Task<bool> IsAsKeptAsync(Document document)
    {
        try
        {
            await using var content = await files.OpenForReadingAsync(document.Id);
            return (await Sha256.CopyAsync(content, Stream.Null)).Sha256 == document.Sha256;
        }
        catch (Exception exception) when (exception is IOException or FileStorageException)
        {
            return false;
        }
    }

    private static Task CopiesAsync(Work work, ArchivePackage pack) =>
        work.EachAsync(
            "select a.Reference, a.CopyJson, a.CopySha256 from Application a where a.Reference is not null and a.CopyJson is not null",
            row =>
            {
                var (reference, json) = (row.GetString(0), row.GetString(1));
                SubmittedCopy.WhyNotAsReceived(work, reference, json, row.IsDBNull(2) ? null : row.GetString(2), recorded: null);
                return pack.AddAsync($"applications/{DownloadProjectFile.SafeName(reference)}.json", Encoding.UTF8.GetBytes(json));
            }
        );

    private async Task PrintedAsync(Work work, ArchivePackage pack, bool asPdf, Action<string>? progress)
    {
        await work.EachAsync(
            "select l.Id, l.Kind, a.Reference, l.DocumentJson from Letter l join Application a on a.Id = l.ApplicationId where l.State <> 'Waiting'",
            row => PrintAsync(pack, asPdf, "letters", row)
        );
        progress?.Invoke("Letters are in");
        await work.EachAsync(
            "select d.Id, 'paper' as Kind, r.Name as Reference, d.PaperJson as DocumentJson from Recommendation d join Round r on r.Id = d.RoundId",
            row => PrintAsync(pack, asPdf, "papers", row)
        );
    }

    private async Task PrintAsync(ArchivePackage pack, bool asPdf, string folder, DbDataReader row)
    {
        var document = LetterDocument.FromJson(row.GetString(3));
        var id = row.GetValue(0).ToString()!.ToLowerInvariant();
        var name = $"{folder}/{DownloadProjectFile.SafeName(row.GetString(2))}-{row.GetString(1)}-{id}";
        await pack.AddAsync(name + ".html", Encoding.UTF8.GetBytes(LetterHtml.Page(document, "")));
        if (asPdf)
            await pack.AddAsync(name + ".pdf", await pdf.WriteAsync(document));
    }

    private static byte[] Dictionary() =>
        CsvText.Write([
            ["Table", "Column", "Type", "May be empty", "Key", "Refers to", "Meaning"],
            .. ArchiveTables
                .Records.Select(Schema.Table)
                .SelectMany(table =>
                    table
                        .Columns.Select(column =>
                            (IReadOnlyList<string>)
                                [
                                    table.Name,
                                    column.Name,
                                    column.Type,
                                    column.MayBeNull ? "yes" : "no",
                                    column.IsKey ? "yes" : "",
                                    column.References ?? "",
                                    ArchiveTables.LeftOutColumns.TryGetValue((table.Name, column.Name), out var why)
                                        ? $"Not in the archive. {why}."
                                        : column.Meaning,
                                ]
                        )
                        .Prepend([table.Name, "", "", "", "", "", table.Meaning])
                ),
            .. ArchiveTables.LeftOut.Select(pair =>
                (IReadOnlyList<string>)[pair.Key, "", "", "", "", "", $"Not in the archive. {pair.Value}."]
            ),
        ]);

    private string ReadMe(DateTime now, string head, bool withBankDetails) =>
        $"""
            {office.ServiceName}: archive
            {office.FunderName}
            As of {now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC

            tables/               every table, one CSV file each: UTF-8, commas, quotes doubled (RFC 4180), first line the names of columns
            data-dictionary.csv   every table and what a row of it is; every column: its type, whether it may be empty, its key, the table it refers to, and what it means
            documents/            every uploaded file; the first 32 characters of its name are its id in tables/StoredFile.csv
            applications/         each sent application as it was frozen, as JSON
            letters/, papers/     each letter and each paper of a decision, as HTML
            manifest.csv          every part with its length in bytes and its SHA-256, and what was left out and why

            In the tables an empty cell is "nothing", and a pair of quotes is an empty text. Amounts of money are whole pence. Instants are UTC.
            Bank details are {(
                withBankDetails ? "in tables/BankAccount.csv" : "left out; tables/BankDetails.csv has dates and outcomes of their checks"
            )}. Scores of rounds whose
            assessors have not all finished are left out. Passwords and keys are never in it.
            tables/AuditEntry.csv is the whole audit trail. Hash is the SHA-256, as lower-case hex, of these fields of the row, each written as its
            length in UTF-16 units, a colon, the field and a semicolon: PreviousHash, Sequence, At (yyyy-MM-ddTHH:mm:ss.fff, without Z), ActorId,
            ActorName, Action, SubjectId, Detail. PreviousHash is the Hash of the row before; of the first it is 64 zeros.
            It ends at {head}, which is the number and the hash of its last entry.

            """;

    private static CsvWriter Csv(Stream stream) =>
        new(new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true), CsvText.Settings);

    private const string DocumentsSql = """
        select   f.Id, f.Name, f.ByteLength, f.Sha256, f.ScanState, case when exists (select 1 from BankDetails b where b.ProofFileId = f.Id) then 1 else 0 end as IsProof
        from     StoredFile f
        order by f.StoredAt, f.Sha256, f.Id
        """;

    private sealed record Document
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required long ByteLength { get; init; }
        public required string Sha256 { get; init; }
        public required ScanState ScanState { get; init; }
        public required bool IsProof { get; init; }
    }

    private sealed record Account
    {
        public required Guid Id { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string State { get; init; }
        public required string EncryptedAccount { get; init; }
    }
}
