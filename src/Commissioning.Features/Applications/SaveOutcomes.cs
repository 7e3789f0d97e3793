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

    public Task<Result> RunAsync(Actor actor, Guid application, int version, IReadOnlyList<OutcomeMeasure> rows) =>
        db.ChangeAsync(
            actor,
            AuditAction.OutcomesSaved,
            application,
            async work =>
            {
                if (await SectionDraft.WhyCannotSaveAsync(work, actor, application, Section.Outcomes, version) is { } refusal)
                    return refusal;
                var texts = rows.SelectMany(
                    (row, i) =>
                        new (string?, int, string)[]
                        {
                            (row.Outcome, 500, $"Form.Rows[{i}].Outcome"),
                            (row.Measure, 500, $"Form.Rows[{i}].Measure"),
                            (row.Baseline, 200, $"Form.Rows[{i}].Baseline"),
                            (row.Target, 200, $"Form.Rows[{i}].Target"),
                        }
                );
                if (TextLimit.WhyTooLong(texts) is [var wide, ..])
                    return wide;
                await work.ExecuteAsync("delete from OutcomeMeasure where ApplicationId = @application", new { application });
                await work.ExecuteAsync(
                    "insert into OutcomeMeasure (Id, ApplicationId, Position, Outcome, Measure, Baseline, Target) values (@Id, @application, @Position, @Outcome, @Measure, @Baseline, @Target)",
                    rows.Select(row => new
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
                return Result.Done;
            }
        );
}
