using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.DueDiligence;

/// <summary>Records the finding of a check.</summary>
public sealed class RecordCheck(Db db, FileStore files, TimeProvider clock)
{
    public sealed record Command(
        Guid Check,
        int Version,
        CheckStatus Status,
        string? Note,
        string? Source,
        DateOnly? ExpiresOn,
        Upload? Evidence
    );

    public async Task<Result> RunAsync(Actor actor, Command command)
    {
        if (
            TextLimit.WhyTooLong([(command.Note, 2000, nameof(Command.Note)), (command.Source, 300, nameof(Command.Source))])
            is [var wide, ..]
        )
            return wide;
        var file = command.Evidence is { } evidence ? await files.WriteAsync(actor, evidence, clock.UtcNow()) : null;
        var subject = (await db.ReadAsync(work => ApplicationChecks.OneAsync(work, command.Check))).Application.Id;
        return await db.ChangeAsync(
            actor,
            AuditAction.CheckRecorded,
            subject,
            async work =>
            {
                // What arose since somebody last looked belongs to the result as well.
                foreach (var news in await SyncFindings.RunAsync(work, subject))
                    work.Note(news);
                if (await SaveAsync(work, actor, command, file) is { } refusal)
                    return refusal;
                if (file is not null)
                    work.Note($"Evidence: {file.Name}, {command.Evidence!.Hash(file)}");
                return Result.Done;
            }
        );
    }

    /// <summary>Part of a change: the one way in which a check gets its result. Null when it is saved.</summary>
    /// <param name="file">The stored evidence; null: none is new.</param>
    internal static async Task<Refusal?> SaveAsync(Work work, Actor actor, Command command, FileStore.NewFile? file)
    {
        var (application, check) = await ApplicationChecks.OneAsync(work, command.Check);
        var today = ApplicationChecks.Today(work);
        if (DueDiligenceRules.WhyCannotChange(application.DecidedAt is not null, check.State, today) is { } decided)
            return decided;
        if (command.Status == CheckStatus.NotStarted)
            return new("Choose what you found", nameof(Command.Status));
        if (check is { Status: CheckStatus.Fail, SecondAt: not null })
            return new($"{check.SecondBy} agreed that this fails. Someone other than {check.CheckedBy} must reopen it first.");
        var seen = check.Kind == CheckKind.Register ? await RegisterSearches.WorstAsync(work, application.OrganisationId) : null;
        if (
            DueDiligenceRules.WhyCannotRecord(
                command.Status,
                command.Note,
                file is not null || check.EvidenceFileId is not null,
                check.Kind,
                seen
            ) is
            { } refusal
        )
            return refusal;
        if (FindingRules.WhyCannotRecord(command.Status, check.Findings.Select(finding => finding.State).ToList()) is { } undecided)
            return undecided;
        var hasResult = command.Status is CheckStatus.Pass or CheckStatus.Condition;
        if (hasResult && command.ExpiresOn is { } end && end < today)
            return new("Valid until must be today or later. Leave it empty if the result does not expire.", nameof(Command.ExpiresOn));
        if (file is not null)
            await work.ExecuteAsync(FileStore.InsertSql, file);
        await work.ExecuteOneAsync(
            UpdateSql,
            new
            {
                Id = command.Check,
                command.Version,
                command.Status,
                Note = command.Note?.Trim(),
                Source = command.Source?.Trim(),
                FileId = file?.Id ?? check.EvidenceFileId,
                Person = actor.Id,
                On = today,
                work.Now,
                ExpiresOn = hasResult ? command.ExpiresOn : null,
                RestsOn = await PlanChecks.BasisAsync(work, application.OrganisationId),
            }
        );
        await ApplicationChecks.RefreshAsync(work, application.Id);
        work.Note(check.Name);
        work.Note(
            new Changes()
                .Add("Status", DueDiligenceRules.Name(check.Status), DueDiligenceRules.Name(command.Status))
                .Add("Note", check.Note, command.Note)
                .Add("Source", check.Source, command.Source)
                .Add("Good until", check.ExpiresOn, hasResult ? command.ExpiresOn : null)
                .ToString()
        );
        return null;
    }

    private const string UpdateSql = """
        update DueDiligenceCheck
        set    Status = @Status, Note = @Note, Source = @Source, EvidenceFileId = @FileId, CheckedBy = @Person, CheckedOn = @On, RecordedAt = @Now, ExpiresOn = @ExpiresOn,
               CarriedFrom = null, RestsOn = @RestsOn, SecondBy = null, SecondAt = null, SecondNote = null, Version = Version + 1
        where  Id = @Id and Version = @Version
        """;
}
