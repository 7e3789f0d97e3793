using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Casework;

/// <summary>Makes what was asked for of whole rounds, one application after the other, and erases ZIPs after <see cref="KeptDays"/>. One
/// that was interrupted begins again.</summary>
public sealed class MakeBundles(Db db, FileStore files, IPdfWriter pdf, DraftAnswer draft, Office office)
{
    /// <summary>How long a ZIP is kept, so that it does not outlive what is erased. Default, not OPCC policy.</summary>
    public const int KeptDays = 7;

    /// <returns>How many were made.</returns>
    public async Task<int> RunAsync(CancellationToken stopping = default)
    {
        await EraseOldAsync();
        var made = 0;
        foreach (
            var bundle in await db.QueryAsync<BundleQueries.Bundle>(
                $"{BundleQueries.BundleSql} where b.State in ('Waiting', 'Running') order by b.AskedAt, b.Id"
            )
        )
        {
            if (stopping.IsCancellationRequested)
                break;
            try
            {
                if (await MakeAsync(bundle, stopping))
                    made++;
            }
            // One that cannot be made must not keep the others waiting. A database that is away is there again later.
            catch (Exception fault) when (fault is not (OutOfMemoryException or DbException) && !stopping.IsCancellationRequested)
            {
                await EndAsync(bundle, BundleState.Failed, SentenceOf(fault), null);
            }
        }
        return made;
    }

    private async Task<bool> MakeAsync(BundleQueries.Bundle bundle, CancellationToken stopping)
    {
        var applications = await db.QueryAsync<Row>(ApplicationsSql, new { bundle.RoundId });
        var actor = new Actor(bundle.AskedBy, bundle.Asker);
        await using var stream = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            }
        );
        var index = new List<IReadOnlyList<string>>
        {
            new[] { "Reference", "Organisation", "Project", "Status", "File", "SHA-256", "Note" },
        };
        var (done, left) = (0, 0);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            async Task<string> AddAsync(string name, byte[] content)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = LondonTime.ToLondon(bundle.AskedAt);
                await using var part = entry.Open();
                await part.WriteAsync(content, stopping);
                return Convert.ToHexStringLower(SHA256.HashData(content));
            }
            foreach (var one in applications)
            {
                if (stopping.IsCancellationRequested || !await GoesOnAsync(bundle.Id, done))
                    return false;
                var (name, content, note) = await OneAsync(actor, bundle.Kind, one);
                if (note is not null)
                    left++;
                // A list that goes with redacted copies says nothing that may be taken out of one.
                var says = bundle.Kind != BundleKind.Copies;
                index.Add([
                    one.Reference,
                    says ? one.Organisation : "",
                    says ? one.ProjectName ?? "" : "",
                    says ? one.Status : "",
                    content is null ? "" : name,
                    content is null ? "" : await AddAsync(name, content),
                    note ?? "",
                ]);
                done++;
            }
            await AddAsync("index.xlsx", AnswerWorkbook.Write([new("Applications", index)]));
        }
        if (!await GoesOnAsync(bundle.Id, done))
            return false;
        FileStore.NewFile? file = null;
        if (bundle.Kind != BundleKind.Drafts)
        {
            stream.Position = 0;
            file = await files.WriteForReadingAsync(Actor.Portal, "round.zip", stream, bundle.AskedAt);
        }
        var ended = await EndAsync(
            bundle,
            BundleState.Done,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{done - left} of {done} applications{(left == 0 ? "" : $"; {left} left out, see why in the list")}"
            ),
            file
        );
        if (!ended.IsDone && file is not null)
            await files.DeleteAsync(file.Id);
        return ended.IsDone;
    }

    // These say what to do; others are the portal's own faults.
    private static string SentenceOf(Exception fault) =>
        fault is FileStorageException or FileQuarantinedException or PdfUnavailableException or IOException or InvalidDataException
            ? fault.Message
            : $"A fault of the portal. Tell an administrator: {fault.Message}";

    /// <summary>The file of one application, or why there is none.</summary>
    private async Task<(string Name, byte[]? Content, string? Note)> OneAsync(Actor actor, BundleKind kind, Row one)
    {
        if (kind == BundleKind.Drafts)
        {
            if (one.Copies > 0)
                return ("", null, "There is a copy already");
            var drafted = await draft.RunAsync(actor, one.Id);
            return ("", null, drafted.FirstRefusal?.Sentence);
        }
        if (kind == BundleKind.Copies)
        {
            var copy = (await db.ReadAsync(work => FoiQueries.OfApplicationAsync(work, one.Id))).FirstOrDefault(found => found.IsApproved);
            if ((copy?.PdfFileId ?? copy?.BookFileId) is not { } id)
                return ("", null, "No copy is approved");
            var stored = await files.OpenAsync(id);
            return (stored.Name, stored.Content, null);
        }
        var (why, frozen) = await db.ReadOneMomentAsync(async work =>
        {
            var about = (await AnswerFile.SubjectAsync(work, one.Id))!;
            return await AnswerFile.WhyNotAsync(work, actor, about.RoundId, one.Id) is { } hidden
                ? (hidden.Sentence, (AnswerFile.Frozen?)null)
                : (null, await AnswerFile.OfAsync(work, office, about));
        });
        if (frozen is null)
            return ("", null, why);
        return pdf.WhyUnavailable is null
            ? ($"file-{one.Reference}.pdf", await pdf.WriteAsync(frozen.Document), null)
            : ($"file-{one.Reference}.xlsx", AnswerWorkbook.Of(frozen.Document), null);
    }

    /// <summary>Says how far it is; false when somebody stopped it.</summary>
    private async Task<bool> GoesOnAsync(Guid bundle, int done) =>
        await db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update FoiBundle set State = 'Running', Done = @done where Id = @bundle and State in ('Waiting', 'Running')",
                new { bundle, done }
            )
        ) == 1;

    /// <summary>Refused, with nothing kept, when somebody stopped it meanwhile.</summary>
    private Task<Result> EndAsync(BundleQueries.Bundle bundle, BundleState state, string sentence, FileStore.NewFile? file) =>
        db.ChangeAsync(
            Actor.Portal,
            AuditAction.AnswerBundleMade,
            bundle.RoundId,
            async work =>
            {
                if (file is not null)
                    await work.ExecuteAsync(FileStore.InsertSql, file);
                var changed = await work.ExecuteAsync(
                    "update FoiBundle set State = @State, Sentence = @Sentence, FileId = @File, EndedAt = @Now where Id = @Id and State in ('Waiting', 'Running')",
                    new
                    {
                        bundle.Id,
                        State = state.ToString(),
                        Sentence = sentence.Length > 600 ? sentence[..600] : sentence,
                        File = file?.Id,
                        work.Now,
                    }
                );
                if (changed == 0)
                    return new Refusal("Somebody stopped it meanwhile");
                work.Note($"{bundle.Kind}: {state}. {sentence}");
                return Result.Done;
            }
        );

    private async Task EraseOldAsync()
    {
        foreach (
            var old in await db.ReadAsync(work =>
                work.QueryAsync<Old>(
                    "select Id, RoundId, FileId from FoiBundle where State = 'Done' and FileId is not null and EndedAt < @Before",
                    new { Before = work.Now.AddDays(-KeptDays) }
                )
            )
        )
        {
            await db.ChangeAsync(
                Actor.Portal,
                AuditAction.AnswerBundleErased,
                old.RoundId,
                async work =>
                {
                    await work.ExecuteAsync("update FoiBundle set State = 'Gone', FileId = null where Id = @Id", new { old.Id });
                    await work.ExecuteAsync("delete from StoredFile where Id = @FileId", new { old.FileId });
                    return Result.Done;
                }
            );
            await files.DeleteAsync(old.FileId);
        }
    }

    private const string ApplicationsSql = """
        select   a.Id, a.Reference, o.Name as Organisation, a.ProjectName, a.Status, (select count(*) from FoiAnswer f where f.ApplicationId = a.Id) as Copies
        from     Application a
        join     Organisation o on o.Id = a.OrganisationId
        where    a.RoundId = @RoundId and a.Number is not null
        order by a.Number, a.Id
        """;

    private sealed record Row
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public string? ProjectName { get; init; }
        public required string Status { get; init; }
        public required int Copies { get; init; }
    }

    private sealed record Old
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required Guid FileId { get; init; }
    }
}
