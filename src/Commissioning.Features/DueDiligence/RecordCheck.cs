using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.DueDiligence;

/// <summary>Records what a check found. The bid's own result follows from all its checks at once.</summary>
public sealed class RecordCheck(Db db, FileStore files, TimeProvider clock)
{
    public sealed record Command(Guid Check, int Version, CheckStatus Status, string? Note, string? Source, (string Name, byte[] Content)? Evidence);

    public async Task<Outcome> RunAsync(Actor actor, Command command)
    {
        FileStore.NewFile? file = null;
        if (command.Evidence is { } evidence)
        {
            if (UploadRules.WhyNotAccepted(evidence.Name, evidence.Content, "Form.Evidence") is { } wrong) return wrong;
            file = await files.WriteAsync(actor, evidence.Name, UploadRules.ContentTypes[Path.GetExtension(evidence.Name).ToLowerInvariant()], evidence.Content, clock.UtcNow());
        }
        var subject = (await db.ReadAsync(work => BidChecks.OneAsync(work, command.Check))).Bid.Id;
        return await db.ChangeAsync(actor, AuditAction.CheckRecorded, subject, async work =>
        {
            var (bid, check) = await BidChecks.OneAsync(work, command.Check);
            if (bid.DecidedAt is not null) return new Refusal("This bid is decided, so its checks can no longer be changed");
            if (DueDiligenceRules.WhyCannotRecord(command.Status, command.Note, file is not null || check.EvidenceFileId is not null) is { } refusal) return refusal;
            if (file is not null) await work.ExecuteAsync(FileStore.InsertSql, file);
            await work.ExecuteOneAsync(UpdateSql, new
            {
                Id = command.Check, command.Version, command.Status, Note = command.Note?.Trim(), Source = command.Source?.Trim(), FileId = file?.Id ?? check.EvidenceFileId, Person = actor.Id, On = DateOnly.FromDateTime(LondonTime.ToLondon(work.Now)),
            });
            var statuses = await work.QueryAsync<string>("select Status from DueDiligenceCheck where ApplicationId = @Id", new { bid.Id });
            await work.ExecuteOneAsync("update Application set DueDiligence = @Result where Id = @Id", new { bid.Id, Result = DueDiligenceRules.ResultOf(statuses.Select(Enum.Parse<CheckStatus>).ToList()) });
            work.Note($"{check.Name}: {check.Status} became {command.Status}. {command.Note?.Trim()}");
            return Outcome.Done;
        });
    }

    private const string UpdateSql = """
        update DueDiligenceCheck
        set    Status = @Status, Note = @Note, Source = @Source, EvidenceFileId = @FileId, CheckedBy = @Person, CheckedOn = @On, Version = Version + 1
        where  Id = @Id and Version = @Version
        """;
}

/// <summary>The file that a check rests on.</summary>
public sealed class CheckEvidence(Db db, FileStore files)
{
    public async Task<StoredFile> OpenAsync(Guid check)
    {
        var (_, found) = await db.ReadAsync(work => BidChecks.OneAsync(work, check));
        return await files.OpenAsync(found.EvidenceFileId ?? throw new NotFoundException("This check has no evidence file"));
    }
}
