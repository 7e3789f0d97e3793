using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

public sealed class SaveOutcomes(Db db)
{
    public sealed record OutcomesSection(Application Application, IReadOnlyList<OutcomeMeasure> Rows, int Version);

    public Task<OutcomesSection> GetAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var found = await ApplicationReader.FindMineAsync(work, actor, application);
            return new OutcomesSection(
                found,
                await ApplicationReader.OutcomesAsync(work, application),
                await SectionDraft.VersionAsync(work, application, Section.Outcomes)
            );
        });

    public Task<Result> RunAsync(Actor actor, Guid application, int version, IReadOnlyList<OutcomeMeasure> outcomes) =>
        db.ChangeAsync(
            actor,
            AuditAction.OutcomesSaved,
            application,
            async work =>
            {
                if (await SectionDraft.WhyCannotSaveAsync(work, actor, application, Section.Outcomes, version) is { } refusal)
                    return refusal;
                if (WhyTooLong(outcomes) is { } wide)
                    return wide;
                await WriteAsync(work, application, outcomes);
                return Result.Done;
            }
        );

    internal static Refusal? WhyTooLong(IReadOnlyList<OutcomeMeasure> outcomes)
    {
        var texts = outcomes.SelectMany(
            (row, i) =>
                new (string?, int, string)[]
                {
                    (row.Outcome, 500, Refusal.At(nameof(outcomes), i, nameof(row.Outcome))),
                    (row.Measure, 500, Refusal.At(nameof(outcomes), i, nameof(row.Measure))),
                    (row.Baseline, 200, Refusal.At(nameof(outcomes), i, nameof(row.Baseline))),
                    (row.Target, 200, Refusal.At(nameof(outcomes), i, nameof(row.Target))),
                }
        );
        return TextLimit.WhyTooLong(texts).FirstOrDefault();
    }

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
