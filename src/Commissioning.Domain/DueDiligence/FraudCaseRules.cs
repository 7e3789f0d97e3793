namespace Commissioning.Domain.DueDiligence;

/// <summary>A case of the fraud log: what happened, what was lost, prevented and recovered, and to whom it was referred.</summary>
public static class FraudCaseRules
{
    public const int LongestText = 5000;

    public static string Name(FraudState state) =>
        state switch
        {
            FraudState.Proven => "Proven",
            FraudState.NotFraud => "No fraud",
            _ => "Suspected",
        };

    /// <summary>Null when the case may be saved as it is.</summary>
    /// <param name="what">What happened.</param>
    /// <param name="how">How it was found.</param>
    public static Refusal? WhyCannotSave(
        FraudState? state,
        string? what,
        string? how,
        string? referrals,
        string? steps,
        DateOnly? foundOn,
        Money? loss,
        Money? prevented,
        Money? recovered,
        DateOnly today
    )
    {
        if (state is not { } known || !Enum.IsDefined(known))
            return new("Choose whether it is suspected or proven", nameof(state));
        if (what?.Trim() is not { Length: > 0 and <= LongestText })
            return new($"Say what happened, in up to {LongestText:N0} characters", nameof(what));
        if (how?.Trim() is not { Length: > 0 and <= 1000 })
            return new("Say how it was found, in up to 1,000 characters", nameof(how));
        if (referrals?.Trim().Length > LongestText)
            return new($"Shorten the referrals to {LongestText:N0} characters", nameof(referrals));
        if (steps?.Trim().Length > LongestText)
            return new($"Shorten the steps to {LongestText:N0} characters", nameof(steps));
        if (foundOn is not { } day || day > today)
            return new("Enter the day on which it was found, today or earlier", nameof(foundOn));
        if (loss is not { } lost || lost < Money.Zero)
            return new("Enter what was lost in pounds, or 0", nameof(loss));
        if (prevented is not { } saved || saved < Money.Zero)
            return new("Enter what was prevented in pounds, or 0", nameof(prevented));
        if (recovered is not { } back || back < Money.Zero)
            return new("Enter what came back in pounds, or 0", nameof(recovered));
        return back > lost ? new("No more can come back than was lost", nameof(recovered)) : null;
    }

    /// <summary>Null when the case may be closed.</summary>
    public static Refusal? WhyCannotClose(FraudState state, string? closing) =>
        state == FraudState.Suspected
            ? new("Say first whether it was fraud: proven, or no fraud", nameof(state))
            : ReasonRules.WhyTooThin(closing, nameof(closing));
}
