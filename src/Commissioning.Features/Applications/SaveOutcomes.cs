using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

public sealed class SaveOutcomes(Db db)
{
    /// <param name="Typed">The section as it was typed last.</param>
    public sealed record OutcomesSection(Application Application, TypedOutcomes Typed, int Version, DateTime? SavedAt);

    public Task<OutcomesSection> GetAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var found = await ApplicationReader.FindMineAsync(work, actor, application);
            var saved = await SectionDraft.FindAsync(work, application, Section.Outcomes);
            return new OutcomesSection(
                found,
                saved.Typed is { } typed
                    ? TypedOutcomes.FromJson(typed)
                    : TypedOutcomes.Of(await ApplicationReader.OutcomesAsync(work, application)),
                saved.Version,
                saved.SavedAt
            );
        });

    /// <param name="outcomes">What of it can be stored.</param>
    /// <param name="unread">The section as typed, when something of it is too long.</param>
    public Task<Result> RunAsync(
        Actor actor,
        Guid application,
        int version,
        IReadOnlyList<OutcomeMeasure> outcomes,
        TypedOutcomes? unread = null
    ) =>
        db.ChangeAsync(
            actor,
            AuditAction.OutcomesSaved,
            application,
            async work =>
            {
                if (
                    await SectionDraft.WhyCannotSaveAsync(work, actor, application, Section.Outcomes, version, unread?.ToJson()) is
                    { } refusal
                )
                    return refusal;
                if (WhyTooLong(outcomes) is { } wide)
                    return wide;
                await WriteAsync(work, application, outcomes);
                return Result.Done;
            }
        );

    internal static Refusal? WhyTooLong(IReadOnlyList<OutcomeMeasure> outcomes) => TypedOutcomes.Of(outcomes).WhyUnread().FirstOrDefault();

    internal static async Task WriteAsync(Work work, Guid application, IReadOnlyList<OutcomeMeasure> outcomes)
    {
        await work.ExecuteAsync("delete from OutcomeMeasure where ApplicationId = @application", new { application });
        await work.ExecuteAsync(
            "insert into OutcomeMeasure (Id, ApplicationId, Position, Outcome, Measure, Baseline, Target) values (@Id, @application, @Position, @Outcome, @Measure, @Baseline, @Target)",
            outcomes.Select(row => new
            {
                row.Id,
                application,
                row.Position,
                row.Outcome,
                row.Measure,
                row.Baseline,
                row.Target,
            })
        );
    }
}
