namespace Commissioning.Domain.Records;

public static class LegalHoldRules
{
    public static Refusal? WhyCannotPlace(string? reason) =>
        reason?.Trim() is { Length: > 0 and <= 1000 }
            ? null
            : new("Say why nothing must be erased, in up to 1,000 characters", nameof(reason));

    public static Refusal? WhyCannotLift(string? liftReason) =>
        liftReason?.Trim() is { Length: > 0 and <= 1000 }
            ? null
            : new("Say why you are lifting the hold, in up to 1,000 characters", nameof(liftReason));
}
