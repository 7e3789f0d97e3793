namespace Commissioning.Domain.DueDiligence;

public enum CheckStatus { NotStarted, InProgress, Pass, Condition, Fail, NotApplicable }

/// <summary>The result beside the bid, apart from its score (R36).</summary>
public enum CheckResult { NotStarted, InProgress, Pass, Condition, Fail }

public static class DueDiligenceRules
{
    /// <summary>A fail outweighs a condition; both outweigh a pass; anything unfinished is in progress.</summary>
    public static CheckResult ResultOf(IReadOnlyCollection<CheckStatus> checks)
    {
        if (checks.Contains(CheckStatus.Fail)) return CheckResult.Fail;
        if (checks.Count == 0 || checks.All(check => check == CheckStatus.NotStarted)) return CheckResult.NotStarted;
        if (checks.Contains(CheckStatus.NotStarted) || checks.Contains(CheckStatus.InProgress)) return CheckResult.InProgress;
        return checks.Contains(CheckStatus.Condition) ? CheckResult.Condition : CheckResult.Pass;
    }

    /// <summary>What a status needs beside it: a note or evidence for any result, a reason for not applicable (R28).</summary>
    public static Refusal? WhyCannotRecord(CheckStatus status, string? note, bool hasEvidence) => status switch
    {
        CheckStatus.NotApplicable when string.IsNullOrWhiteSpace(note) => new("Say why this check does not apply", "Form.Note"),
        CheckStatus.Fail or CheckStatus.Condition when string.IsNullOrWhiteSpace(note) => new("Say what was found", "Form.Note"),
        CheckStatus.Pass when string.IsNullOrWhiteSpace(note) && !hasEvidence => new("Say what you saw, or add a file as evidence", "Form.Note"),
        _ => null,
    };
}
