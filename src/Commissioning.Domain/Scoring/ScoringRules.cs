using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Scoring;

public static class ScoringRules
{
    public const string Hidden = "Hidden until you seal your scores";

    /// <summary>Whether a marker may not see yet who applies.</summary>
    public static bool HidesApplicant(Round round, Assignment assignment) => round.Policy.HideApplicants && assignment.SealedAt is null;

    /// <summary>Null when the bid may be opened for scoring; otherwise the sentence the marker sees.</summary>
    public static Refusal? WhyCannotOpen(Assignment assignment) =>
        assignment.Conflict switch
        {
            ConflictState.NotDeclared => new("Say whether you have a conflict of interest before you open this bid"),
            ConflictState.Declared => new("You declared a conflict of interest for this bid, so you cannot read or score it"),
            _ => null,
        };

    /// <summary>Null when marks may be saved; otherwise the sentence the marker sees.</summary>
    public static Refusal? WhyCannotSave(Assignment assignment, Round round, DateTime now)
    {
        if (WhyCannotOpen(assignment) is { } refusal)
            return refusal;
        if (assignment.SealedAt is { } at)
            return new($"You sealed these scores at {LondonTime.DateAndTime(at)}, so they cannot be changed");
        if (!RoundRules.MayAssess(round, now))
            return new($"Scoring starts when the round closes, at {LondonTime.DateAndTime(round.ClosesAt)}");
        if (now > round.ScoringClosesAt)
            return new($"Scoring closed at {LondonTime.DateAndTime(round.ScoringClosesAt)}");
        return null;
    }

    /// <summary>Every reason why a sheet cannot be sealed: a score and a reason are needed for each criterion (R41).</summary>
    public static IReadOnlyList<Refusal> WhyCannotSeal(
        Assignment assignment,
        Round round,
        IReadOnlyList<Gate> gates,
        IReadOnlyList<GateMark> gateMarks,
        IReadOnlyList<Criterion> criteria,
        IReadOnlyList<Mark> marks,
        DateTime now
    )
    {
        if (WhyCannotSave(assignment, round, now) is { } refusal)
            return [refusal];
        var refusals = new List<Refusal>();
        for (var i = 0; i < gates.Count; i++)
        {
            var gate = gateMarks.FirstOrDefault(mark => mark.GateId == gates[i].Id);
            if (gate?.Passed is null)
                refusals.Add(new($"Say whether the bid passes {gates[i].Name}", $"Gates[{i}].Passed"));
            else if (gate.Passed == false && string.IsNullOrWhiteSpace(gate.Reason))
                refusals.Add(new($"Say why the bid fails {gates[i].Name}", $"Gates[{i}].Reason"));
        }
        for (var i = 0; i < criteria.Count; i++)
        {
            var mark = marks.FirstOrDefault(mark => mark.CriterionId == criteria[i].Id);
            if (mark?.Points is null)
                refusals.Add(new($"Choose a score for {criteria[i].Name}", $"Marks[{i}].Points"));
            else if (mark.Points is < 0 or > 5)
                refusals.Add(new($"The score for {criteria[i].Name} must be a whole number from 0 to 5", $"Marks[{i}].Points"));
            if (string.IsNullOrWhiteSpace(mark?.Reason))
                refusals.Add(new($"Give a reason for your score for {criteria[i].Name}", $"Marks[{i}].Reason"));
        }
        return refusals;
    }
}
