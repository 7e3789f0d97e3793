using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>What was written about a visit is put right, or a file of it taken out. The trail says which part and never the words, which
/// may name a child.</summary>
public sealed class CorrectVisit(Db db)
{
    /// <param name="asItIs">The officer was warned that the words may name a child, and keeps them so.</param>
    public Task<Result> NotesAsync(Actor actor, Guid visit, string? notes, bool asItIs) =>
        ChangeAsync(
            actor,
            AuditAction.VisitNotesCorrected,
            visit,
            async (work, found) =>
            {
                if (
                    (
                        VisitRules.WhyCannotCorrect(notes, found.Notes)
                        ?? VisitRules.WhyNamesChild(notes, asItIs, "The notes say", nameof(notes))
                    ) is
                    { } refusal
                )
                    return refusal;
                await work.ExecuteOneAsync("update Visit set Notes = @notes where Id = @visit", new { visit, notes = notes!.Trim() });
                work.Note($"{found.Reference}, visit of {LondonTime.Date(found.Day)}: what was found is corrected");
                return Result.Done;
            }
        );

    public Task<Result> CaptionAsync(Actor actor, Guid visit, Guid file, string? caption, bool asItIs) =>
        ChangeAsync(
            actor,
            AuditAction.VisitCaptionCorrected,
            visit,
            async (work, found) =>
            {
                if (
                    (VisitRules.WhyNotCaption(caption) ?? VisitRules.WhyNamesChild(caption, asItIs, "The words say", nameof(caption))) is
                    { } refusal
                )
                    return refusal;
                var hash = await HashAsync(work, visit, file);
                await work.ExecuteOneAsync(
                    "update VisitFile set Caption = @caption where VisitId = @visit and FileId = @file",
                    new
                    {
                        visit,
                        file,
                        caption = caption!.Trim(),
                    }
                );
                work.Note($"{found.Reference}, visit of {LondonTime.Date(found.Day)}: what the file {hash} shows is corrected");
                return Result.Done;
            }
        );

    public Task<Result> RemoveFileAsync(Actor actor, Guid visit, Guid file) =>
        ChangeAsync(
            actor,
            AuditAction.VisitFileRemoved,
            visit,
            async (work, found) =>
            {
                var hash = await HashAsync(work, visit, file);
                if (await work.ScalarAsync<int>(HoldSql, new { found.AwardId }) > 0)
                    return new Refusal("This grant is on legal hold, so its files stay");
                await work.ExecuteOneAsync("delete from VisitFile where VisitId = @visit and FileId = @file", new { visit, file });
                await work.ExecuteOneAsync("delete from StoredFile where Id = @file", new { file });
                // What is stored goes with the next erasure.
                await work.ExecuteAsync("insert into FileToErase (FileId) values (@file)", new { file });
                work.Note($"{found.Reference}, visit of {LondonTime.Date(found.Day)}: the file {hash} is removed");
                return Result.Done;
            }
        );

    private const string HoldSql =
        "select count(*) from LegalHold h join Award w on w.Id = @AwardId join Application a on a.Id = w.ApplicationId where h.LiftedAt is null and h.SubjectId in (w.Id, a.Id, a.OrganisationId, a.RoundId)";

    /// <summary>Names a file in the trail; its own name may name a child.</summary>
    private static async Task<string> HashAsync(Work work, Guid visit, Guid file) =>
        await work.ScalarAsync<string?>(
            "select f.Sha256 from VisitFile x join StoredFile f on f.Id = x.FileId where x.VisitId = @visit and x.FileId = @file",
            new { visit, file }
        ) ?? throw new NotFoundException("No such file of this visit");

    private async Task<Result> ChangeAsync(
        Actor actor,
        AuditAction action,
        Guid visit,
        Func<Work, VisitQueries.VisitRow, Task<Result>> change
    )
    {
        var found = await db.ReadAsync(work => VisitQueries.FindAsync(work, visit));
        return await db.ChangeAsync(actor, action, found.AwardId, work => change(work, found));
    }
}
