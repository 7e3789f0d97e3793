using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>The panel's comments on applications that another scoring might have put on the other side of the threshold (R50).</summary>
public sealed class CloseCalls(Db db)
{
    public sealed record CloseCallRow
    {
        public required Guid ApplicationId { get; init; }
        public required string Wording { get; init; }
    }

    internal static Task<IReadOnlyList<CloseCallRow>> OfAsync(Work work, Guid round) =>
        work.QueryAsync<CloseCallRow>("select ApplicationId, Wording from CloseCall where RoundId = @round", new { round });

    public Task<Result> SayAsync(Actor actor, Guid round, IReadOnlyList<(Guid Application, string? Wording)> calls) =>
        db.ChangeAsync(
            actor,
            AuditAction.CloseCallSaid,
            round,
            async work =>
            {
                if ((await RoundReader.GetAsync(work, round)).IsRecommended)
                    return new Refusal("The recommendation is made, so you can no longer change its reasons");
                var before = (await OfAsync(work, round)).ToDictionary(row => row.ApplicationId, row => row.Wording);
                foreach (var ((application, wording), i) in calls.Select((pair, i) => (pair, i)))
                {
                    if (wording?.Trim().Length > 1000)
                        return new Refusal("Shorten this to 1,000 characters", Refusal.At(nameof(calls), i, nameof(CloseCallRow.Wording)));
                    await work.ExecuteAsync("delete from CloseCall where ApplicationId = @application", new { application });
                    if ((before.GetValueOrDefault(application) ?? "") != (wording?.Trim() ?? ""))
                        work.Note(
                            new Changes()
                                .Add(
                                    await work.ScalarAsync<string>(
                                        "select Reference from Application where Id = @application",
                                        new { application }
                                    ) ?? "",
                                    before.GetValueOrDefault(application),
                                    wording
                                )
                                .ToString()
                        );
                    if (string.IsNullOrWhiteSpace(wording))
                        continue;
                    await work.ExecuteAsync(
                        "insert into CloseCall (ApplicationId, RoundId, Wording, SavedBy, SavedAt) select a.Id, a.RoundId, @Wording, @By, @Now from Application a where a.Id = @application and a.RoundId = @round",
                        new
                        {
                            application,
                            round,
                            Wording = wording.Trim(),
                            By = actor.Id,
                            work.Now,
                        }
                    );
                }
                return Result.Done;
            }
        );

    /// <summary>References of applications too close to call that have no comment yet. Uses the same calculation as panel health.</summary>
    internal static async Task<IReadOnlyList<string>> UnsaidAsync(Work work, FundingLineQueries.Inputs inputs)
    {
        if (inputs.Round.Threshold is not { } threshold)
            return [];
        var (grid, _) = await RoundHealth.GridAsync(work, inputs);
        var stability = RankStability.Of(
            inputs.Applications,
            grid,
            threshold,
            inputs.Round.Spendable,
            inputs.Round.Policy,
            inputs.Earlier,
            inputs.Round.DrawSeed,
            RoundHealth.SeedOf(inputs.Round)
        );
        var said = (await OfAsync(work, inputs.Round.Id)).Select(row => row.ApplicationId).ToHashSet();
        return stability is null
            ? []
            : stability
                .Where(application => application.TooClose && !said.Contains(application.ApplicationId))
                .Select(application => inputs.Rows[application.ApplicationId].Reference)
                .Order(StringComparer.Ordinal)
                .ToList();
    }
}
