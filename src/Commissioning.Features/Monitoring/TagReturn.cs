using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Strategy;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>The office says which outcomes of the strategy a project served, and at what level of prevention. The holder is not
/// asked.</summary>
public sealed class TagReturn(Db db)
{
    /// <param name="Level">Null: not said.</param>
    public sealed record Command(PreventionLevel? Level, IReadOnlyList<string> Aims);

    public Task<Result> RunAsync(Actor actor, Guid id, Command command) =>
        db.ChangeAsync(
            actor,
            AuditAction.ReturnTagged,
            id,
            async work =>
            {
                var row = (await ReturnReader.GetAsync(work, id)).Return;
                if (!row.IsSent)
                    return new Refusal("Only a return that has been sent can be tagged");
                if (command.Level is { } level && !Enum.IsDefined(level))
                    return new Refusal("Choose a level of prevention", nameof(command.Level));
                var aims = ProjectRules.Outcomes.Where(command.Aims.Contains).ToList();
                await work.ExecuteOneAsync(
                    "update MonitoringReturn set PreventionLevel = @Level, StrategyOutcomes = @Aims where Id = @id",
                    new
                    {
                        id,
                        command.Level,
                        Aims = aims.Count == 0 ? null : string.Join('\n', aims),
                    }
                );
                await work.ExecuteOneAsync(
                    "update Award set PreventionLevel = @Level, Version = Version + 1 where Id = @AwardId",
                    new { row.AwardId, command.Level }
                );
                await AwardTotals.RefreshAsync(work, row.AwardId);
                work.Note(
                    $"{row.Reference}. {new Changes().Add("Prevention", row.PreventionLevel?.ToString(), command.Level?.ToString()).Add("Outcomes", row.StrategyOutcomes?.Replace("\n", "; ", StringComparison.Ordinal), string.Join("; ", aims))}"
                );
                return Result.Done;
            }
        );
}
