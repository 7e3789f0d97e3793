using Commissioning.Domain.Funds;

namespace Commissioning.Domain.DueDiligence;

public static class DueDiligenceRules
{
    /// <summary>
    /// A confirmed fail outweighs a condition, which outweighs a pass; anything that holds the decision and is unfinished or out of date is in
    /// progress. Checks that hold only the payment do not hold up the result, but what they found counts.
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

    /// <summary>What a status needs beside it: a note or evidence for any result, a reason for not applicable (R28).</summary>
    /// <param name="seen">What the register said when it was last looked at, for a check of registers.</param>
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
                "Being registered is not by itself a pass. Say what shows that the organisation is at work, such as recent accounts or an event you saw.",
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

    /// <summary>What was known when the application was decided stays; what was open then is still done, because payment waits for it.</summary>
    public static Refusal? WhyCannotChange(bool decided, CheckState state, DateOnly today) =>
        decided && state.Holds == CheckHold.Decision && state.IsDone(today)
            ? new("This application is decided, so the checks that the decision rested on can no longer be changed")
            : null;

    /// <summary>A fail is looked at by somebody other than the person who recorded it.</summary>
    /// <param name="agrees">Otherwise the check is opened again, which somebody else than its recorder may also do to a fail that counts.</param>
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
            return new("Only a fail needs a second look");
        if (confirmed && agrees)
            return new("Somebody has looked at this fail already");
        if (recordedBy == person)
            return new("You recorded this fail, so somebody else must look at it");
        return string.IsNullOrWhiteSpace(secondNote) ? new("Say what you looked at", nameof(secondNote)) : null;
    }

    /// <summary>A result is carried to the organisation's next application while it is in date and nothing about the organisation has changed since.</summary>
    public static bool IsCarriedOver(
        CheckStatus status,
        DateOnly? expiresOn,
        DateOnly today,
        (int? Details, int? Profile) then,
        (int Details, int Profile) now
    ) => status == CheckStatus.Pass && expiresOn is { } end && today <= end && then.Details == now.Details && then.Profile == now.Profile;
}
