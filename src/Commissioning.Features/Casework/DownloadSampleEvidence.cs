using System.Globalization;
using System.IO.Compression;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Casework;

/// <summary>The evidence of a sample for audit as one ZIP: an index, and for each item a folder with its payment, approvals, account check,
/// audit entries and the whole file of its project.</summary>
public sealed class DownloadSampleEvidence(Db db, DownloadProjectFile projects, FileStore files)
{
    public async Task<(string Name, Stream Content)> ZipAsync(Actor actor, Guid sample)
    {
        var view = await db.ReadAsync(work => AuditSamples.GetAsync(work, sample));
        var stream = DownloadProjectFile.TemporaryFile();
        try
        {
            using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                await AddAsync(zip, "index.xlsx", AuditSamples.Xlsx(view), view.Sample.DrawnAt);
                // Several payments of one project share its file, in the folder of the first.
                var packed = new Dictionary<Guid, string>();
                foreach (var item in view.Items)
                {
                    var folder = AuditSamples.FolderOf(item);
                    await AddFactsAsync(zip, folder, item, view.Sample.DrawnAt);
                    if (item.AwardId is not { } award)
                        continue;
                    if (packed.TryGetValue(award, out var first))
                        await AddAsync(
                            zip,
                            $"{folder}/project file.txt",
                            Encoding.UTF8.GetBytes($"The file of this project stands in the folder: {first}"),
                            view.Sample.DrawnAt
                        );
                    else
                    {
                        packed.Add(award, folder);
                        await projects.PackAsync(zip, $"{folder}/project/", award);
                    }
                }
            }
            await db.RecordAsync(
                actor,
                AuditAction.AuditSampleEvidenceTaken,
                sample,
                $"Sample {view.Sample.Number}: evidence of {view.Items.Count} items, {stream.Length} bytes"
            );
            stream.Position = 0;
            return ($"audit-sample-{view.Sample.Number}.zip", stream);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private async Task AddFactsAsync(ZipArchive zip, string folder, AuditSamples.Item item, DateTime at)
    {
        var facts = await db.ReadAsync(async work =>
            item.PaymentId is { } payment
                ? (IReadOnlyList<FactRow>)await work.QueryAsync<FactRow>(PaymentFactsSql, new { payment })
                : await work.QueryAsync<FactRow>(PostingFactsSql, new { Posting = item.TransactionId })
        );
        await AddAsync(
            zip,
            $"{folder}/{(item.PaymentId is null ? "posting" : "payment")}.csv",
            CsvText.Write([
                ["What", "Value"],
                .. facts.Where(fact => fact.Said is not null).Select(fact => (IReadOnlyList<string>)[fact.Name, fact.Said!]),
            ]),
            at
        );
        var trail = await db.QueryAsync<TrailRow>(
            item.PaymentId is null ? PostingTrailSql : PaymentTrailSql,
            new { Record = item.PaymentId ?? item.TransactionId }
        );
        await AddAsync(
            zip,
            $"{folder}/audit entries.csv",
            CsvText.Write([
                ["Number", "At (UTC)", "Who", "What", "Detail", "SHA-256"],
                .. trail.Select(row =>
                    (IReadOnlyList<string>)
                        [
                            row.Sequence.ToString(CultureInfo.InvariantCulture),
                            row.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                            row.ActorName,
                            row.Action,
                            row.Detail ?? "",
                            row.Hash,
                        ]
                ),
            ]),
            at
        );
        if (
            item.TransactionId is { } posting
            && await db.ScalarAsync<Guid?>("select EvidenceFileId from LedgerTransaction where Id = @posting", new { posting }) is { } file
        )
            try
            {
                var content = await files.OpenAsync(file);
                await AddAsync(zip, $"{folder}/{DownloadProjectFile.SafeName(content.Name)}", content.Content, at);
            }
            // Missing, damaged or held: the auditor is told, and gets the rest.
            catch (Exception exception) when (exception is IOException or InvalidDataException or FileQuarantinedException)
            {
                await AddAsync(zip, $"{folder}/evidence not packed.txt", Encoding.UTF8.GetBytes("The stored file could not be read."), at);
            }
    }

    private static async Task AddAsync(ZipArchive zip, string name, byte[] content, DateTime at)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = LondonTime.ToLondon(at);
        await using var part = entry.Open();
        await part.WriteAsync(content);
    }

    // A row for each fact, so that what is not known leaves none.
    private const string PaymentFactsSql = """
        select x.Name, x.Said
        from (
            select 1 as Place, 'For' as Name, p.Reason as Said from Payment p where p.Id = @payment
            union all select 2, 'Amount in pence', concat('', p.Amount) from Payment p where p.Id = @payment
            union all select 3, 'State', p.Status from Payment p where p.Id = @payment
            union all select 4, 'Requested by', q.DisplayName from Payment p join Person q on q.Id = p.RequestedBy where p.Id = @payment
            union all select 5, 'Approved by', q.DisplayName from Payment p join Person q on q.Id = p.DecidedBy where p.Id = @payment
            union all select 6, 'Note of the approval', p.DecidedNote from Payment p where p.Id = @payment
            union all select 7, 'Account ends in', b.LastFour from Payment p join BankDetails b on b.Id = p.BankDetailsId where p.Id = @payment
            union all select 8, 'Account checked by', q.DisplayName from Payment p join BankDetails b on b.Id = p.BankDetailsId join Person q on q.Id = b.DecidedBy where p.Id = @payment
            union all select 9, 'State of the account now', b.State from Payment p join BankDetails b on b.Id = p.BankDetailsId where p.Id = @payment
            union all select 10, 'Note of the account check', b.DecidedNote from Payment p join BankDetails b on b.Id = p.BankDetailsId where p.Id = @payment
            union all select 11, 'Called', b.CallPerson from Payment p join BankDetails b on b.Id = p.BankDetailsId where p.Id = @payment
            union all select 12, 'Payment run', r.Number from Payment p join PaymentRun r on r.Id = p.RunId where p.Id = @payment
            union all select 13, 'Payment run made by', q.DisplayName from Payment p join PaymentRun r on r.Id = p.RunId join Person q on q.Id = r.MadeBy where p.Id = @payment
            union all select 14, 'SHA-256 of the file for the bank', r.Sha256 from Payment p join PaymentRun r on r.Id = p.RunId where p.Id = @payment
            union all select 15, 'Bank reference', p.BankReference from Payment p where p.Id = @payment
            union all select 16, 'What the bank said', p.ResultNote from Payment p where p.Id = @payment
        ) x
        order by x.Place
        """;
    private const string PostingFactsSql = """
        select x.Name, x.Said
        from (
            select 1 as Place, 'Why' as Name, t.Reason as Said from LedgerTransaction t where t.Id = @Posting
            union all select 2, 'Invoice', t.Invoice from LedgerTransaction t where t.Id = @Posting
            union all select 3, 'Project', j.Name from LedgerTransaction t join CspProject j on j.Id = t.ProjectId where t.Id = @Posting
            union all select 4, 'Authority', t.Authority from LedgerTransaction t where t.Id = @Posting
            union all select 5, 'Posted by', q.DisplayName from LedgerTransaction t join Person q on q.Id = t.PostedBy where t.Id = @Posting
            union all select 6, 'Reversed by', concat(v.BudgetYear, ' ', v.Number) from LedgerTransaction t join LedgerTransaction v on v.ReversesId = t.Id where t.Id = @Posting
            union all select 10, concat('Account: ', a.Kind, ' ', a.Name), concat(e.Amount, ' pence') from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId where e.TransactionId = @Posting
        ) x
        order by x.Place, x.Name
        """;
    private const string PaymentTrailSql = """
        select   e.Sequence, e.At, e.ActorName, e.Action, e.Detail, e.Hash
        from     AuditEntry e
        where    e.SubjectId in (
                     select p.Id from Payment p where p.Id = @Record
                     union all select p.RunId from Payment p where p.Id = @Record and p.RunId is not null
                     union all select p.BankDetailsId from Payment p where p.Id = @Record and p.BankDetailsId is not null
                     union all select p.ClaimId from Payment p where p.Id = @Record and p.ClaimId is not null)
        order by e.Sequence
        """;
    private const string PostingTrailSql = """
        select   e.Sequence, e.At, e.ActorName, e.Action, e.Detail, e.Hash
        from     AuditEntry e
        where    e.SubjectId in (
                     select t.Id from LedgerTransaction t where t.Id = @Record
                     union all select t.RequestId from LedgerTransaction t where t.Id = @Record and t.RequestId is not null)
        order by e.Sequence
        """;

    private sealed record FactRow
    {
        public required string Name { get; init; }
        public string? Said { get; init; }
    }

    private sealed record TrailRow
    {
        public required long Sequence { get; init; }
        public required DateTime At { get; init; }
        public required string ActorName { get; init; }
        public required string Action { get; init; }
        public string? Detail { get; init; }
        public required string Hash { get; init; }
    }
}
