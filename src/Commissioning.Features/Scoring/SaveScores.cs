using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>Saves a marker's sheet, and seals it when it is complete. A sealed sheet is never changed, by anybody.</summary>
public sealed class SaveScores(Db db)
{
    public sealed record Command(Guid Assignment, int Version, IReadOnlyList<Mark> Marks, IReadOnlyList<GateMark> Gates, bool Seal);

    /// <summary>Every refusal at once, because a sheet has many boxes. Empty when done.</summary>
    public async Task<IReadOnlyList<Refusal>> RunAsync(Actor actor, Command command)
    {
        IReadOnlyList<Refusal> refusals = [];
        var subject = (await db.ReadAsync(work => ScoringSheet.FindAsync(work, actor, command.Assignment))).ApplicationId;
        await db.ChangeAsync(
            actor,
            command.Seal ? AuditAction.ScoresSealed : AuditAction.ScoreSaved,
            subject,
            async work =>
            {
                var assignment = await ScoringSheet.FindAsync(work, actor, command.Assignment);
                var round = await RoundReader.GetAsync(work, assignment.RoundId);
                var criteria = await RoundReader.CriteriaAsync(work, assignment.RoundId);
                var gates = await RoundReader.GatesAsync(work, assignment.RoundId);
                refusals =
                    command.Seal ? ScoringRules.WhyCannotSeal(assignment, round, gates, command.Gates, criteria, command.Marks, work.Now)
                    : ScoringRules.WhyCannotSave(assignment, round, work.Now) is { } refusal ? [refusal]
                    : [];
                if (refusals.Count == 0 && command.Marks.Any(mark => mark.Points is < 0 or > ScoreArithmetic.MaximumPoints))
                    refusals = [new($"A score is a whole number from 0 to {ScoreArithmetic.MaximumPoints}")];
                if (
                    refusals.Count == 0
                    && (
                        command.Marks.DistinctBy(mark => mark.CriterionId).Count() < command.Marks.Count
                        || command.Gates.DistinctBy(mark => mark.GateId).Count() < command.Gates.Count
                    )
                )
                    refusals = [new("One criterion has two scores. Open the sheet again and give it one.")];
                if (refusals.Count == 0 && assignment.Version != command.Version)
                    refusals =
                    [
                        new(
                            "This sheet was saved in another window after you opened it here. What you entered is below and not saved yet. Check it and save again."
                        ),
                    ];
                if (refusals.Count == 0)
                    refusals = TextLimit.WhyTooLong([
                        .. command.Gates.Select((mark, i) => ((string?)mark.Reason, 2000, $"Gates[{i}].Reason")),
                        .. command.Marks.Select((mark, i) => ((string?)mark.Reason, 2000, $"Marks[{i}].Reason")),
                    ]);
                if (refusals is [var first, ..])
                    return first;
                await WriteAsync(work, assignment, command, criteria, gates.Select(gate => gate.Id).ToHashSet());
                if (command.Seal)
                    work.Note(
                        string.Join(
                            ", ",
                            gates
                                .Select(gate =>
                                    $"{gate.Name} {(command.Gates.First(mark => mark.GateId == gate.Id).Passed == true ? "pass" : "fail")}"
                                )
                                .Concat(
                                    criteria.Select(criterion =>
                                        $"{criterion.Name} {command.Marks.First(mark => mark.CriterionId == criterion.Id).Points}"
                                    )
                                )
                        )
                    );
                return Outcome.Done;
            }
        );
        return refusals;
    }

    private static async Task WriteAsync(
        Work work,
        Assignment assignment,
        Command command,
        IReadOnlyList<Criterion> criteria,
        HashSet<Guid> gates
    )
    {
        await work.ExecuteOneAsync(
            "update ScoringAssignment set SealedAt = @SealedAt, Total = @Total, Version = Version + 1 where Id = @Id and Version = @Version and SealedAt is null",
            new
            {
                assignment.Id,
                assignment.Version,
                SealedAt = command.Seal ? work.Now : (DateTime?)null,
                Total = command.Seal
                    ? criteria.Sum(criterion =>
                        criterion.Weight * command.Marks.First(mark => mark.CriterionId == criterion.Id).Points!.Value
                    )
                    : (int?)null,
            }
        );
        await work.ExecuteAsync("delete from Score where AssignmentId = @Id", new { assignment.Id });
        await work.ExecuteAsync(
            "insert into Score (AssignmentId, CriterionId, Points, Reason) values (@Id, @CriterionId, @Points, @Reason)",
            command
                .Marks.Where(mark => criteria.Any(criterion => criterion.Id == mark.CriterionId))
                .Select(mark => new
                {
                    assignment.Id,
                    mark.CriterionId,
                    mark.Points,
                    Reason = mark.Reason.Trim(),
                })
        );
        await work.ExecuteAsync("delete from GateMark where AssignmentId = @Id", new { assignment.Id });
        await work.ExecuteAsync(
            "insert into GateMark (AssignmentId, GateId, Passed, Reason) values (@Id, @GateId, @Passed, @Reason)",
            command
                .Gates.Where(mark => gates.Contains(mark.GateId))
                .Select(mark => new
                {
                    assignment.Id,
                    mark.GateId,
                    mark.Passed,
                    Reason = mark.Reason.Trim(),
                })
        );
        if (command.Seal)
            await work.ExecuteOneAsync(
                "update PanelMember set Sealed = Sealed + 1 where RoundId = @RoundId and PersonId = @ScorerId",
                new { assignment.RoundId, assignment.ScorerId }
            );
    }
}
