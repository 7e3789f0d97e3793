using Commissioning.Domain.Funds;

namespace Commissioning.Domain.DueDiligence;

public static class DueDiligenceRules
{
    public static string Name(CheckStatus status) =>
        status switch
        {
            CheckStatus.NotStarted => "Not started",
            CheckStatus.InProgress => "In progress",
            CheckStatus.Condition => "Pass with a condition",
            CheckStatus.NotApplicable => "Not applicable",
            _ => status.ToString(),
        };

    /// <summary>
    /// A confirmed fail outweighs a condition, which outweighs a pass; anything that holds the decision and is unfinished or out of date is
    /// in progress. Checks that hold only the payment do not hold up the result, but what they found counts.
    /// </summary>
    public static CheckResult ResultOf(IReadOnlyCollection<CheckState> checks, DateOnly today)
    {
        if (checks.Any(check => check is { Status: CheckStatus.Fail, FailConfirmed: true }))
            return CheckResult.Fail;
        var due = checks.Where(check => check.Holds == CheckHold.Decision).ToList();
        if (
            checks.Count == 0
            || (
                due.Any(check => check.Status == CheckStatus.NotStarted)
                && checks.All(check => check.Status is CheckStatus.NotStarted or CheckStatus.NotApplicable)
            )
        )
            return CheckResult.NotStarted;
        if (checks.Any(check => !check.IsDone(today) && (check.Holds == CheckHold.Decision || check.Status == CheckStatus.Fail)))
            return CheckResult.InProgress;
        return checks.Any(check => check.Status == CheckStatus.Condition) ? CheckResult.Condition : CheckResult.Pass;
    }

    /// <summary>What the checks that hold the same thing come to. A confirmed fail outweighs what is open, and that a condition; null: none
    /// of them applies.</summary>
    public static CheckResult? ResultOf(CheckHold holds, IEnumerable<CheckState> checks, DateOnly today)
    {
        var due = checks.Where(check => check.Holds == holds && check.Status != CheckStatus.NotApplicable).ToList();
        return due.Count == 0 ? null
            : due.Any(check => check is { Status: CheckStatus.Fail, FailConfirmed: true }) ? CheckResult.Fail
            : due.All(check => check.Status == CheckStatus.NotStarted) ? CheckResult.NotStarted
            : due.Any(check => !check.IsDone(today)) ? CheckResult.InProgress
            : due.Any(check => check.Status == CheckStatus.Condition) ? CheckResult.Condition
            : CheckResult.Pass;
    }

    /// <summary>What a check that passed with a condition asks for, as one sentence: "Insurance: renewal to be seen before
    /// payment."</summary>
    public static string ConditionInWords(string check, string? note) =>
        Sentences.Of(string.IsNullOrWhiteSpace(note) ? check : $"{check}: {note.ReplaceLineEndings(" ")}");

    /// <summary>Null when the status has what it needs: a note or evidence for any result, a reason for not applicable (R28).</summary>
    /// <param name="seen">The newest register entry, for a check of registers.</param>
    public static Refusal? WhyCannotRecord(
        CheckStatus status,
        string? note,
        bool hasEvidence,
        CheckKind kind = CheckKind.General,
        RegisterFacts? seen = null
    ) =>
        status switch
        {
            CheckStatus.NotApplicable when string.IsNullOrWhiteSpace(note) => new("Say why this check does not apply", nameof(note)),
            CheckStatus.Fail or CheckStatus.Condition when string.IsNullOrWhiteSpace(note) => new("Say what was found", nameof(note)),
            // R31: a council lost £70,000 to a charity that was still registered years after it had closed.
            CheckStatus.Pass when kind == CheckKind.Register && string.IsNullOrWhiteSpace(note) => new(
                "Being registered is not enough for a pass. Say what shows that the organisation is active, such as recent accounts or an event you saw.",
                nameof(note)
            ),
            CheckStatus.Pass when kind == CheckKind.Register && seen is not null && RegisterRules.WhyCannotPass(seen) is { } against => new(
                $"{against}, so this cannot be a pass. Record a condition or a fail.",
                nameof(status)
            ),
            CheckStatus.Pass when string.IsNullOrWhiteSpace(note) && !hasEvidence => new(
                "Say what you saw, or add a file as evidence",
                nameof(note)
            ),
            _ => null,
        };

    /// <summary>Null when the check may be changed. After the decision, finished checks are fixed; open ones can still be done, because
    /// payment waits for them.</summary>
    public static Refusal? WhyCannotChange(bool decided, CheckState state, DateOnly today) =>
        decided && state.Holds == CheckHold.Decision && state.IsDone(today)
            ? new("This application is decided, so you can no longer change the checks behind the decision")
            : null;

    /// <summary>Null when this person may confirm a fail or reopen its check; the person who recorded it may not.</summary>
    /// <param name="agrees">True confirms the fail. False reopens the check, even after the fail was confirmed.</param>
    public static Refusal? WhyCannotReopen(
        CheckStatus status,
        bool confirmed,
        bool agrees,
        Guid? recordedBy,
        Guid person,
        string? secondNote
    )
    {
        if (status != CheckStatus.Fail)
            return new("Only a fail needs a second check");
        if (confirmed && agrees)
            return new("Someone has already checked this fail");
        if (recordedBy == person)
            return new("You recorded this fail, so someone else must check it");
        return string.IsNullOrWhiteSpace(secondNote) ? new("Say what you checked", nameof(secondNote)) : null;
    }

    /// <summary>True when a pass is still in date, what it rests on is the same, and nothing is found now that belongs to its check; then
    /// it carries over to the next application.</summary>
    /// <param name="then"><see cref="CheckBasis"/> when it was recorded; null: not known.</param>
    public static bool IsCarriedOver(CheckStatus status, DateOnly? expiresOn, DateOnly today, string? then, string now, bool hasFindings) =>
        status == CheckStatus.Pass && expiresOn is { } end && today <= end && then == now && !hasFindings;
}
